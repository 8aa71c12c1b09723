from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.compare.example import consultation
from textmine.analysis import open_analysis
from textmine.cli import app
from textmine.compare import as_text, compare, comparison_csv, render_page, write_comparison
from textmine.compare.change import Count
from textmine.compare.comparison import Comparison, Row
from textmine.compare.likeness import rule
from textmine.compare.questions import Asked, pair_questions, parse_told
from textmine.compare.shown import together
from textmine.errors import ConfigError, InputError
from textmine.model import Outcome
from textmine.purge import purge
from textmine.safe import BOM
from textmine.tables import write_tables

OLD = {"Bins overflow": (0, 40), "رصيف مكسور <b>": (1, 20), "বাস দেরি করে": (2, 4)}
NEW = {"Rubbish everywhere": (0, 15), "Broken pavements": (1, 22), "Dogs 🐕": (3, 30)}
PROMISE = {"Bins overflow": Outcome("we_will", "Empty bins daily.", owner="Waste team", date="2025-05-04")}


@pytest.fixture(scope="module")
def made() -> Comparison:
    old = consultation(OLD, title="Streets 2024", outcomes=PROMISE, asked="In May 2023 we asked about streets.")
    return compare(old, consultation(NEW, title="Streets 2026", seed=1))


def row(made: Comparison, title: str) -> Row:
    return next(row for row in made.rows if title in {theme.title for theme in (*row.old, *row.new)})


def test_what_came_back_is_beside_what_it_was_and_the_rest_is_new_or_gone(made: Comparison) -> None:
    assert [(row.kind, [t.title for t in row.old], [t.title for t in row.new]) for row in made.rows] == [
        ("same", ["Bins overflow"], ["Rubbish everywhere"]),
        ("same", ["رصيف مكسور <b>"], ["Broken pavements"]),
        ("gone", ["বাস দেরি করে"], []),
        ("new", [], ["Dogs 🐕"]),
    ]


def test_shares_are_compared_and_only_a_clear_change_has_a_word(made: Comparison) -> None:
    changes = {row.old[0].title: row.change for row in made.rows if row.change}
    assert {title: change.direction for title, change in changes.items()} == {
        "Bins overflow": "faded",
        "رصيف مكسور <b>": "unclear",
    }
    assert row(made, "Dogs 🐕").change is None


def test_what_was_promised_stands_beside_the_theme_that_came_back(made: Comparison) -> None:
    said = "You said “Bins overflow” in 2023. We said we would: Empty bins daily. Responsible: Waste team."
    assert said in as_text(made)
    assert said in render_page(made)


def test_a_promise_names_no_year_where_it_is_not_known_when_people_were_asked() -> None:
    said = as_text(compare(consultation(OLD, outcomes=PROMISE), consultation(NEW)))
    assert "You said “Bins overflow”. We said we would" in said


@pytest.mark.parametrize(
    ("old", "new", "noted"),
    [
        ("In May 2027 we asked.", "From 2 March to 26 April 2026 we asked.", True),
        ("On 3 May 2026 we asked.", "In May 2026 we asked.", False),
        ("We asked.", "In May 2026 we asked.", False),
    ],
)
def test_folders_the_wrong_way_round_are_noted(old: str, new: str, noted: bool) -> None:
    made = compare(consultation(OLD, asked=old), consultation(NEW, asked=new))
    assert ("the other way round" in as_text(made)) is noted


def test_the_same_answers_twice_are_noted() -> None:
    sides = consultation(OLD, file="a"), consultation(NEW, file="b")
    assert "read from the same file" in render_page(compare(sides[0], sides[0]))
    assert "read from the same file" not in render_page(compare(*sides))


def test_a_pair_in_doubt_is_to_be_looked_at_and_its_shares_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = replace(rule(), same=1.1)
    monkeypatch.setattr("textmine.compare.build.rule", lambda: doubtful)
    made = compare(consultation(OLD), consultation(NEW, seed=1))
    pair = row(made, "Bins overflow")
    assert (pair.kind, [theme.title for theme in pair.new], pair.change) == ("maybe", ["Rubbish everywhere"], None)
    for text in (as_text(made), render_page(made), comparison_csv(made)):
        assert "May be the same: look" in text
    assert "Do not say that one is new" in as_text(made)


def test_the_terminal_is_exact_and_files_hide_few_people(made: Comparison) -> None:
    assert "4 of 100 people (4%)" in as_text(made)
    page, table = render_page(made), comparison_csv(made)
    assert "fewer than five of 100 people" in page
    assert "4 of 100" not in page
    rows = list(csv.DictReader(io.StringIO(table.removeprefix(BOM))))
    assert [row["people_old"] for row in rows] == ["40", "20", "", ""]
    assert list(made.table["people_old"])[:3] == [40, 20, 4]


def test_titles_are_escaped_and_carry_their_language_and_direction(made: Comparison) -> None:
    page = render_page(made)
    assert '<span lang="und-Arab" dir="rtl">رصيف مكسور &lt;b&gt;</span>' in page
    assert '<span lang="bn" dir="ltr">বাস দেরি করে</span>' in page
    assert "<b>" not in page
    assert made._repr_html_() in page or "رصيف" in made._repr_html_()


def test_no_change_follows_from_numbers_that_are_hidden() -> None:
    old, new = {"Bins": (0, 3), "Buses": (1, 50)}, {"Bins": (0, 60), "Cats": (2, 50)}
    made = compare(consultation(old), consultation(new, seed=1))
    page = render_page(made)
    assert "Raised by a larger share of people" in page
    assert " points" not in page
    assert " points" in as_text(made)


def test_what_several_themes_have_together_stays_out_where_few_raised_both() -> None:
    themes = compare(consultation(OLD), consultation(NEW)).rows
    pair = [themes[0].old[0], themes[1].old[0]]
    assert together(pair, Count(60, 100), 5) is None
    assert together(pair, Count(57, 100), 5) is None
    assert together(pair, Count(50, 100), 5) == Count(50, 100)


def test_a_theme_that_is_two_now_counts_everybody_once() -> None:
    old = consultation({"Bins": (0, 60), "Pavements": (1, 30)})
    new = consultation({"Bins in parks": (0, 40), "Bins in streets": (0, 40), "Pavements": (1, 30)}, seed=2)
    split = next(row for row in compare(old, new).rows if row.kind == "split")
    assert split.now == Count(47, 100)
    assert split.was == Count(60, 100)


def test_themes_that_officers_set_aside_are_left_out_and_counted() -> None:
    made = compare(consultation(OLD, aside=("Bins overflow",)), consultation(NEW))
    assert "Bins overflow" not in as_text(made)
    assert "One theme of last time that officers set aside is left out." in as_text(made)


def test_shares_of_different_questions_are_not_compared() -> None:
    made = compare(consultation(OLD), consultation(NEW, wording="How do you travel to work?"))
    assert row(made, "Bins overflow").kind == "same"
    assert all(row.change is None for row in made.rows)
    assert "their shares are not compared" in as_text(made)


def test_somebody_can_say_that_questions_are_the_same() -> None:
    new = consultation(NEW, wording="How do you travel to work?")
    assert row(compare(consultation(OLD), new, [("q", "q")]), "Bins overflow").change is not None
    with pytest.raises(InputError, match="older consultation has no open question `z`"):
        compare(consultation(OLD), new, [("z", "q")])


def test_other_models_are_compared_by_titles_and_that_is_said() -> None:
    made = compare(
        consultation({"Overflowing rubbish bins": (0, 40)}),
        consultation({"Rubbish bins overflow": (5, 9), "Bus timetable": (1, 20)}, model="m2"),
    )
    assert row(made, "Overflowing rubbish bins").new[0].title == "Rubbish bins overflow"
    assert row(made, "Bus timetable").kind == "new"
    assert "different language models" in as_text(made)
    assert "Raised by" not in as_text(made)


def test_a_side_without_themes_leaves_everything_new() -> None:
    made = compare(consultation({}), consultation(NEW))
    assert {row.kind for row in made.rows} == {"new"}
    assert compare(consultation({}), consultation({})).rows == ()


def test_the_files_are_written_beside_others_and_a_file_in_the_way_is_told(made: Comparison, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    assert [path.name for path in write_comparison(made, tmp_path)] == ["comparison.html", "comparison.csv"]
    assert (tmp_path / "mine.txt").exists()
    with pytest.raises(InputError, match="cannot be written"):
        write_comparison(made, tmp_path / "mine.txt")


def asked(*wordings: str) -> list[Asked]:
    return [Asked(f"q{place}", wording) for place, wording in enumerate(wordings)]


def test_questions_are_matched_by_wording_closest_first() -> None:
    old = asked("What would you change?", "আপনি কী বদলাতে চান?", "Anything else?")
    new = asked("আপনি কী বদলাতে চান ?", "WHAT WOULD YOU CHANGE", "How do you travel?")
    found = [([q.question_id for q in p.old], [q.question_id for q in p.new], p.how) for p in pair_questions(old, new)]
    assert sorted(found[:2]) == [(["q0"], ["q1"], "wording"), (["q1"], ["q0"], "wording")]
    assert found[2] == (["q2"], ["q2"], "different")


@pytest.mark.parametrize("option", ["q", "q=", "=q", "a=b=c"])
def test_an_option_that_is_no_pair_is_refused(option: str) -> None:
    with pytest.raises(ConfigError, match="OLD=NEW"):
        parse_told([option])


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "old", tmp_path / "new"
    for folder, analysis in zip(made, (consultation(OLD), consultation(NEW, seed=1)), strict=True):
        folder.mkdir()
        write_tables(analysis.machine, folder)
    return made


def test_the_command_says_it_all_and_writes_files(folders: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = map(str, folders)
    done = CliRunner().invoke(app, ["compare", old, new, "--question", "q=q", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "↓ Rubbish everywhere: Raised by a smaller share of people" in done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"comparison.html", "comparison.csv"}


def test_a_purged_consultation_is_compared_by_what_is_left(folders: tuple[Path, Path]) -> None:
    old, new = folders
    purge(old, "Ada", early=True)
    made = compare(open_analysis(old), open_analysis(new))
    assert [row.was for row in made.rows if row.old] == [Count(40, 100), Count(20, 100), Count(4, 100)]
    assert "answers of one consultation were removed" in as_text(made)
