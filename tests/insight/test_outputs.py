"""All outputs of a consultation together: what one hides, no other may give away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.example import LIGHT, tables, with_cell
from tests.publish.example import reviewed as example
from textmine.config import PublishSettings
from textmine.insight import Figure, Release, Rule, Said, audit, consultation_release, exposures, protect, said_in
from textmine.tables import Tables

SETTINGS = PublishSettings()


def group(name: str, count: int, minimum: int = 5) -> Figure:
    return Figure((name,), count, (), minimum)


def total(count: int, *names: str, fixed: bool = True) -> Figure:
    return Figure(("total",), count, (tuple((name,) for name in names),), fixed=fixed)


def release(figures: list[Figure], *shown: str) -> Release:
    return Release(tuple(figures), {f.name: (f.count, f.count) for f in figures if f.name[0] in shown})


def test_a_small_number_that_a_subtraction_gives_is_exposed() -> None:
    figures = [group("individuals", 30), group("organisations", 3), total(33, "individuals", "organisations")]
    (exposure,) = audit(release(figures, "individuals", "total"))
    assert exposure.name == ("organisations",)
    assert (exposure.low, exposure.high) == (3, 3)


def test_a_small_number_narrowed_down_too_far_is_exposed() -> None:
    figures = [group("a", 30), group("b", 3), group("c", 0), total(33, "a", "b", "c")]
    assert [found.name for found in audit(release(figures, "a", "total"))] == [("b",), ("c",)]


def test_nothing_is_exposed_where_enough_is_hidden() -> None:
    figures = [group("a", 30), group("b", 3), group("c", 9), total(42, "a", "b", "c")]
    assert audit(release(figures, "a", "total")) == []


def test_two_outputs_that_are_safe_alone_are_exposed_together() -> None:
    everybody, individuals = total(42, "a", "b", "c"), Figure(("b or c",), 12, ((("b",), ("c",)),))
    part = Figure(("a or b",), 33, ((("a",), ("b",)),))
    figures = [group("a", 30), group("b", 3), group("c", 9), everybody, individuals, part]
    assert audit(release(figures, "total", "b or c")) == []
    assert audit(release(figures, "total", "a or b")) == []
    assert [found.name for found in audit(release(figures, "total", "b or c", "a or b"))] == [("b",)]


def test_a_hidden_total_that_two_questions_share_carries_over() -> None:
    # How many organisations there are is hidden, but the first question adds up to them, and so does the second.
    hidden = Figure(("organisations",), 7, ((("q1 yes",), ("q1 no",)), (("q2 yes",), ("q2 no",))))
    figures = [group("q1 yes", 2), group("q1 no", 5), group("q2 yes", 6), group("q2 no", 1), hidden]
    known = release(figures, "q1 no", "q2 yes")
    assert audit(known) == []
    assert ("q1 yes",) in {found.name for found in audit(replace(known, known={**known.known, ("q2 no",): (1, 1)}))}


def test_figures_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        audit(release([group("a", 30), group("b", 3), total(32, "a", "b")], "a", "b", "total"))


COUNTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=4)


def two_outputs(counts: list[tuple[int, int, int]], minimum: int) -> list[Figure]:
    """Options by kind: a page shows the options and the kinds, a report wants the options of each kind."""
    rows = {f"o{at}": dict(zip("abc", kinds, strict=True)) for at, kinds in enumerate(counts)}
    cells = [Figure((row, kind), n, (), minimum) for row, kinds in rows.items() for kind, n in kinds.items()]
    wholes = [(name, [cell for cell in cells if name in cell.name]) for name in (*rows, *"abc")]
    return cells + [
        Figure((name,), sum(cell.count for cell in own), (tuple(cell.name for cell in own),), fixed=True)
        for name, own in wholes
    ]


def attacked(figures: list[Figure], known: dict[tuple[str, ...], tuple[int, int]], name: tuple[str, ...]) -> float:
    """Return how far apart the simplex method finds the bounds of a cell: an attack of its own, in real numbers."""
    from scipy.optimize import linprog

    cells = [figure.name for figure in figures if not figure.sums]
    told = [(figure, known[figure.name]) for figure in figures if figure.name in known]
    matrix = [[float(cell in figure.ways[0]) for cell in cells] for figure, _ in told]
    limits = {
        "A_ub": [*matrix, *([-value for value in row] for row in matrix)],
        "b_ub": [*(high for _, (_, high) in told), *(-low for _, (low, _) in told)],
    }
    ends = []
    for sign in (1.0, -1.0):
        found = linprog([sign * (cell == name) for cell in cells], bounds=(0, 1000), method="highs-ds", **limits)
        assert found.status == 0
        ends.append(sign * found.fun)
    return float(ends[1] - ends[0])


@settings(deadline=None, max_examples=25)
@given(COUNTS, st.integers(1, 6), st.sampled_from([0, 5]))
def test_a_report_beside_a_page_narrows_no_small_number_down_further_than_allowed(
    counts: list[tuple[int, int, int]], minimum: int, rounding: int
) -> None:
    figures = two_outputs(counts, minimum)
    wanted = [figure.name for figure in figures]
    made = protect(figures, wanted, Rule(minimum, rounding))
    page = {name: told for name, told in made.known.items() if len(name) == 1}
    for figure in figures:
        if figure.small:
            # What the page alone gives away ("nobody": none of any kind) no hiding in the report can mend.
            room = min(minimum, attacked(figures, page, figure.name))
            assert attacked(figures, dict(made.known), figure.name) >= room - 1e-6
            assert not made.shows(figure.name)
    assert protect(list(reversed(figures)), wanted, Rule(minimum, rounding)).known == made.known


@settings(deadline=None, max_examples=20)
@given(COUNTS, st.integers(1, 6))
def test_the_audit_finds_every_small_number_that_is_pinned(counts: list[tuple[int, int, int]], minimum: int) -> None:
    figures = two_outputs(counts, minimum)
    everything = {figure.name: (figure.count, figure.count) for figure in figures if not figure.small}
    found = {exposure.name for exposure in audit(Release(tuple(figures), everything))}
    pinned = {figure.name for figure in figures if figure.small and attacked(figures, everything, figure.name) < 1e-6}
    assert pinned <= found


def organisations(given: Tables, *ids: int) -> Tables:
    kinds = ["organisation" if number in ids else "individual" for number in range(len(given.respondents))]
    return replace(given, respondents=given.respondents.assign(kind=kinds))


def test_the_outputs_of_a_consultation_expose_nothing() -> None:
    assert audit(consultation_release(tables(), SETTINGS)) == []
    assert audit(consultation_release(tables(), PublishSettings(minimum_count=10, rounding=5))) == []


def test_individuals_are_hidden_where_organisations_could_be_had_by_subtraction() -> None:
    made = consultation_release(organisations(tables(), 0, 1, *range(20, 32)), SETTINGS)
    assert made.shows(("closed", "plan", "Strongly agree"))
    assert not made.shows(("closed", "plan", "Strongly agree", "organisation"))
    assert not made.shows(("closed", "plan", "Strongly agree", "individual"))


def test_kinds_are_shown_where_both_are_large() -> None:
    plan = ["Agree"] * 20 + ["Disagree"] * 20
    made = organisations(tables(), *range(13, 27))
    made = replace(made, respondents=made.respondents.assign(plan=plan))
    known = consultation_release(made, SETTINGS).known
    assert known["closed", "plan", "Agree", "organisation"] == (7, 7)
    assert known["closed", "plan", "Agree", "individual"] == (13, 13)


def test_groups_of_people_have_a_minimum_of_their_own() -> None:
    wards = ["Limebank"] * 20 + ["Marsh Green"] * 12 + ["Old Dock"] * 8
    made = with_cell(example(), "questions", {"question_id": "ethnicity"}, "role", "geography").tables
    made = replace(made, respondents=made.respondents.assign(ethnicity=wards))
    assert not consultation_release(made, SETTINGS).shows(("group", "ethnicity", "Other answers"))
    lower = consultation_release(made, PublishSettings(breakdown_minimum=5))
    assert lower.shows(("group", "ethnicity", "Old Dock"))


def positions(counts: str) -> Tables:
    return with_cell(example(), "themes", {"theme_id": LIGHT}, "position_counts", counts).tables


def test_a_sentence_from_which_a_small_number_follows_is_found() -> None:
    made = consultation_release(positions('{"for": 21, "against": 4}'), SETTINGS)
    assert exposures(made, [Said(("theme", LIGHT), 25)]) == []
    (found,) = exposures(made, [Said(("theme", LIGHT), 21), Said(("theme", LIGHT, "other"), 0)])
    assert found.name == ("theme", LIGHT, "against")


def test_a_percentage_gives_a_small_number_away_like_a_count() -> None:
    made = consultation_release(positions('{"for": 21, "against": 4}'), SETTINGS)
    assert [found.name for found in exposures(made, [Said(("theme", LIGHT), 16, 25)])] == [("theme", LIGHT, "against")]


def test_a_number_that_is_nobodys_count_exposes_nothing() -> None:
    made = consultation_release(positions('{"for": 21, "against": 4}'), SETTINGS)
    assert exposures(made, [Said(("theme", LIGHT), 40), Said((), 1000)]) == []


def test_a_percentage_of_a_small_base_is_one_count_and_of_a_large_base_several() -> None:
    assert Said((), 16, 25).values() == (4, 4)
    assert Said((), 16, 1000).values() == (155, 165)


def test_a_percentage_that_no_count_has_stands_for_none() -> None:
    low, high = Said((), 15, 24).values()
    assert low > high
    made = consultation_release(positions('{"for": 21, "against": 4}'), SETTINGS)
    assert exposures(made, [Said(("theme", LIGHT), 15, 24)]) == []


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("1,204 people raised this.", 1204, 0),
        ("16% of them.", 16, 25),
        ("16 per cent of them.", 16, 25),
        ("২১ জন মানুষ", 21, 0),
        ("শতকরা ১৬ ভাগ মানুষ", 16, 25),
        ("boqolkiiba 16 dadka", 16, 25),
        ("16 shotangsho manush", 16, 25),
        ("١٦٪ من الناس", 16, 25),
        ("😱 16 % 😱", 16, 25),
    ],
)
def test_numbers_and_percentages_are_found_in_any_language(text: str, number: float, base: int) -> None:
    assert said_in(text, ("theme", "t"), 25) == [Said(("theme", "t"), number, base)]


def test_a_sentence_without_digits_states_nothing() -> None:
    assert said_in("Many people agree.", (), 25) == []
