from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textmine.themes.stopwords import stop_words
from textmine.themes.titles import (
    Candidates,
    Document,
    PhraseTable,
    central_sentences,
    choose_titles,
    phrases,
    short_clauses,
)


def documents(*texts: str, language: str = "en") -> list[Document]:
    return [Document(text, language, i, 0.9 - i / 100) for i, text in enumerate(texts)]


def test_phrases_neither_begin_nor_end_with_a_stop_word() -> None:
    found = {folded for folded, _ in phrases("The lights in the park are broken", stop_words())}
    assert "lights in the park" in found
    assert not any(phrase.split()[0] in stop_words() or phrase.split()[-1] in stop_words() for phrase in found)


def test_bengali_phrases_keep_their_vowel_signs() -> None:
    found = {written for _, written in phrases("পার্কের আলো কম", stop_words())}
    assert "পার্কের আলো" in found


def test_the_questions_own_words_make_no_title() -> None:
    docs = documents("better parks and more bins", "better parks, bins", "better parks with bins")
    ranked = PhraseTable(docs, stop_words(), {"better", "parks"}).ranked(docs)
    assert ranked[0][0] == "bins"
    assert not any("parks" in phrase for phrase, _ in ranked)


def same_vector(texts: Sequence[str]) -> np.ndarray:
    return np.ones((len(texts), 2), np.float32)


def titles(*candidates: Candidates) -> list[str]:
    return choose_titles(candidates, np.eye(2, dtype=np.float32)[: len(candidates)], same_vector)


def test_titles_differ_from_theme_to_theme() -> None:
    own = Candidates([("street lights", 1.0), ("dark paths", 0.5)])
    assert titles(own, own) == ["Street lights", "Dark paths"]


def test_a_single_word_becomes_a_fuller_phrase() -> None:
    assert titles(Candidates([("lights", 1.0), ("lights in the park", 0.5)])) == ["Lights in the park"]
    assert titles(Candidates([("cable", 1.0), ("internet", 0.9)])) == ["Cable and internet"]


def test_where_no_phrase_is_common_a_central_clause_is_the_title() -> None:
    own = Candidates([("week", 0.001)], ["publish the responses in full"])
    assert titles(own) == ["Publish the responses in full"]


def test_words_of_another_language_are_not_joined_in_english() -> None:
    assert titles(Candidates([("বাতি", 1.0), ("পার্ক", 0.9)], english=False)) == ["বাতি, পার্ক"]


def test_a_title_clause_is_nobodys_own_story_and_stands_alone() -> None:
    own = documents(
        "I was followed home twice. And they laughed. More lamps on the towpath.", "Ring 07700 900123 now please"
    )
    assert short_clauses(own) == ["More lamps on the towpath"]


def test_a_description_holds_no_personal_data() -> None:
    found = central_sentences(
        documents("Ring me on 07700 900123 about the broken lights please.", "The lights in the park are broken again.")
    )
    assert found == ["The lights in the park are broken again."]


def test_a_theme_without_english_is_described_in_its_own_language() -> None:
    found = central_sentences(documents("পার্কের রাস্তায় রাতে কোনো আলো থাকে না।", language="bn"))
    assert found == ["পার্কের রাস্তায় রাতে কোনো আলো থাকে না।"]
