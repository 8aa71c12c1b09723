from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

import numpy as np

from textmine.themes.naming import Document, Named, name_themes
from textmine.themes.naming.phrases import key_phrases
from textmine.themes.naming.tokens import folded, runs

SIZE = 64


def embedded(texts: Sequence[str]) -> np.ndarray:
    """Bags of hashed words: texts that share words are near to each other."""
    vectors = np.zeros((len(texts), SIZE), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in folded(text):
            row[zlib.crc32(word.encode()) % SIZE] += 1
        row[0] += 0.01
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def named(
    *themes: Sequence[str], language: str = "en", wording: str = "", languages: Sequence[str] = ()
) -> list[Named]:
    vectors = [embedded(texts) for texts in themes]
    centroids = np.stack([own.mean(axis=0) / np.linalg.norm(own.mean(axis=0)) for own in vectors])
    members, owner = [], 0
    for texts, own, centre in zip(themes, vectors, centroids, strict=True):
        documents = []
        for i, (text, vector) in enumerate(zip(texts, own, strict=True)):
            tag = languages[i] if languages else language
            documents.append(Document(text, tag, owner, float(vector @ centre), vector))
            owner += 1
        members.append(documents)
    return name_themes(members, centroids, embedded, wording=wording, keywords=[[] for _ in themes])


LIGHTS = [
    "I think the canal path is too dark at night.",
    "The canal path is too dark, please put lights there!",
    "More lights on the canal path",
    "We need lights, the path is dark at night",
    "My son fell on the dark path last winter and now I am afraid",
]
BINS = [
    "The bins overflow every weekend",
    "Please empty the bins more often",
    "Bins overflow and nobody comes",
    "More bins in the park please",
    "bins are never emptied",
]


def test_titles_state_a_point_in_at_most_eight_words_and_differ() -> None:
    lights, bins = named(LIGHTS, BINS)
    assert "dark" in lights.title.casefold() or "lights" in lights.title.casefold()
    assert "bins" in bins.title.casefold()
    assert lights.title != bins.title
    for theme in (lights, bins):
        assert 2 <= len(theme.title.split()) <= 8
        assert theme.evidence["winner"]["parts"]["states"] > 0
        assert theme.language == "en"


def test_a_title_has_no_six_words_in_a_row_of_one_answer() -> None:
    themes = [LIGHTS, BINS, ["The swings in the playground near the church are broken again"] * 1]
    spoken = [run for texts in themes for text in texts for run in runs(folded(text))]
    for theme in named(*themes):
        assert not set(runs(folded(theme.title))) & set(spoken)


def test_six_words_that_two_people_wrote_are_no_quote() -> None:
    (theme,) = named(["Keep the parking bays on Chapel Road", "Keep the parking bays on Chapel Road", "Keep parking"])
    assert theme.title == "Keep the parking bays on Chapel Road"


def test_a_title_is_nobodys_story_and_holds_no_personal_data_and_no_name_of_one_person() -> None:
    (theme,) = named(
        [
            "My daughter was knocked down at the crossing",
            "Ring 07700 900123 about the crossing now",
            "Ask Sheila Bannister about the crossing",
            "The crossing is dangerous",
        ]
    )
    assert "crossing" in theme.title.casefold()
    assert not {"my", "daughter", "sheila", "bannister"} & set(folded(theme.title))
    assert not any(mark.isdigit() for mark in theme.title + theme.description)


def test_half_a_phone_number_is_no_key_phrase_and_the_name_of_a_bus_is_one() -> None:
    texts = ["Ring 07700 900123 about bus 25", "ফোন ০৭৭০০ ৯০০১২৩, bus 25 late", "Bus 25 is late", "Bus 25 is full"]
    documents = [Document(text, "bn" if "ফোন" in text else "en", i, 1.0) for i, text in enumerate(texts)]
    found = key_phrases(documents, "en", ["07700", "০৭৭০০", "ring 07700", "bus 25"])
    assert found[0].casefold() == "bus 25"
    assert not any("077" in phrase or "০৭৭" in phrase for phrase in found)


def test_the_questions_own_words_alone_make_no_title() -> None:
    (theme,) = named(
        ["Better parks", "better parks with bins", "better parks and more bins"], wording="How to make better parks?"
    )
    assert "bins" in theme.title.casefold()


def test_all_candidates_are_embedded_in_one_call_of_at_most_forty_a_theme() -> None:
    calls: list[int] = []

    def counted(texts: Sequence[str]) -> np.ndarray:
        calls.append(len(texts))
        return embedded(texts)

    texts = [
        f"The {thing} in the {place} is broken" for thing in "abcdefghij" for place in ("park", "street", "square")
    ]
    documents = [Document(text, "en", i, 0.5) for i, text in enumerate(texts)]
    name_themes([documents], embedded(["park"]), counted, keywords=[["park"]])
    assert len(calls) <= 1
    assert sum(calls) <= 40


def test_bengali_alone_is_titled_in_bengali_with_whole_words_and_says_so() -> None:
    texts = ["পার্কে আলো নেই। রাতে ভয় লাগে।", "পার্কে আলো চাই", "পার্কের রাস্তায় আলো দরকার", "পার্কে আলো নেই"]
    (theme,) = named(texts, language="bn")
    assert theme.language == "bn"
    assert theme.description.startswith("No English answer is in this theme: the title is in Bengali.")
    said = {word for text in texts for word in folded(text)}
    assert folded(theme.title)
    assert set(folded(theme.title)) <= said


def test_every_language_gets_a_title_in_its_own_words() -> None:
    cases = {
        "so": ["Beerta nal ma leh", "Beerta nal ha la geliyo", "Nal ha la geliyo beerta"],
        "bn-Latn": ["park e light nai", "park e light lagbe", "light nai park e"],
        "ar": ["الحديقة مظلمة جداً في الليل", "الحديقة مظلمة", "الشارع والحديقة مظلمة، نريد إنارة"],
    }
    for tag, texts in cases.items():
        (theme,) = named(texts, language=tag)
        assert theme.language == tag
        assert "No English answer" in theme.description
        assert set(folded(theme.title)) <= {word for text in texts for word in folded(text)}


def test_the_title_comes_from_the_english_answers_where_there_are_any() -> None:
    texts = ["পার্কে আলো নেই", "পার্কে আলো চাই", "The park needs more lights", "Nal ha la geliyo beerta"]
    (theme,) = named(texts, languages=["bn", "bn", "en", "so"])
    assert theme.language == "en"
    assert theme.title.isascii()
    assert "No English answer" not in theme.description


def test_an_english_answer_that_mixes_languages_gives_an_english_title() -> None:
    (theme,) = named(
        ["পার্কে আলো নেই so please put lights in the park", "Lights in the park 💡", "More lights in the park"]
    )
    assert theme.title.isascii()


def test_small_and_odd_themes_have_a_title() -> None:
    found = named(["bins"], ["bins", "bins", "bins"], ["👍", "👍🏽"], ["TOO DARK HERE", "too dark"], ["42", "17"])
    assert len({theme.title.casefold() for theme in found}) == len(found)
    assert all(theme.title for theme in found)
    assert found[2].title == "Theme 3"
    assert not found[3].title.isupper()


def test_the_evidence_is_plain_data_and_names_different_people() -> None:
    theme = named(LIGHTS + BINS)[0]
    sheet = json.loads(json.dumps(theme.evidence))
    assert sheet["candidates"][0]["score"] >= sheet["candidates"][-1]["score"]
    assert sheet["reason"].endswith(".")
    assert len(sheet["central"]) == 5
    assert len(sheet["atypical"]) == 2
    assert not set(sheet["central"]) & set(sheet["atypical"])
    assert {"text", "kind", "score", "parts", "document"} == set(sheet["winner"])


def test_a_description_is_one_or_two_sentences_of_different_people_without_personal_data() -> None:
    (theme,) = named([*LIGHTS, "Ring me on 07700 900123 about the dark canal path at night."])
    assert "07700" not in theme.description
    assert 1 <= sum(theme.description.count(mark) for mark in ".!") <= 2


def test_names_do_not_change_from_run_to_run() -> None:
    assert [theme.title for theme in named(LIGHTS, BINS)] == [theme.title for theme in named(LIGHTS, BINS)]
