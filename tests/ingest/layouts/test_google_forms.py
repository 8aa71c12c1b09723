from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, look, roles, table, values

USE = "Which do you use?"
WHY = "Please tell us why"
HEADS = ("Timestamp", "Email Address", USE, WHY, "How safe is it? [By day]", "How safe is it? [By night]")
LOCAL = {
    "de": ("Zeitstempel", "E-Mail-Adresse"),
    "fr": ("Horodateur", "Adresse e-mail"),
    "es": ("Marca temporal", "Dirección de correo electrónico"),
    "it": ("Informazioni cronologiche", "Indirizzo email"),
    "pl": ("Sygnatura czasowa", "Adres e-mail"),
    "pt": ("Carimbo de data/hora", "Endereço de e-mail"),
    "bn": ("টাইমস্ট্যাম্প", "ইমেল ঠিকানা"),
    "ar": ("طابع زمني", "عنوان البريد الإلكتروني"),
}
SAID = (
    ("a@example.org", "Bus, Tram", "The tram is quicker and the bus is cheaper", "Safe", "Unsafe"),
    ("b@example.org", "Bus", "বাস অনেক দেরি করে আসে, আমরা অপেক্ষা করি", "Safe", "Unsafe"),
    ("c@example.org", "Tram, Car", "Gaarigu waa fudud yahay", "Very safe", ""),
    ("", "Tram", "الحافلة رخيصة لكنها بطيئة", "", "Safe"),
)
DATA = [(f"2026/03/0{n} 10:11:12 AM GMT", *said) for n, said in enumerate(SAID, 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_known_and_read_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, [HEADS, *DATA], kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Google Forms", 1, 2, 4)
    assert [column.role for column in found.columns] == [
        *("date", "personal", "closed_multi", "open", "matrix", "matrix")
    ]
    assert not found.problems


@pytest.mark.parametrize("date", ["3/2/2026 10:11:12", "02/03/2026 10:11:12", "2026-03-02 10:11:12"])
def test_a_sheet_writes_its_dates_in_the_way_of_the_country(tmp_path: Path, date: str) -> None:
    found = look(tmp_path, [HEADS, *[(date, *row[1:]) for row in DATA]])
    assert roles(found)["Timestamp"] == "date"


@pytest.mark.parametrize("own", LOCAL.values(), ids=LOCAL)
def test_forms_in_other_languages_are_known(tmp_path: Path, own: tuple[str, ...]) -> None:
    found = look(tmp_path, [(*own, *HEADS[2:]), *DATA])
    assert found.layout == "Google Forms"
    assert [column.role for column in found.columns][:2] == ["date", "personal"]


def test_a_form_without_addresses_is_known(tmp_path: Path) -> None:
    found = look(tmp_path, [(row[0], *row[2:]) for row in (HEADS, *DATA)])
    assert (found.layout, found.rows) == ("Google Forms", 4)


@pytest.mark.parametrize("name", ["Date sent", "When", "Submitted at", "জমার সময়"])
def test_a_renamed_time_is_still_a_date_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    found = look(tmp_path, [(name, *HEADS[1:]), *DATA])
    assert (found.layout, found.rows) == ("plain table", 4)
    assert roles(found)[name] == "date"
    assert roles(found)["Email Address"] == "personal"


def test_the_time_in_another_column_is_no_sign_but_nothing_is_lost(tmp_path: Path) -> None:
    found = look(tmp_path, [(*row[1:], row[0]) for row in (HEADS, *DATA)])
    assert (found.layout, found.rows) == ("plain table", 4)
    assert roles(found)["Timestamp"] == "date"


def test_answers_stay_verbatim(tmp_path: Path) -> None:
    assert values(table(tmp_path, [HEADS, *DATA], "bom.csv"), WHY) == [said[2] for said in SAID]


def test_a_score_is_not_used(tmp_path: Path) -> None:
    found = look(tmp_path, [(*row[:2], score, *row[2:]) for row, score in zip((HEADS, *DATA), "SABCD", strict=True)])
    assert found.rows == 4
    scored = [(*row[:2], "Score" if at == 0 else f"{at} / 4", *row[2:]) for at, row in enumerate((HEADS, *DATA))]
    assert roles(look(tmp_path, scored))["Score"] == "ignore"
