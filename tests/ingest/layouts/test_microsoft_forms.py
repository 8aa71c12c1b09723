from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, column, look, roles, table, values

USE = "Which of these do you use?\n(Select all that apply)"
WHY = "Please tell us\nwhy"
OWN = ("ID", "Start time", "Completion time", "Email", "Name")
ASKED = (USE, WHY, "Do you agree\xa0with the plan?", "Name2")
LOCAL = {
    "de": ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    "fr": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    "es": ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
    "it": ("ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"),
    "pl": ("ID", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa"),
    "pt": ("ID", "Hora de início", "Hora de conclusão", "Email", "Nome"),
    "nl": ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"),
}
SAID = (
    ("Bus;Tram;", "The tram is quicker and the bus is cheaper for the children", "Yes", "Ann Lee"),
    ("Bus;", "বাস অনেক দেরি করে আসে, আমরা অপেক্ষা করি", "No", "Rina Begum"),
    ("Tram;Car;", "Gaarigu waa fudud yahay", "Yes", "Ali Warsame"),
    ("Bus;Car;", "الحافلة رخيصة\nلكنها بطيئة", "No", "سارة"),
)
DATA = [(str(n), "3/2/26 10:00:00", "3/2/26 10:01:00", "anonymous", "", *said) for n, said in enumerate(SAID, 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_known_and_read_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, [(*OWN, *ASKED), *DATA], kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Microsoft Forms", 1, 2, 4)
    assert [column.role for column in found.columns] == [
        *("id", "date", "date", "personal", "personal", "closed_multi", "open", "closed_single", "personal")
    ]
    assert not found.problems


def test_line_breaks_in_headings_are_spaces(tmp_path: Path) -> None:
    found = table(tmp_path, [(*OWN, *ASKED), *DATA], "xlsx")
    assert [column.name for column in found.columns][5:8] == [
        "Which of these do you use? (Select all that apply)",
        "Please tell us why",
        "Do you agree with the plan?",
    ]
    assert values(found, "Please tell us why") == [said[1] for said in SAID]


def test_chosen_options_end_with_a_semicolon(tmp_path: Path) -> None:
    entry = look(tmp_path, [(*OWN, *ASKED), *DATA]).entries[5]
    assert set(entry.all_options) == {"Bus", "Tram", "Car"}


@pytest.mark.parametrize("own", LOCAL.values(), ids=LOCAL)
def test_forms_in_other_languages_are_known(tmp_path: Path, own: tuple[str, ...]) -> None:
    found = look(tmp_path, [(*own, *ASKED), *DATA])
    assert found.layout == "Microsoft Forms"
    assert [column.role for column in found.columns][:5] == ["id", "date", "date", "personal", "personal"]


@pytest.mark.parametrize(
    "kept", [(0, 1, 2, 5, 6), (1, 2, 5, 6), (6, 5, 2, 1, 0), (0, 2, 4, 6), (5, 6, 7, 0, 1, 2, 3, 4)]
)
def test_columns_may_be_deleted_or_moved(tmp_path: Path, kept: str) -> None:
    rows = [[row[int(at)] for at in kept] for row in [(*OWN, *ASKED), *DATA]]
    found = look(tmp_path, rows)
    assert (found.layout, found.rows) == ("Microsoft Forms", 4)
    assert roles(found)["Please tell us why"] == "open"


def test_a_newer_export_has_a_time_of_change_and_a_language(tmp_path: Path) -> None:
    names = (*OWN[:5], "Last modified time", "Language", *ASKED)
    rows = [names, *[(*row[:5], "", "English (United Kingdom)", *row[5:]) for row in DATA]]
    found = roles(look(tmp_path, rows, "xlsx"))
    assert found["Language"] == "ignore"
    assert found["Please tell us why"] == "open"


def test_dates_of_a_workbook_are_dates(tmp_path: Path) -> None:
    found = table(tmp_path, [(*OWN, *ASKED), *DATA], "xlsx")
    assert column(found, "Start time").values[0] == "3/2/26 10:00:00"


@pytest.mark.parametrize("names", [("ID", "Name", "Email", "Comments"), ("ID", "Start time", "Comments", "Ward")])
def test_a_few_headings_are_no_sign_of_the_platform(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = [names, ("1", "Ann", "a@example.org", "It is dark"), ("2", "Bo", "b@example.org", "It is late")]
    assert look(tmp_path, rows).layout == "plain table"


def test_a_total_below_is_no_response(tmp_path: Path) -> None:
    found = table(tmp_path, [(*OWN, *ASKED), *DATA, ("Total", "4", *[""] * 7)])
    assert (found.layout, found.rows) == ("Microsoft Forms", (2, 3, 4, 5))
