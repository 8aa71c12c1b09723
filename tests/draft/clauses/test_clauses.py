from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft.clauses import parser
from textmine.draft.clauses.candidates import LONGEST
from textmine.draft.clauses.cutting import main_clauses, tails
from textmine.model import Span


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may hang on a model that happens to be installed."""
    monkeypatch.setattr(parser, "_parsed", lambda text: None)


def _cut(text: str) -> list[str]:
    return [part.of(text) for part in main_clauses(text, Span(0, len(text)), LONGEST)]


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("So lights and wardens ok but that's only half of it", ["So lights and wardens ok", "that's only half of it"]),
        (
            "Fish, veg, halal meat, everything come by van at 6 in the morning and the van need the bay",
            ["Fish, veg, halal meat, everything come by van at 6 in the morning", "the van need the bay"],
        ),
        (
            "Street lighting is poor, and the bins overflow every weekend",
            ["Street lighting is poor", "the bins overflow every weekend"],
        ),
        (
            "I support the lamps, but I don't want any cameras here",
            ["I support the lamps", "I don't want any cameras here"],
        ),
        (
            "The park is dark at four, the lamps are broken, and nobody cares about it",
            ["The park is dark at four", "the lamps are broken", "nobody cares about it"],
        ),
        (
            "The bus lane works well; the cycle lane needs a proper kerb",
            ["The bus lane works well", "the cycle lane needs a proper kerb"],
        ),
        (
            "Our estate has no shade – the flats are like an oven in July",
            ["Our estate has no shade", "the flats are like an oven in July"],
        ),
    ],
)
def test_main_clauses_with_a_subject_and_a_verb_each_are_cut_apart(said: str, clauses: list[str]) -> None:
    assert _cut(said) == clauses


@pytest.mark.parametrize(
    "said",
    [
        "lights would be good but not till eleven",
        "If the road is closed and the buses go round we lose customers",
        "I don't think lights are needed and the cameras are useless",
        "The council said the lamps are fixed and the bins are emptied",
        "You can't take the bays and people still come to shop",
        "Fix the lights and people will come back to the park",
        "I support the scheme and the council should build it as long as it is safe",
        "They closed the road and the park that was open before",
        "The bench and the swings we used are broken again",
        "The distance between the station and the park is too far",
        "Cars and vans parked on the pavement and the road are dangerous",
        "The bus which serves the school is late and the driver is rude",
        "The park is dark because the lamps are broken and the council does nothing",
        "I would like to see the schools and sports clubs work together on this",
        "I have to go out and fix the kerb there for my neighbours",
        "Neither the bins are emptied nor are the streets swept, and the rats come",
        "Why should I pay and the council do nothing about it?",
        "The traffic is bad, so the road by the school and the lane will be closed",
        "There is no need to pay for it: supply and demand will decide about it",
        "The mayor asked whether the lamps work and the wardens patrol",
    ],
)
def test_no_clause_is_cut_from_what_governs_it(said: str) -> None:
    assert _cut(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "The bins are full and they stink to heaven",
        "The bins overflow and rats come",
        "The lane is dark, so we cannot walk there",
    ],
)
def test_a_short_sentence_keeps_the_clause_that_leans_on_it(said: str) -> None:
    assert _cut(said) == [said]


def test_nothing_is_cut_inside_brackets_or_quotation_marks() -> None:
    said = 'The sign says "the park is closed and the gate is locked" every single day'
    assert _cut(said) == [said]


def test_only_what_is_added_is_cut_from_a_long_clause() -> None:
    added = "The new lamps on the towpath are far too bright for the bats, which is why nobody sees them"
    assert tails(added, Span(0, len(added))).of(added) == "The new lamps on the towpath are far too bright for the bats"
    limited = "The new lamps on the towpath are welcome, as long as they are switched off at eleven"
    assert tails(limited, Span(0, len(limited))) == Span(0, len(limited))


_VOCABULARY = """the park is dark and but , ; – we lamps are broken if because not council should fix it they said
that who I don't people come "so" (bins) পার্ক beer 🙏 . ’"""
_WORDS = _VOCABULARY.split()


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join))
@settings(deadline=None, max_examples=200)
def test_the_pieces_of_a_sentence_hold_its_words_in_order(text: str) -> None:
    pieces = main_clauses(text, Span(0, len(text)), LONGEST)
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    for one, other in pairwise(pieces):
        between = text[one.end : other.start].casefold().strip(" ,;–-—")
        assert one.end <= other.start
        assert between in ("", "and", "but", "so", "yet", "and yet")
