import pickle
from itertools import pairwise

from hypothesis import given, settings
from sklearn.feature_extraction.text import CountVectorizer

from tests.text.samples import texts
from textmine.text import emoji, normalise, terms, word_spans, words


def test_bengali_vowel_signs_conjuncts_and_joiners_stay_inside_words() -> None:
    assert words("পার্কের ক্ষমা র‍্যাব ক‌খ আলো।") == ["পার্কের", "ক্ষমা", "র‍্যাব", "ক‌খ", "আলো"]


def test_somali_and_french_apostrophes_stay_inside_words_and_quotes_do_not() -> None:
    assert words("ra'yi ra’yi c'est 'quoted'") == ["ra'yi", "ra’yi", "c'est", "quoted"]


def test_arabic_hyphens_and_numbers_are_single_words() -> None:
    assert words("الحديقة، low-traffic 5.30 ১,০০০") == ["الحديقة", "low-traffic", "5.30", "১,০০০"]


def test_emoji_are_not_words() -> None:
    assert words("👍🏽 good 3️⃣ ❤️") == ["good", "3"]


def test_emoji_sequences_are_found_whole() -> None:
    assert emoji("👩‍👩‍👧 ok 🇸🇴 3️⃣") == ["👩‍👩‍👧", "🇸🇴", "3️⃣"]


def test_text_without_spaces_gives_short_pieces() -> None:
    assert max(map(len, words("公园里的路灯太暗了我很害怕"))) == 2


def test_terms_are_caseless_composed_and_longer_than_one_character() -> None:
    assert terms("Ra’yi CAFE\u0301 a নেই") == ["ra'yi", "café", "নেই"]


def test_terms_serve_a_vectorizer_that_can_be_pickled() -> None:
    vectorizer = CountVectorizer(tokenizer=terms, lowercase=False, token_pattern=None)
    vectorizer.fit(["পার্কের আলো", "ra'yi Bin"])
    assert pickle.loads(pickle.dumps(vectorizer)).get_feature_names_out().tolist() == [  # noqa: S301 - our own bytes
        "bin",
        "ra'yi",
        "আলো",
        "পার্কের",
    ]


def test_normalise_replaces_lone_surrogates_and_keeps_joiners() -> None:
    assert normalise("র‍্য\ud800") == "র‍্য\ufffd"


@settings(deadline=None, max_examples=100)
@given(texts)
def test_word_spans_are_in_order_and_are_the_words(text: str) -> None:
    spans = word_spans(text)
    assert [span.of(text) for span in spans] == words(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
