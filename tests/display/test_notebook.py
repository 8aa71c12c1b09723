"""What results look like in a notebook: escaped, in the right language and direction, and saying what matters."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

import textmine as tm
from tests.conftest import SAMPLE
from textmine import Analysis, ThemeModel
from textmine.display import as_printed
from textmine.evaluate.benchmarks import LeftOut, Results
from textmine.report.notebook import analysis_card, analysis_html
from textmine.review import decide
from textmine.review.learning import Agreements
from textmine.tables import Tables
from textmine.tables import replace as with_tables
from textmine.themes.estimator.show import themes_html
from textmine.themes.learning import Estimate

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


class Balanced(HTMLParser):
    """Counts what is open, and collects the tags and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.said = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ANN401 - of the standard library
        self.tags.add(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:  # noqa: ANN401 - of the standard library
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def read(html: str) -> Balanced:
    """Parse a piece of HTML, which has to be whole."""
    page = Balanced()
    page.feed(html)
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def analysis(sample_run: Path) -> Analysis:
    return tm.open(sample_run)


def with_titles(tables: Tables, titles: dict[str, tuple[str, str]]) -> Tables:
    """Return the tables with other titles, as if the machine had found them in these languages."""
    themes = tables.themes.copy()
    for theme, (title, tag) in titles.items():
        own = themes["theme_id"] == theme
        themes.loc[own, "title"] = title
        themes.loc[own, "evidence"] = json.dumps({"title": title, "language": tag})
    return with_tables(tables, themes=themes)


def test_an_analysis_shows_each_question_with_its_largest_themes(analysis: Analysis) -> None:
    page = read(analysis._repr_html_())
    for row in analysis.questions[analysis.questions["role"] == "open"].itertuples():
        assert row.wording in page.said
        own = analysis.themes[analysis.themes["question_id"] == row.question_id].nlargest(3, "n_people")
        for theme in own.itertuples():
            assert theme.title in page.said
            assert f"{theme.n_people}" in page.said
    assert re.search(r"Languages, by people: English \d+, Bengali \d+", " ".join(page.said.split()))
    assert re.search(r"\d+ for, \d+ against", page.said)


def test_an_analysis_says_what_still_needs_a_person(analysis: Analysis) -> None:
    said = " ".join(read(analysis._repr_html_()).said.split())
    waiting = int((analysis.responses["status"] == "needs_person").sum())
    assert waiting > 0
    assert f"{waiting} answers fit no theme." in said
    assert "outcome" in said
    done = analysis_html(with_tables(analysis.reviewed.tables, responses=analysis.responses.head(0)), [])
    assert "Nothing: every answer is in a theme" in done


def test_a_title_in_bengali_or_arabic_says_so_and_runs_its_way(analysis: Analysis) -> None:
    first, second, third, *_ = analysis.themes.nlargest(3, "n_people")["theme_id"]
    titles = {first: ("রাতে আলো দরকার", "bn"), second: ("مزيد من الإضاءة", "ar"), third: ("Nalal badan", "so")}
    html = analysis_html(with_titles(analysis.reviewed.tables, titles), [])
    assert '<bdi lang="bn" dir="ltr">রাতে আলো দরকার</bdi>' in html
    assert '<bdi lang="ar" dir="rtl">مزيد من الإضاءة</bdi>' in html
    assert '<bdi lang="so" dir="ltr">Nalal badan</bdi>' in html


def test_a_title_that_an_officer_gave_runs_the_way_of_its_letters(sample_copy: Path) -> None:
    theme = tm.open(sample_copy).themes.nlargest(1, "n_people")["theme_id"].iloc[0]
    decide(sample_copy, "Ada Officer", [{"do": "rename", "theme": theme, "title": "مزيد من الإضاءة"}])
    assert '<bdi dir="auto">مزيد من الإضاءة</bdi>' in tm.open(sample_copy)._repr_html_()


def test_nothing_that_people_wrote_is_markup_in_an_analysis(analysis: Analysis) -> None:
    tables = analysis.reviewed.tables
    questions = tables.questions.assign(wording=HOSTILE)
    first = tables.themes["theme_id"].iloc[0]
    hostile = with_titles(with_tables(tables, questions=questions), {first: (HOSTILE, '"><script>')})
    page = read(analysis_html(hostile, []))
    assert not {"img", "script"} & page.tags
    assert HOSTILE in page.said


def test_groups_of_themes_are_not_listed_beside_their_themes(analysis: Analysis) -> None:
    tables = analysis.reviewed.tables
    first, second = tables.themes["theme_id"].head(2)
    themes = tables.themes.copy()
    themes.loc[themes["theme_id"] == first, "parent_id"] = second
    card = analysis_card(with_tables(tables, themes=themes), [])
    assert card.n_themes == len(themes) - 1
    assert second not in {theme.theme_id for question in card.questions for theme in question.themes}


def test_a_consultation_shows_its_questions_and_what_was_assumed() -> None:
    consultation = tm.read(SAMPLE / "eastmere.csv", config=SAMPLE / "consultation.toml")
    hostile = replace(
        consultation,
        questions=tuple(replace(question, wording=HOSTILE) for question in consultation.questions),
        assumptions=(HOSTILE,),
    )
    page = read(consultation._repr_html_())
    assert "200 responses, 2 open questions" in page.said
    for question in consultation.open_questions:
        assert question.wording in page.said
    assert "eastmere.csv" in page.said
    assert not {"img", "script"} & read(hostile._repr_html_()).tags
    assert "0 responses" in read(tm.Consultation((), consultation.answers.head(0), pd.DataFrame())._repr_html_()).said


@pytest.fixture(scope="module")
def model() -> ThemeModel:
    texts = [f"{HOSTILE} bins" for _ in range(3)] + ["مزيد من الإضاءة في الشوارع"] * 3 + ["পার্কে আলো দরকার"] * 3

    class Own:
        def encode(self, texts: list[str]) -> Any:  # noqa: ANN401 - an array
            return np.array([[1 + text.count("s"), text.count("ا") * 9, text.count("া") * 9] for text in texts])

    return ThemeModel(embedder=Own(), n_themes=3).fit(texts, languages=["en"] * 3 + ["ar"] * 3 + ["bn"] * 3)


def test_a_fitted_model_shows_its_diagram_and_its_themes(model: ThemeModel) -> None:
    shown = DisplayFormatter().format(model)[0]
    assert set(shown) == {"text/plain", "text/html"}
    page = read(themes_html(model))
    assert "sk-top-container" in shown["text/html"]
    assert shown["text/html"].endswith(themes_html(model))
    assert "9 texts, 3 themes" in " ".join(page.said.split())
    for title in model.themes_["title"]:
        assert title in page.said
    assert 'lang="ar" dir="rtl"' in shown["text/html"]
    assert 'lang="bn" dir="ltr"' in shown["text/html"]


def test_nothing_that_people_wrote_is_markup_in_a_model(model: ThemeModel) -> None:
    page = read(themes_html(model))
    assert "onerror" in page.said
    assert not {"img", "script"} & page.tags
    assert not re.search("<img|<script>alert", model._repr_html_())


def test_a_model_that_is_not_fitted_shows_the_diagram_alone() -> None:
    html = ThemeModel()._repr_html_()
    assert "ThemeModel" in html
    assert 'class="textmine"' not in html


def test_agreement_is_a_table_with_intervals() -> None:
    found = Agreements({"q1": Estimate(0.8, 0.7, 0.9, 42), "<b>": None})
    page = read(found._repr_html_())
    assert "q180%70% to 90%42" in page.said
    assert "<b>fewer than 20 confirmed answers" in page.said
    assert "b" not in page.tags
    assert "80%" in read(Estimate(0.8, 0.7, 0.9, 42)._repr_html_()).said


def test_results_of_an_evaluation_look_as_on_a_terminal() -> None:
    one = LeftOut("themes", ("<script>",))
    assert one._repr_html_() == as_printed(one.to_text())
    page = read(Results({"themes": one})._repr_html_())
    assert one.to_text() in page.said
    assert page.tags == {"pre"}
