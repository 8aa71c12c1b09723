from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.config import parse_config
from textmine.errors import ConfigError, InputError
from textmine.ingest import read
from textmine.ingest.petitions import is_signatures, signatures_of
from textmine.model import Consultation


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("340", 340),
        ("1,204", 1204),
        ("1 204", 1204),
        ("1.204", 1204),
        ("৩৪০", 340),
        ("১,২০৪", 1204),
        ("٣٤٠", 340),
        ("about 300", 300),
        ("300+", 300),
        ("340 signatures", 340),
        ("প্রায় ৩০০ জন", 300),
        ("ilaa 300 qof", 300),
        ("1", None),
        ("0", None),
        ("", None),
        ("n/a", None),
        ("-", None),
        ("নেই", None),
        ("ma jiro", None),
    ],
)
def test_a_number_of_signatures_is_read(cell: str, number: int | None) -> None:
    assert signatures_of(cell) == number


@pytest.mark.parametrize("cell", ["lots", "3,4", "12.5", "300 or 400", "see the file of 300", "1,20,4"])
def test_what_is_no_number_is_not_guessed_at(cell: str) -> None:
    with pytest.raises(ValueError, match="number"):
        signatures_of(cell)


@given(st.integers(2, 999_999_999))
@settings(max_examples=30, deadline=None)
def test_every_number_is_read_with_and_without_separators(number: int) -> None:
    assert signatures_of(str(number)) == signatures_of(f"{number:,}") == number


@pytest.mark.parametrize(
    "heading",
    ["Number of signatures", "No. of signatories", "Names on petition", "স্বাক্ষরকারীর সংখ্যা", "Tirada saxiixyada"],
)
def test_headings_of_signatures_are_known(heading: str) -> None:
    assert is_signatures(heading)


@pytest.mark.parametrize(
    "heading", ["Signature", "Your name", "Number of people in your household", "Why did you sign?"]
)
def test_other_headings_are_not(heading: str) -> None:
    assert not is_signatures(heading)


def form(folder: Path, *cells: str) -> Path:
    path = folder / "form.csv"
    texts = ["More light on the path", "পথে আরও আলো চাই", "Waxaan rabnaa iftiin badan", "Keep the trees"]
    rows = [f'R{n},{text},"{cell}"' for n, (text, cell) in enumerate(zip(texts, cells, strict=False), start=1)]
    path.write_text("\n".join(["ID,Why?,Number of signatures", *rows]), encoding="utf-8")
    return path


def signed(consultation: Consultation) -> dict[str, int]:
    frame = consultation.respondents
    return {name: int(n) for name, n in zip(frame["response_id"], frame["signatures"], strict=True) if not pd.isna(n)}


def test_a_petition_is_one_response_with_its_signatures_beside_it(tmp_path: Path) -> None:
    found = read(form(tmp_path, "", "1,204", "about 300", "1"))
    assert signed(found) == {"R2": 1204, "R3": 300}
    assert len(found.respondents) == 4
    assert any("2 responses are petitions: `R2` (1,204), `R3` (300)" in note for note in found.assumptions)


def test_a_response_may_be_called_a_petition_in_the_settings(tmp_path: Path) -> None:
    found = read(form(tmp_path, "", "", "", ""), config=parse_config({"petitions": {"R1": 340}}))
    assert signed(found) == {"R1": 340}


def test_a_petition_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="`R9`"):
        read(form(tmp_path, "", ""), config=parse_config({"petitions": {"R9": 340}}))


def test_cells_that_are_no_number_are_named_by_their_row(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(form(tmp_path, "", "lots", "340", "many"))
    assert [problem.row for problem in caught.value.problems] == [3, 5]


def test_a_table_from_before_there_were_petitions_is_read(tmp_path: Path) -> None:
    from textmine.schema import conform

    old = read(form(tmp_path, "", "")).respondents.drop(columns="signatures")
    assert conform(old, "respondents")["signatures"].isna().all()
