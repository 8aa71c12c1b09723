from __future__ import annotations

from pathlib import Path

import pytest

from textmine.ingest import read
from textmine.ingest.consent import kind_of, names_organisation


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("As an individual", "individual"),
        ("I am a resident", "individual"),
        ("Individual (resident of the council area)", "individual"),
        ("On behalf of myself and my family", "individual"),
        ("Individual, not on behalf of an organisation", "individual"),
        ("I am a parent at the school", "individual"),
        ("ব্যক্তি হিসেবে", "individual"),
        ("shakhsi ahaan", "individual"),
        ("As a local business", "organisation"),
        ("Community group", "organisation"),
        ("Old Dock Residents' Association", "organisation"),
        ("I represent Bow Mosque", "organisation"),
        ("একটি সংগঠনের পক্ষ থেকে", "organisation"),
        ("Waxaan matalaya urur", "organisation"),
        ("Councillor", "unknown"),
        ("Other", "unknown"),
        ("Individual / organisation", "unknown"),
        ("Member of a community group", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_kind_of_respondent_is_read_from_options_and_free_answers(answer: str, kind: str) -> None:
    assert kind_of(answer) == kind


@pytest.mark.parametrize(
    "answer", ["", "-", "N/A", "none", "Resident", "individual", "No", "নেই", "ma jiro", "12", "Private"]
)
def test_no_organisation_is_named(answer: str) -> None:
    assert not names_organisation(answer)


@pytest.mark.parametrize("answer", ["Bow Food Bank", "পূর্ব লন্ডন মসজিদ", "Ururka Soomaalida", "NHS"])
def test_an_organisation_is_named(answer: str) -> None:
    assert names_organisation(answer)


def test_a_name_in_the_column_for_it_makes_an_unknown_an_organisation_and_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text(
        "ID,Name of organisation,Are you responding as an individual or organisation?,Why?\n"
        "R1,Bow Food Bank,,More light on the path\nR2,N/A,,Keep the trees\n"
        "R3,Old Dock Traders,Individual,Mend the bench\nR4,,Organisation,More bins here\n",
        encoding="utf-8",
    )
    found = read(path)
    assert list(found.respondents["kind"]) == ["organisation", "unknown", "individual", "organisation"]
    assert any("`Name of organisation` is taken for an organisation" in note for note in found.assumptions)
    assert "Food Bank" not in found.respondents.to_json() + found.answers.to_json()
