"""The folder of open data: what is in it, what is not, and who has to decide it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.publish.example import ARABIC, BENGALI, LIGHT, PARKING, reviewed, settings, with_cell
from textmine.errors import InputError, PublishBlockedError
from textmine.model import Outcome
from textmine.publish import publication_notes, publish
from textmine.publish.opendata.answers import gather
from textmine.publish.opendata.card import coarse
from textmine.publish.opendata.spec import columns_of, spec
from textmine.publish.selection import chosen_themes
from textmine.review import Reviewed
from textmine.safe import BOM

OPEN = ("open-data",)
NAMES = {f"{file['name']}.csv" for file in spec()["file"]}
PRIVATE = "Ring Amina Khatun on 07700 900123, the lamps in the park are dark."


def decided(given: Reviewed | None = None, **more: Any) -> Reviewed:  # noqa: ANN401 - any field
    return changed(given or reviewed(), **more)


def said(given: Reviewed, number: int, text: str) -> Reviewed:
    return with_cell(given, "responses", {"response_id": f"R{number:04}"}, "text", text)


def consent(given: Reviewed, number: int, value: bool | None) -> Reviewed:
    return with_cell(given, "respondents", {"response_id": f"R{number:04}"}, "consent_publish", value)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "open-data" / f"{name}.csv").read_text(encoding="utf-8")
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def blocked(given: Reviewed, out: Path) -> str:
    with pytest.raises(PublishBlockedError) as error:
        publish(given, out, OPEN)
    assert not out.exists()
    return str(error.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with personal data, a formula, and people who did not agree."""
    given = decided()
    # Which rows are left out is drawn by lot: one of several is there.
    for first, text in ((11, PRIVATE), (15, "=1+1 lamps in the park"), (26, "@all: brighter lamps please")):
        for number in range(first, first + 4):
            given = said(given, number, text)
    given = said(given, 9, "I'm 83 and my wife has dementia, so light the park.")
    given = consent(said(given, 10, "Nobody may read this."), 10, False)
    out = tmp_path_factory.mktemp("open") / "out"
    publish(given, out, OPEN, config=settings())
    return out


def test_the_folder_has_its_tables_a_description_and_a_card(folder: Path) -> None:
    assert {path.name for path in (folder / "open-data").iterdir()} == {*NAMES, "datapackage.json", "DATACARD.md"}
    assert {name: list(table(folder, name)[0]) for name in ("answers", "themes", "outcomes")} == {
        name: list(columns_of(name)) for name in ("answers", "themes", "outcomes")
    }


def test_answers_are_redacted_and_formulas_defused(folder: Path) -> None:
    texts = [row["text"] for row in table(folder, "answers")]
    assert "Ring [person] on [phone number], the lamps in the park are dark." in texts
    assert "'=1+1 lamps in the park" in texts
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


def test_nobody_is_in_it_who_did_not_agree_or_can_still_be_told(folder: Path) -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in (folder / "open-data").iterdir())
    for secret in ("Nobody may read", "07700", "Amina", "dementia", "R00"):
        assert secret not in everything, secret


def test_no_column_says_who_somebody_is(folder: Path) -> None:
    assert list(table(folder, "answers")[0]) == ["row_id", "question_id", "language", "theme_ids", "text"]
    assert "ethnicity" not in (folder / "open-data" / "answers.csv").read_text(encoding="utf-8")


def test_small_numbers_are_empty_everywhere(folder: Path) -> None:
    people = {row["theme_id"]: row["people"] for row in table(folder, "themes")}
    assert people == {LIGHT: "25", PARKING: "9", "t-bins": ""}
    for name in ("themes", "closed", "groups", "theme-groups"):
        small = [row for row in table(folder, name) if row["people"] and int(row["people"]) < 5]
        assert small == []


def test_the_package_describes_every_column_and_its_data_keep_to_it(folder: Path) -> None:
    package = json.loads((folder / "open-data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    assert {resource["path"] for resource in package["resources"]} == NAMES
    ids = {resource["name"]: table(folder, resource["name"]) for resource in package["resources"]}
    for resource in package["resources"]:
        rows, schema = ids[resource["name"]], resource["schema"]
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            rules, values = field.get("constraints", {}), [row[field["name"]] for row in rows]
            assert not rules.get("required") or all(values)
            assert all(re.fullmatch(rules.get("pattern", "(?s:.*)"), value) for value in values)
            assert field["type"] != "integer" or all(value.isdigit() for value in values if value)
            assert "enum" not in rules or set(values) <= set(rules["enum"])
        for key in schema.get("foreignKeys", []):
            known = {row[key["reference"]["fields"][0]] for row in ids[key["reference"]["resource"]]}
            assert {row[key["fields"][0]] for row in rows} <= known


def test_the_card_says_what_was_removed_in_rough_numbers_and_escapes_titles(tmp_path: Path) -> None:
    config = settings().model_copy(
        update={"consultation": settings().consultation.model_copy(update={"title": "<b>Lights | *now*"})}
    )
    publish(decided(), tmp_path / "out", OPEN, config=config)
    card = (tmp_path / "out" / "open-data" / "DATACARD.md").read_text(encoding="utf-8")
    assert "# Data card: \\<b\\>Lights \\| \\*now\\*" in card
    assert "no more than 10" in card
    assert "Open Government Licence v3.0" in card
    assert "below 5 are not shown" in card


def test_rough_numbers_begin_with_ten() -> None:
    assert {coarse(number) for number in range(11)} == {"no more than 10"}


def test_a_named_person_has_to_decide_and_is_told_what_about(tmp_path: Path) -> None:
    reason = blocked(said(decided(open_data=None), 6, PRIVATE), tmp_path / "out")
    assert "37 answers in people's own words. Answers with details replaced: 1; left out because they may" in reason
    assert "identify somebody: 0." in reason
    assert reason.endswith("(open_data).")
    assert "07700" not in reason


def test_a_refusal_blocks_and_other_formats_go_their_way(tmp_path: Path) -> None:
    refused = changed(reviewed(), open_data="refuse")
    assert "not published as open data" in blocked(refused, tmp_path / "out")
    publish(refused, tmp_path / "out", ("md",))


def test_consent_that_is_not_known_counts_as_for_quotes(tmp_path: Path) -> None:
    given = consent(decided(), 6, None)
    assert "(unconsented_quote)" in blocked(given, tmp_path / "out")
    for quotes, number in (("allow", 37), ("refuse", 36)):
        asked = changed(given, quotes=quotes)
        assert len(gather(asked, chosen_themes(asked)).answers) == number


def test_an_officer_leaves_out_any_answer_and_lets_in_one_that_was_flagged() -> None:
    told = "I'm 83 and my wife has dementia, so light the park."
    given = said(decided(), 9, told)
    assert told not in {answer.text for answer in gather(given, chosen_themes(given)).answers}
    given = changed(given, open_answers={("R0009", "why"): "allow", ("R0011", "why"): "refuse"})
    found = gather(given, chosen_themes(given))
    assert told in {answer.text for answer in found.answers}
    assert "R0011" not in {answer.response_id for answer in found.answers}
    assert found.left_out == {"officer": 1}


def test_the_officer_is_told_each_answer_that_was_flagged_and_never_what_it_says() -> None:
    given = said(decided(), 9, "I'm 83 and my wife has dementia, so light the park.")
    notes = " ".join(publication_notes(given, OPEN))
    assert "`R0009` to `why` is left out: These facts together may point to one person" in notes
    assert "dementia" not in notes
    assert "names nobody to ask" in notes


def test_what_only_set_aside_themes_hold_is_not_published() -> None:
    given = decided(set_aside={PARKING: "Out of scope."})
    assert {theme for answer in gather(given, chosen_themes(given)).answers for theme in answer.themes} == {
        LIGHT,
        "t-bins",
    }


def test_it_is_written_anew_with_the_next_publication_and_other_folders_are_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = publish(decided(), out, OPEN)
    assert out / "open-data" / "answers.csv" in first
    outcome = Outcome("we_did", "We changed every lamp.")
    publish(decided(outcomes={**reviewed().outcomes, LIGHT: outcome}), out, ("md",))
    assert "We changed every lamp." in [row["text"] for row in table(out, "outcomes")]
    (out / "open-data" / "mine.txt").write_text("x")
    with pytest.raises(InputError, match="holds files"):
        publish(decided(), out, ("md",))
    assert (out / "open-data" / "mine.txt").read_text() == "x"


def test_every_script_is_published_as_it_was_written() -> None:
    given = decided()
    texts = {answer.text for answer in gather(given, chosen_themes(given)).answers}
    assert {BENGALI, ARABIC} <= texts


def test_programs_read_the_tables_with_their_types(folder: Path) -> None:
    frame = pd.read_csv(folder / "open-data" / "themes.csv", encoding="utf-8-sig")
    assert frame["people"].dropna().tolist() == [25, 9]
