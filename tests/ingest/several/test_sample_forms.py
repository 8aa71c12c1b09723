from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import textmine as tm
from tests.conftest import ROOT, SAMPLE
from textmine.config import load_config
from textmine.ingest import config_text, inspect_all
from textmine.model import Consultation

FORMS = SAMPLE / "forms"
FILES = ("online.xlsx", "paper.xlsx", "easy-read.csv", "letters")


def _answers(consultation: Consultation) -> Counter[str]:
    return Counter(consultation.answers["text"].dropna())


@pytest.fixture(scope="module")
def forms() -> Consultation:
    return tm.read(*(FORMS / name for name in FILES), config=FORMS / "consultation.toml")


def test_the_forms_agree_with_the_sample(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_forms", tmp_path], check=True)
    derived = tm.read(*(tmp_path / name for name in FILES), config=FORMS / "consultation.toml")
    kept = tm.read(*(FORMS / name for name in FILES), config=FORMS / "consultation.toml")
    assert derived.answers.equals(kept.answers)
    assert derived.respondents.equals(kept.respondents)


def test_four_sources_hold_what_the_one_export_holds(forms: Consultation) -> None:
    whole = tm.read(SAMPLE / "eastmere.csv")
    own = _answers(forms) - _answers(whole)
    assert not _answers(whole) - _answers(forms)
    assert len(own) == 2  # the letters
    assert len(forms.respondents) == 202
    assert [question.question_id for question in forms.open_questions][-1] == "letters"


def test_the_layouts_are_known_and_every_row_is_somewhere(forms: Consultation) -> None:
    layouts = [source.layout for source in forms.sources]
    assert layouts == ["Granicus EngagementHQ", "plain table", "SurveyMonkey", "folder of e-mails and letters"]
    assert [(row.file, row.reason) for row in forms.set_aside] == [("paper.xlsx", "is a row of totals")]
    assert sum(source.rows_read for source in forms.sources) == 203


def test_options_are_counted_together(forms: Consultation) -> None:
    whole = tm.read(SAMPLE / "eastmere.csv")
    question = next(question for question in forms.questions if question.wording.startswith("Do you agree"))
    counts = forms.respondents[question.question_id].value_counts().to_dict()
    assert counts == whole.respondents["c9"].value_counts().to_dict()


def test_consent_is_asked_in_other_words_and_means_the_same(forms: Consultation) -> None:
    whole = tm.read(SAMPLE / "eastmere.csv").respondents["consent_publish"]
    ours = forms.respondents["consent_publish"][:200]
    assert ours.value_counts(dropna=False).to_dict() == whole.value_counts(dropna=False).to_dict()
    assert forms.respondents["consent_publish"][200:].isna().all()


def test_what_inspect_proposes_is_what_the_settings_say() -> None:
    found = inspect_all([FORMS / name for name in FILES])[1]
    settings = load_config(FORMS / "consultation.toml").files["easy-read.csv"]
    proposed = {
        what: {one.here: one.there for one in found.proposals if one.what == what} for what in ("columns", "options")
    }
    assert proposed == {"columns": settings.columns, "options": settings.options}


def test_the_file_that_inspect_writes_reads_the_forms_alike(tmp_path: Path, forms: Consultation) -> None:
    path = tmp_path / "consultation.toml"
    path.write_text(config_text(inspect_all([FORMS / name for name in FILES])[1]), encoding="utf-8")
    again = tm.read(*(FORMS / name for name in FILES), config=path)
    assert again.answers["text"].equals(forms.answers["text"])
    assert again.respondents["consent_publish"].equals(forms.respondents["consent_publish"])
