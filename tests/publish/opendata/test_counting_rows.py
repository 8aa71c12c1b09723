"""Whoever counts the rows of open data, beside all that is published, works out no number that is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import Phase
from hypothesis import given as for_any
from hypothesis import settings as tries
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.publish.opendata.world import WORDS, Person, text_of, theme_of, world
from textmine.config import parse_config
from textmine.language import language_name
from textmine.publish.content import build_page
from textmine.publish.opendata.protect import OTHER
from textmine.publish.opendata.spec import columns_of
from textmine.publish.opendata.tables import open_data
from textmine.publish.opendata.unlabelled import left_out
from textmine.publish.publication import Publication

MINIMUM = 5
SOME = tries(deadline=None, max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Each example protects a whole consultation, so none is made smaller."""
Files = Mapping[str, list[dict[str, object]]]


def published(people: Sequence[Person]) -> Files:
    """The files, as a reader of the CSV has them."""
    reviewed, config = world(people), parse_config({"publish": {"minimum_count": MINIMUM}})
    made = open_data(Publication(reviewed, config, {"en": build_page(reviewed, config)}))
    return {name: [dict(zip(columns_of(name), row, strict=True)) for row in rows] for name, rows in made.files.items()}


def spoken(text: str) -> str:
    """The language of a text, as anybody can tell it who reads it."""
    return next(tag for tag, words in WORDS.items() if any(word[:4] in text for word in words))


@dataclass
class Reader:
    """Who takes everything together: tables, and rows counted by label and by language."""

    files: Files
    rows: bool = True

    def __post_init__(self) -> None:
        self.themes = [str(row["theme_id"]) for row in self.files["themes"]]
        told = [row for row in self.files["theme-groups"] if row["group_question"] == "language"]
        names = {language_name(tag): tag for tag in WORDS}
        self.cells = {(str(row["theme_id"]), names[str(row["group"])]): row["people"] for row in told}
        found = {spoken(str(row["text"])) for row in self.files["answers"]}
        # Where no table of languages is shown, there may be others.
        self.tags = sorted({tag for _, tag in self.cells} | found) + ([] if self.cells else ["?"])
        self.counts = {str(row["theme_id"]): row["people"] for row in self.files["themes"]}
        self.places = [(theme, tag) for theme in self.themes for tag in self.tags]

    def bounds(self, wanted: Sequence[tuple[str, str]]) -> tuple[int, int]:
        """The least and the most people that there can be in some cells together."""
        cost = np.array([float(place in wanted) for place in self.places])
        low, high = np.zeros(len(self.places)), np.full(len(self.places), 200.0)
        for at, place in enumerate(self.places):
            if isinstance(shown := self.cells.get(place), int):
                low[at] = high[at] = shown
        limits = []
        for row in self.files["themes"]:
            if isinstance(row["people"], int):
                inside = [float(theme == row["theme_id"]) for theme, _ in self.places]
                limits.append(LinearConstraint(np.array(inside), row["people"], row["people"]))
        for inside, least in self.counted() if self.rows else []:
            limits.append(LinearConstraint(np.array([float(place in inside) for place in self.places]), least, np.inf))
        ends = []
        for sign in (1, -1):
            made = milp(sign * cost, integrality=np.ones(len(cost)), bounds=Bounds(low, high), constraints=limits)
            assert made.status == 0, "what is published contradicts itself"
            ends.append(round(sign * made.fun))
        return ends[0], ends[1]

    def counted(self) -> list[tuple[list[tuple[str, str]], int]]:
        """Cells in which there are at least so many people: each row is one, and nobody has two."""
        found: Counter[tuple[tuple[str, str], ...]] = Counter()
        for row in self.files["answers"]:
            tag = spoken(str(row["text"]))
            for theme in str(row["theme_ids"]).split(";") if row["theme_ids"] else []:
                found[((theme, tag),)] += 1
            if not row["theme_ids"]:
                # A reader knows which labels are never given in a language, and the row must be of one of these.
                told = {theme: self.cells.get((theme, tag)) for theme in self.themes} if self.cells else self.counts
                found[tuple((theme, tag) for theme in self.themes if not isinstance(told[theme], int))] += 1
        return [(list(places), number) for places, number in found.items()]


LANGUAGES = st.sampled_from(["en"] * 6 + ["bn"] * 3 + ["so", "bn-Latn", "ar"])
RAISED = st.sampled_from([(0,)] * 6 + [(1,)] * 3 + [(2,), (0, 1), (0, 2), (1, 2), ()])
PEOPLE = st.lists(st.tuples(LANGUAGES, RAISED, st.sampled_from([True] * 9 + [False])), min_size=12, max_size=70)


def agree(people: list[Person]) -> list[Person]:
    """The worst case: everybody agreed, and the reader knows it."""
    return [(language, themes, True) for language, themes, _ in people]


@tries(SOME)
@for_any(people=PEOPLE, everybody=st.booleans())
def test_no_hidden_number_is_worked_out_by_counting_rows(people: list[Person], everybody: bool) -> None:
    people = agree(people) if everybody else people
    files = published(people)
    with_rows, without = Reader(files), Reader(files, rows=False)
    true = Counter((theme_of(theme), language) for language, themes, _ in people for theme in themes)
    for (theme, tag), number in list(true.items()):
        true[theme, "?"] += number if tag not in with_rows.tags else 0
    one_language = len({language for language, _, _ in people}) == 1
    for place in with_rows.places:
        if place[1] == "?" and one_language:
            continue
        if not isinstance(with_rows.cells.get(place), int) and true[place] < MINIMUM:
            low, high = with_rows.bounds([place])
            before = without.bounds([place])
            assert low <= true[place] <= high
            assert high - low >= min(MINIMUM, before[1] - before[0]), (place, (low, high), before)
    for row in files["themes"]:
        if not isinstance(row["people"], int):
            own = [place for place in with_rows.places if place[0] == row["theme_id"]]
            low, high = with_rows.bounds(own)
            assert (low, high >= MINIMUM) == (0, True), (row["theme_id"], low, high)


@tries(SOME)
@for_any(people=PEOPLE)
def test_a_label_stands_only_where_its_number_is_told(people: list[Person]) -> None:
    files = published(agree(people))
    shown = {row["theme_id"] for row in files["themes"] if row["people"] != ""}
    reader = Reader(files)
    for row in files["answers"]:
        for theme in str(row["theme_ids"]).split(";") if row["theme_ids"] else []:
            assert theme in shown
            if reader.cells:
                assert isinstance(reader.cells[theme, spoken(str(row["text"]))], int)


@tries(SOME)
@for_any(people=PEOPLE)
def test_only_published_answers_of_people_who_agreed_are_there_and_none_twice(people: list[Person]) -> None:
    files = published(people)
    agreed = Counter(text_of(person) for person in people if person[2] and person[1])
    assert not Counter(row["text"] for row in files["answers"]) - agreed
    assert len({row["row_id"] for row in files["answers"]}) == len(files["answers"])


def test_a_language_in_which_few_wrote_has_no_rows() -> None:
    people: list[Person] = [("en", (0,), True)] * 30
    people += [(tag, (0,), True) for tag in ("bn", "so", "bn-Latn", "ar") for _ in range(3)]
    assert {spoken(str(row["text"])) for row in published(people)["answers"]} == {"en"}


def test_rows_of_a_language_that_is_told_but_hidden_by_theme_have_no_label() -> None:
    people: list[Person] = [("en", (theme,), True) for theme in (0, 1, 2) * 10]
    people += [("bn", (theme,), True) for theme in (0, 1, 2) * 3] + [("so", (theme,), True) for theme in (0, 1, 2) * 3]
    rows = published(people)["answers"]
    labels = {tag: {bool(row["theme_ids"]) for row in rows if spoken(str(row["text"])) == tag} for tag in ("en", "bn")}
    assert labels == {"en": {True}, "bn": {False}}


def test_the_only_hidden_theme_takes_the_same_number_of_answers_with_it_however_few_raised_it() -> None:
    numbers = set()
    for few in range(1, 5):
        people: list[Person] = [("en", (0,), True)] * (40 - few) + [("en", (2,), True)] * few
        files = published(people)
        assert {row["theme_ids"] for row in files["answers"]} == {"t0"}
        numbers.add(len(people) - len(files["answers"]))
    assert numbers == {MINIMUM}


@pytest.mark.parametrize("minimum", [2, 3, 5, 10])
@pytest.mark.parametrize("hidden", [1, 2, 3, 4, 5, 6, 11])
def test_what_is_left_out_leaves_each_hidden_theme_every_small_number(hidden: int, minimum: int) -> None:
    most = hidden * (minimum - 1)
    steps: dict[int, list[int]] = {}
    for unlabelled in range(most + 1):
        steps.setdefault(left_out(unlabelled, hidden, minimum), []).append(unlabelled)
    for target, numbers in steps.items():
        assert target > max(numbers)
        assert len(numbers) >= minimum
        # The others can hold all of them, and one alone can be as large as a small number can.
        assert min(numbers) <= most - (minimum - 1)
        assert max(numbers) >= minimum - 1


def test_a_language_of_few_rows_is_called_other() -> None:
    people: list[Person] = [("en", (0,), True)] * 30 + [("bn", (0,), False)] * 9 + [("bn", (0,), True)] * 3
    rows = published(people)["answers"]
    assert {row["language"] for row in rows if spoken(str(row["text"])) == "bn"} == {OTHER}


def test_rows_are_the_same_every_time_and_in_no_order_of_the_export() -> None:
    people: list[Person] = [("en", (0,) if number % 2 else (0, 1), True) for number in range(40)]
    first, second = published(people)["answers"], published(people)["answers"]
    assert first == second
    assert [row["row_id"] for row in first] == sorted(str(row["row_id"]) for row in first)
    assert [row["text"] for row in first] != [text_of(person) for person in people]
    other = published([*people, ("en", (0,), True)])["answers"]
    assert not {row["row_id"] for row in first} & {row["row_id"] for row in other}
