from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.example import reviewed
from textmine.archive import Archive
from textmine.archive.promises import STATES, STATUSES, Update, last_day, standing_of
from textmine.errors import ConfigError, InputError
from textmine.model import Outcome

from .made import LIGHT, PARKING, WILL, analysis

TODAY = date(2026, 11, 25)
REFERENCE = f"1:{LIGHT}"


def state(outcome: Outcome | None, *updates: Update) -> str:
    return standing_of(outcome, updates, TODAY).state


def update(status: str, day: str = "") -> Update:
    return Update("2026-11-01T09:00:00+00:00", "Ana", status, day, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (None, "undecided"),
        (Outcome("we_did", "Done."), "done"),
        (Outcome("could_not", "No.", "Cost."), "could_not"),
        (Outcome("we_will", "Soon.", date="2026-11-24"), "overdue"),
        (Outcome("we_will", "Soon.", date="2026-11-25"), "due"),
        (Outcome("we_will", "Soon.", date="2026-11"), "due"),
        (Outcome("we_will", "Soon.", date="2026-10"), "overdue"),
        (Outcome("we_will", "Soon.", date="next spring"), "due"),
        (Outcome("we_will", "Soon."), "due"),
        (Outcome("still_deciding", "Looking.", date="2027"), "deciding"),
        (Outcome("still_deciding", "Looking.", date="2026-01-31"), "overdue"),
    ],
)
def test_how_a_decision_stands(outcome: Outcome | None, expected: str) -> None:
    assert state(outcome) == expected


def test_a_promise_is_kept_moved_dropped_and_opened_again() -> None:
    assert state(WILL) == "overdue"
    assert state(WILL, update("moved", "2027-01-31")) == "due"
    assert state(WILL, update("moved", "2027-01-31"), update("kept", "2026-11-20")) == "done"
    assert state(WILL, update("kept", "2026-11-20"), update("reopened")) == "overdue"
    assert state(WILL, update("moved", "2027-01-31"), update("reopened")) == "due"
    assert state(WILL, update("dropped")) == "could_not"


@given(st.lists(st.sampled_from(STATUSES), max_size=6), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_only_the_last_word_on_keeping_or_dropping_counts(statuses: list[str], today: date) -> None:
    found = standing_of(WILL, [update(status, "2026-12-01") for status in statuses], today)
    assert found.state in STATES
    assert (found.state == "done") == (statuses[-1:] == ["kept"])
    assert (found.state == "could_not") == (statuses[-1:] == ["dropped"])


@given(st.dates())
def test_a_full_date_is_its_own_last_day(day: date) -> None:
    assert last_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "2026-02-30", "26-01-01", "2026-1-1-1"])
def test_other_texts_are_no_day(text: str) -> None:
    assert last_day(text) is None


def test_what_is_recorded_is_read_back(promise: Archive) -> None:
    theme = promise.update(REFERENCE, "kept", by="Ben", on="2025-08-30", note="আলো জ্বলছে 💡")
    assert [(item.by, item.status, item.date, item.note) for item in theme.updates] == [
        ("Ben", "kept", "2025-08-30", "আলো জ্বলছে 💡")
    ]


def test_a_promise_recorded_as_kept_again_keeps_its_day(promise: Archive) -> None:
    promise.update(REFERENCE, "kept", by="Ben", on="2025-08-30")
    assert promise.update(REFERENCE, "kept", by="Ana", note="আরও 💡").updates[-1].date == "2025-08-30"


def test_records_cannot_be_changed_or_removed(promise: Archive) -> None:
    promise.update(REFERENCE, "kept", by="Ben")
    with closing(sqlite3.connect(promise.path)) as connection:
        for statement in ("UPDATE updates SET note = 'x'", "DELETE FROM updates"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_records_stay_with_a_theme_that_another_run_numbers_anew(promise: Archive) -> None:
    promise.update(REFERENCE, "moved", by="Ben", on="2027-01-31")
    given = reviewed()
    for name in ("themes", "drafts", "assignments"):
        frame = getattr(given.tables, name)
        frame["theme_id"] = frame["theme_id"].replace({LIGHT: "x", PARKING: LIGHT}).replace({"x": PARKING})
    given.outcomes[LIGHT], given.outcomes[PARKING] = given.outcomes[PARKING], WILL
    promise.add(analysis(given))
    found = {theme.theme_id: theme.updates for theme in promise.themes()}
    assert len(found[PARKING]) == 1
    assert found[LIGHT] == ()


@pytest.mark.parametrize("reference", ["x", "1", "1:", "٣:t", "2:t-light", "1:nothing", "1:t-light' OR 1=1"])
def test_a_reference_to_nothing_is_refused(promise: Archive, reference: str) -> None:
    with pytest.raises(InputError):
        promise.update(reference, "kept", by="Ben")


def test_only_promises_can_be_kept(promise: Archive) -> None:
    with pytest.raises(InputError, match="nothing was promised"):
        promise.update(f"1:{PARKING}", "kept", by="Ben")


def test_what_is_missing_is_said(promise: Archive) -> None:
    with pytest.raises(InputError, match="reason why"):
        promise.update(REFERENCE, "dropped", by="Ben")
    with pytest.raises(ConfigError, match="new day"):
        promise.update(REFERENCE, "moved", by="Ben")
    with pytest.raises(ConfigError, match="has to be a date"):
        promise.update(REFERENCE, "kept", by="Ben", on="yesterday")
    with pytest.raises(InputError, match="still to come"):
        promise.update(REFERENCE, "kept", by="Ben", on="2999-01-01")
    with pytest.raises(InputError, match="--by"):
        promise.update(REFERENCE, "kept", by=" ")
