from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.themes.test_naming import embedded, named
from textmine.themes.naming.acceptable import acceptable
from textmine.themes.naming.candidates import title_language
from textmine.themes.naming.model import Candidate, Document, Kind, Scored
from textmine.themes.naming.pairs import pairs
from textmine.themes.naming.people import shares, voices, writing
from textmine.themes.naming.score import preferred, spread


def documents(texts: Sequence[str], language: str = "en") -> list[Document]:
    return [Document(text, language, i, 0.5) for i, text in enumerate(texts)]


MIXED = {
    "en": (["the traffic was awful", "buses never came", "Dock Road 😡"], "and"),
    "bn": (["যানজট খুব বেশি", "বাসগুলো আসে না", "পুকুর ভালো"], "ও"),
    "so": (["gaadiidka badan", "basaska daahay", "qoraal dheer"], "iyo"),
    "bn-Latn": (["jamjot beshi", "bashgulo ashe", "pukur bhalo"], "ar"),
    "ar": (["الازدحام شديد", "الحافلات متأخرة", "حديقة جميلة"], "و"),
}


@pytest.mark.parametrize("tag", sorted(MIXED))
def test_two_subjects_of_many_people_make_a_pair_in_every_language(tag: str) -> None:
    (one, other, odd), joint = MIXED[tag]
    own = documents([one] * 9 + [other] * 9 + [odd], tag)
    found = pairs(own, tag, voices(own, shares(own)), set())
    assert found
    left, right = found[0].casefold().split(f" {joint} ")
    assert sorted((left in one.casefold(), right in one.casefold())) == [False, True]
    assert sorted((left in other.casefold(), right in other.casefold())) == [False, True]
    assert not any(word in left + right for word in odd.casefold().split())


def test_a_name_and_a_verb_are_no_subjects() -> None:
    own = documents(["repair the pavement on Dock Road", "Dock Road needs a kerb"] * 10)
    assert pairs(own, "en", voices(own, shares(own)), set()) == ["Kerb and pavement"]


def test_a_small_theme_has_no_pair_nor_has_one_without_subjects() -> None:
    few = documents(["traffic", "buses"] * 5)
    none = documents(["👍🏽", "no"] * 10)
    assert not pairs(few, "en", voices(few, shares(few)), set())
    assert not pairs(none, "en", voices(none, shares(none)), set())


def scored(text: str, kind: Kind, reach: float, score: float) -> Scored:
    return Scored(Candidate(text, kind, 1.0, 0), score, {"spread": reach})


def share_of(**shares_: float) -> Callable[[str], float]:
    return lambda text: shares_[text]


@pytest.mark.parametrize(
    ("reach", "said", "first"),
    [(0.2, 0.1, "pair"), (0.3, 0.1, "clause"), (0.2, 0.5, "clause"), (0.2, 0.3, "clause")],
)
def test_a_pair_stands_in_front_only_of_a_clause_that_speaks_for_few(reach: float, said: float, first: str) -> None:
    ranked = [scored("clause", "clause", reach, 0.9), scored("pair", "pair", 0.3, 0.2)]
    found = preferred(ranked, share_of(clause=said, pair=0.4))
    assert found[0].candidate.text == first
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_what_is_like_many_answers_is_preferred_to_what_is_like_one() -> None:
    members = np.eye(3, dtype=np.float32)
    middle = np.full((1, 3), 1 / np.sqrt(3), np.float32)
    reach = spread(np.vstack([members[:1], middle]), members)
    assert reach[1] > reach[0]


def test_a_stray_english_answer_does_not_name_a_theme_of_another_language() -> None:
    texts = ["পার্কে আলো নেই", "পার্কে আলো চাই"] * 10
    assert title_language(documents(texts, "bn") + documents(["Raus"])) == "bn"
    assert title_language(documents(texts, "bn") + documents(["Light the park"] * 5)) == "en"
    assert title_language(documents(texts[:3], "bn") + documents(["Light the park"])) == "en"
    (theme,) = named([*texts, "Raus"], languages=["bn"] * len(texts) + ["en"])
    assert theme.language == "bn"
    assert theme.description.startswith("Hardly any answer in this theme is English: the title is in Bengali.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Light in park, yes, hundred times", "en"),
        ("Weaver's Lane", "en"),
        ("Redevelop from WKU", "en"),
        ("হ্যাঁ পার্কে আলো", "bn"),
        ("haa nal beerta", "so"),
        ("park e light ha", "bn-Latn"),
        ("نعم الحديقة مظلمة", "ar"),
    ],
)
def test_talk_and_bare_names_are_no_titles(text: str, language: str) -> None:
    style = writing(documents(["near Weaver's Lane", "on Weaver's Lane", "by Weaver's Lane"]))
    assert not acceptable(text, language, style, set())
    assert acceptable("Light the park", "en", style, set())


def test_a_broad_theme_is_titled_by_its_two_subjects() -> None:
    texts = [
        *(f"the {word} traffic {word}ly" for word in "abcdefghi"),
        *(f"a {word} buses {word}ing" for word in "jklmnopqr"),
    ]
    assert len(embedded(texts)) == len(texts)
    (theme,) = named(texts)
    assert {"traffic", "buses"} & set(theme.title.casefold().split())
