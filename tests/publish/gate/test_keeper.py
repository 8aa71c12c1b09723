from __future__ import annotations

from dataclasses import replace as changed
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import settings as limits
from hypothesis import strategies as st

from tests.publish.example import BINS, LIGHT, PARKING, reviewed, settings, with_cell
from tests.publish.spoilt import Change, changes
from textmine.model import Outcome, Translation
from textmine.publish import Gatekeeper, blockers, obstacles, selection
from textmine.publish.gate import keeper as module
from textmine.publish.selection import Chooser, chosen_themes
from textmine.publish.spoken import words_of
from textmine.review import Reviewed

_THEMES = st.sampled_from([LIGHT, PARKING, BINS])
_DECIDED = st.one_of(
    st.tuples(
        st.just("outcomes"),
        _THEMES,
        st.sampled_from([Outcome("could_not", "No."), Outcome("we_did", "Ring 07700 900123.")]),
    ),
    st.tuples(st.just("approved_by"), _THEMES, st.sampled_from([("Asha",), ()])),
    st.tuples(st.just("lapsed"), _THEMES, st.just("Sam Lee")),
    st.tuples(
        st.just("overrides"), _THEMES, st.sampled_from([{"failed_check": ("Sam", "x")}, {"no_outcome": ("Sam", "x")}])
    ),
    st.tuples(st.just("set_aside"), _THEMES, st.just("Not ours.")),
    st.tuples(
        st.just("translations"), st.just(("Better lighting in parks", "bn")), st.just(Translation("৪০ আলো", "A", "B"))
    ),
    st.tuples(st.just("quotes"), st.none(), st.sampled_from(["allow", "refuse", None])),
)


def _decided(given: Reviewed, name: str, key: object, value: object) -> Reviewed:
    """The analysis after something was decided about it."""
    return changed(given, **{name: value if key is None else {**getattr(given, name), key: value}})


def _then(given: Reviewed, step: tuple[Any, ...]) -> Reviewed:
    return _decided(given, *step) if len(step) == 3 else with_cell(given, *step)


@whatever(
    st.tuples(changes(), st.lists(_DECIDED, max_size=4)).flatmap(lambda both: st.permutations([*both[0], *both[1]]))
)
@limits(deadline=None, max_examples=12)
def test_a_gatekeeper_that_saw_other_decisions_finds_what_is_found_without_it(steps: list[Change]) -> None:
    keeper, narrow, now = Gatekeeper(), Chooser(kept=1), reviewed()
    for step in steps:
        now = _then(now, step)
        assert keeper(now, settings()) == obstacles(now, settings())
        assert narrow(now) == keeper.choose(now)
    assert keeper.choose(now) == chosen_themes(now)
    config = settings(languages=["en", "bn"])
    assert keeper(now, config) == obstacles(now, config)
    assert keeper.blockers(now, settings()) == blockers(now, settings())
    assert keeper(now, settings(minimum_count=10)) == obstacles(now, settings(minimum_count=10))


def test_words_of_an_answer_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    choose, read = Chooser(), []
    choose(reviewed())
    monkeypatch.setattr(selection, "words_of", lambda text: read.append(text) or words_of(text))
    given = with_cell(reviewed(), "responses", {"response_id": "R0007"}, "text", "More lights, please.")
    choose(given)
    assert [text for text in read if text not in set(given.tables.drafts["text"])] == ["More lights, please."]


def test_figures_about_people_are_protected_once_for_as_long_as_they_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper, made = Gatekeeper(), []
    real = module.people_release
    monkeypatch.setattr(module, "people_release", lambda *given: made.append(given) or real(*given))
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 0}, "text", "About 31 people raised this.")
    keeper(given, settings())
    keeper(_decided(given, "outcomes", BINS, Outcome("we_did", "Done.")), settings())
    keeper(with_cell(given, "themes", {"theme_id": LIGHT}, "n_people", 24), settings())
    assert len(made) == 1
    keeper(with_cell(given, "respondents", {"response_id": "R0007"}, "plan", "Disagree"), settings())
    assert len(made) == 2
