from __future__ import annotations

import pytest

from textmine.draft.clauses import parser
from textmine.draft.clauses.candidates import LONGEST
from textmine.draft.clauses.cutting import main_clauses
from textmine.model import Span


def _without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_parsed", lambda text: None)


def _cut(text: str) -> list[str]:
    return [part.of(text) for part in main_clauses(text, Span(0, len(text)), LONGEST)]


def test_without_a_model_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_model(monkeypatch)
    text = "The lamps are broken, grass grows wild"
    assert parser.coordinates(text, 20, 22) is False
    assert parser.names_somebody("Ada Okonkwo parks there") is False


needs_model = pytest.mark.usefixtures("english_model")


@needs_model
def test_a_model_finds_clauses_the_rules_cannot_be_sure_of(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Our road has no shade at all and in July the flats are like an oven"
    assert _cut(text) == ["Our road has no shade at all", "in July the flats are like an oven"]
    _without_model(monkeypatch)
    assert _cut(text) == [text]


@needs_model
@pytest.mark.parametrize(
    "said",
    [
        "lights would be good but not till eleven",
        "If the road is closed and the buses go round we lose customers",
        "I don't think lights are needed and the cameras are useless",
        "The council said the lamps are fixed and the bins are emptied",
        "You can't take the bays and people still come to shop",
        "More cameras just means more stop and search for boys who look like me",
    ],
)
def test_with_a_model_too_nothing_loses_what_governs_it(said: str) -> None:
    assert _cut(said) == [said]


@needs_model
def test_a_model_sees_first_and_last_names_and_passes_over_lanes() -> None:
    assert parser.names_somebody("The only officer who ever came was Lisa Hartnell.")
    assert not parser.names_somebody("Cars treat Weaver's Lane as a rat run.")
