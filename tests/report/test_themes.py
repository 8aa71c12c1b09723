from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import VIOLATIONS
from tests.report.build import Said
from tests.report.themed import INJECTION, Made, article, everyone, page_of, sheet, themed
from textmine.report import write_workbook
from textmine.report.themes import QuestionThemes
from textmine.tables import Tables, replace

TITLES = {
    "en": "Missed collections leave rubbish in the street",
    "bn": "পার্কের রাস্তায় আরও আলো দরকার",
    "so": "Qashinka waddada lama qaado",
    "bn-Latn": "rastay aro alo dorkar",
    "ar": "الحديقة مظلمة في الليل",
}
NAMES = {"bn": "Bengali", "so": "Somali", "bn-Latn": "Bengali in Latin letters", "ar": "Arabic"}


def two_levels() -> Tables:
    return themed(
        [
            Made("q1.01", "Bins 🗑️ overflow", everyone(0, 4), "q1.g1"),
            Made("q1.02", TITLES["bn"], everyone(2, 9), "q1.g1"),
            Made("q1.03", TITLES["ar"], everyone(20, 30)),
            Made("q1.04", TITLES["so"], everyone(60, 2), "q1.g2"),
            Made("q1.05", TITLES["bn-Latn"], everyone(70, 15), "q1.g2"),
            Made("q1.g1", "Streets"),
            Made("q1.g2", "Parks"),
        ]
    )


def test_groups_come_first_by_people_each_with_its_themes_below_it(tmp_path: Path) -> None:
    tables = two_levels()
    page = page_of(tables, tmp_path)
    order = ["q1.g2", "q1.05", "q1.04", "q1.g1", "q1.02", "q1.01", "q1.03"]
    assert re.findall(r'<article id="t-([^"]+)"', page) == order
    assert re.findall(r'<a href="#t-([^"]+)"', page) == order
    assert [int(level) for level in re.findall(r'<h(\d) id="t-q1', page)] == [3, 4, 4, 3, 4, 4, 3]
    # P002 and P003 are in both themes of the group, and count once.
    assert '<p class="facts">11 people' in article(page, "q1.g1")
    assert "5 themes, some of them in 2 groups." in page


def test_a_theme_whose_group_is_gone_stands_alone() -> None:
    tables = themed([Made("q1.01", TITLES["so"], everyone(0, 3), "q1.g9")])
    (only,) = QuestionThemes(tables, "q1").views()
    assert (only.theme_id, only.below) == ("q1.01", ())


def test_without_groups_the_most_people_come_first() -> None:
    tables = themed([Made("q1.01", TITLES["bn"], everyone(0, 2)), Made("q1.02", TITLES["ar"], everyone(5, 6))])
    assert [theme.theme_id for theme in QuestionThemes(tables, "q1").views()] == ["q1.02", "q1.01"]


@pytest.mark.parametrize("tag", TITLES)
def test_a_title_carries_its_language_and_says_so_where_it_is_not_english(tag: str, tmp_path: Path) -> None:
    title = TITLES[tag]
    said = [Said(person, title, (tag,)) for person in everyone(0, 6)]
    theme = Made("q1.01", title, everyone(0, 6), evidence=sheet(title, tag))
    part = article(page_of(themed([theme], said), tmp_path), "q1.01")
    way = "rtl" if tag == "ar" else "ltr"
    assert f'<span lang="{tag}" dir="{way}">{title}</span> <span class="id">' in part
    notes = re.findall(r'role="note">(.*?)</p>', part)
    expected = [] if tag == "en" else [f"Title from people&#39;s own {NAMES[tag]} words; no answer was in English."]
    assert notes == expected


def test_what_the_description_says_of_the_title_is_said_once(tmp_path: Path) -> None:
    title = TITLES["bn"]
    said = [Said(person, title, ("bn",)) for person in everyone(0, 6)]
    described = f"No English answer is in this theme: the title is in Bengali. {title}।"
    theme = Made("q1.01", title, everyone(0, 6), description=described, evidence=sheet(title, "bn"))
    part = article(page_of(themed([theme], said), tmp_path), "q1.01")
    assert "No English answer" not in part
    assert f'<span lang="bn" dir="auto">{title}।</span>' in part


def test_once_an_english_answer_is_in_the_theme_nobody_is_told_otherwise(tmp_path: Path) -> None:
    title = TITLES["so"]
    theme = Made("q1.01", title, everyone(0, 6), evidence=sheet(title, "so"))
    part = article(page_of(themed([theme]), tmp_path), "q1.01")
    assert "own Somali words." in part
    assert "no answer was in English" not in part


def test_a_weak_title_is_marked_unless_an_officer_gave_another(tmp_path: Path) -> None:
    weak = sheet(TITLES["bn"], "bn", weak=True)
    machine = Made("q1.01", TITLES["bn"], everyone(0, 6), evidence=weak)
    officer = Made("q1.02", "আলো 💡 lights", everyone(0, 6), evidence=weak)
    page = page_of(themed([machine, officer]), tmp_path)
    assert "fits few of the answers" in article(page, "q1.01")
    renamed = article(page, "q1.02")
    assert 'role="note"' not in renamed
    assert '<span dir="auto">আলো 💡 lights</span>' in renamed
    old = f'<span lang="bn" dir="ltr">{TITLES["bn"]}</span>'
    assert f"An officer gave this title. The software's was “{old}”." in renamed


def test_a_theme_that_mixes_both_is_flagged_with_its_figures(tmp_path: Path) -> None:
    split = everyone(0, 12, "for") | everyone(20, 9, "against") | everyone(40, 3, "mixed") | everyone(50, 2)
    agreed = everyone(0, 20, "for") | everyone(60, 1, "against")
    page = page_of(themed([Made("q1.01", TITLES["ar"], split), Made("q1.02", TITLES["so"], agreed)]), tmp_path)
    part = article(page, "q1.01")
    assert "People disagree here: 12 for, 9 against. Consider splitting it." in part
    # The bar says in words what it shows in colours, and its parts fill it.
    assert re.findall(r"</span>(\d+ [a-z ]+)</li>", part) == ["12 for", "9 against", "3 both", "2 not known"]
    bar = part.split('class="bar split"')[1].split("</svg>")[0]
    assert sum(float(width) for width in re.findall(r'width="([\d.]+)"', bar)) == pytest.approx(100, abs=0.2)
    assert "People disagree" not in article(page, "q1.02")


def test_where_no_position_is_known_there_is_no_bar(tmp_path: Path) -> None:
    page = page_of(themed([Made("q1.01", TITLES["so"], everyone(0, 5))]), tmp_path)
    assert "bar split" not in page
    assert "not known" not in article(page, "q1.01")


@pytest.mark.parametrize(
    ("stability", "words"),
    [
        (1.0, "Comes back every time."),
        (0.75, "Comes back every time."),
        (0.7499, "Mostly comes back."),
        (0.5, "Mostly comes back."),
        (0.49, "Loosely held together: read it before you rely on it."),
        (float("nan"), ""),
    ],
)
def test_stability_is_said_in_words(stability: float, words: str, tmp_path: Path) -> None:
    page = page_of(themed([Made("q1.01", TITLES["bn"], everyone(0, 5), stability=stability)]), tmp_path)
    facts = re.findall(r'<p class="facts">(.*?)</p>', article(page, "q1.01"))[0]
    assert re.sub("</?strong>", "", facts).split("%).")[1].strip().startswith(words)
    assert ("Comes" in facts, "ostly" in facts, "Loosely" in facts).count(True) == bool(words)
    assert ("<strong>" in facts) == words.startswith("Loosely")


@pytest.mark.parametrize(
    ("people", "others", "small"),
    [(4, 60, True), (5, 60, False), (4, 20, False), (15, 1000, True), (25, 1000, False)],
)
def test_a_small_theme_stays_visible_as_a_minority_view(people: int, others: int, small: bool) -> None:
    few, many = Made("q1.01", TITLES["so"], everyone(0, people)), Made("q1.02", "Parks", everyone(people, others))
    views = {theme.theme_id: theme for theme in QuestionThemes(themed([few, many]), "q1").views()}
    assert views["q1.01"].minority == (f"Minority view: {people} people" if small else "")
    assert views["q1.02"].minority == ""


def test_typical_answers_are_shown_and_the_least_typical_are_asked_about(tmp_path: Path) -> None:
    said = [
        Said("P000", TITLES["bn"], ("bn",)),
        Said("P001", TITLES["ar"], ("ar",)),
        Said("P002", "🗑️🗑️ bins!", ("en",)),
        Said("P009", "left the theme since", ("en",)),
    ]
    evidence = sheet("Bins", central=["P000", "P001", "P009"], atypical=["P002"])
    part = article(page_of(themed([Made("q1.01", "Bins", everyone(0, 3), evidence=evidence)], said), tmp_path), "q1.01")
    typical = part.split("Most and least typical answers")[1].split("</details>")[0]
    most, least = typical.split("Least typical: does this belong here?")
    assert re.findall(r'<span class="id">(.*?)</span>', most) == ["P000", "P001"]
    assert f'lang="ar" dir="rtl">{TITLES["ar"]}</span>' in most
    assert re.findall(r'<span class="id">(.*?)</span>', least) == ["P002"]
    assert "🗑️🗑️ bins!" in least


def test_of_a_long_typical_answer_the_part_on_the_theme_is_shown(tmp_path: Path) -> None:
    text = "আলো।" + " অন্য কথা।" * 200
    said = [Said("P000", text, ("bn",))]
    theme = Made("q1.01", "Lights", everyone(0, 3), evidence=sheet("Lights", central=["P000"]))
    part = article(page_of(themed([theme], said), tmp_path), "q1.01")
    typical = part.split("Most and least typical answers")[1].split("</details>")[0]
    assert "… আলো। …" in typical
    assert "অন্য" not in typical


def test_why_this_title_names_the_candidates_and_the_reason(tmp_path: Path) -> None:
    theme = Made("q1.01", TITLES["bn"], everyone(0, 3), evidence=sheet(TITLES["bn"], "bn"))
    why = article(page_of(themed([theme]), tmp_path), "q1.01").split("Why this title")[1].split("</details>")[0]
    assert "It won because it states a point." in why
    assert f'<span lang="bn" dir="ltr">{TITLES["bn"]}</span> <span class="mark">chosen</span>' in why
    assert '<td>a phrase several people use</td><td class="num">0.41</td>' in why
    assert why.count("chosen") == 1


def test_markup_in_titles_evidence_and_answers_is_only_text(tmp_path: Path) -> None:
    said = [Said("P000", INJECTION, ("en",)), Said("<b>P1</b>", INJECTION, ("bn",))]
    evidence = sheet(
        INJECTION,
        '"><script>',
        reason=INJECTION,
        candidates=[{"text": INJECTION, "kind": INJECTION, "score": INJECTION}],
        central=["P000", "<b>P1</b>"],
        atypical=["P000"],
    )
    theme = Made("q1.01", INJECTION, {"P000": "for", "<b>P1</b>": "for"}, description=INJECTION, evidence=evidence)
    renamed = Made("q1.02", "Bins", {"P000": "for"}, keywords=[INJECTION], evidence=evidence)
    trust = {"stability": None, "nmi": 0, "nmi_by_chance": 0, "languages": {}, "warnings": [INJECTION]}
    page = page_of(themed([theme, renamed], said, trust), tmp_path)
    assert not re.search(r"<(script|img|b)\b", page, re.IGNORECASE)
    assert page.count("&lt;img src=x onerror=") >= 12
    assert 'lang="&#34;&gt;&lt;script&gt;"' in page


@pytest.mark.parametrize("broken", [None, "", "{", "[]", "null", '{"central": 3, "candidates": ["x"], "winner": 1}'])
def test_a_theme_without_a_readable_sheet_is_shown_without_it(broken: str | None, tmp_path: Path) -> None:
    theme = Made("q1.01", TITLES["bn"], everyone(0, 3), evidence=broken)
    part = article(page_of(themed([theme]), tmp_path), "q1.01")
    assert TITLES["bn"] in part
    assert "Why this title" not in part
    assert "typical" not in part


def test_tables_of_an_earlier_version_still_render(tmp_path: Path) -> None:
    tables = replace(two_levels(), manifest={})
    object.__setattr__(tables, "themes", tables.themes.drop(columns=["stability", "evidence"]))
    page = page_of(tables, tmp_path)
    assert TITLES["ar"] in page
    assert "How far to trust" not in page
    write_workbook(tables, tmp_path / "review.xlsx")
    assert len(list(openpyxl.load_workbook(tmp_path / "review.xlsx")["Themes"].values)) == 8


def test_the_workbook_says_the_same(tmp_path: Path) -> None:
    split = everyone(0, 12, "for") | everyone(20, 9, "against")
    tables = themed(
        [
            Made("q1.01", "=cmd|' /C calc'!A0", split, "q1.g1", 0.4, evidence=sheet("=cmd|' /C calc'!A0", weak=True)),
            Made("q1.02", TITLES["bn"], everyone(50, 2), "q1.g1", 0.8, evidence=sheet(TITLES["bn"], "bn")),
            Made("q1.g1", TITLES["ar"], evidence=sheet(TITLES["ar"], "ar")),
        ],
        [Said(person, TITLES["bn"], ("bn",)) for person in everyone(50, 2)],
    )
    write_workbook(tables, tmp_path / "review.xlsx")
    head, *found = openpyxl.load_workbook(tmp_path / "review.xlsx")["Themes"].values
    sheet_rows = [dict(zip(head, (value or "" for value in row), strict=True)) for row in found]
    assert [(row["Theme"], row["Level"], row["Group"]) for row in sheet_rows] == [
        ("q1.g1", "group", ""),
        ("q1.01", "theme", f"q1.g1 {TITLES['ar']}"),
        ("q1.02", "theme", f"q1.g1 {TITLES['ar']}"),
    ]
    group, first, second = sheet_rows
    assert first["Title"].startswith("'=cmd")
    assert first["Positions"] == "12 for, 9 against"
    assert first["Disagreement"] == "People disagree here: 12 for, 9 against. Consider splitting it."
    assert group["Disagreement"] == "People disagree here: 12 for, 9 against. Look at the themes below it."
    assert [row["How steady"] for row in sheet_rows] == [
        "",
        "Loosely held together: read it before you rely on it",
        "Comes back every time",
    ]
    assert "fits few of the answers" in first["About the title"]
    assert second["About the title"] == "Title from people's own Bengali words; no answer was in English."
    assert (first["Minority view"], second["Minority view"]) == ("", "Minority view: 2 people")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_opened_themes(chromium: str, tmp_path: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    split = everyone(0, 12, "for") | everyone(20, 9, "against") | everyone(40, 3, "neutral")
    themes = [
        Made(
            f"q1.{tag}",
            title,
            split if tag == "bn" else everyone(80, 60) if tag == "ar" else everyone(0, 3, "mixed"),
            None if tag == "ar" else "q1.g1",
            0.4,
            "About this.",
            [title, "🗑️"],
            sheet(title, tag, weak=True, central=["P000"], atypical=["P001"]),
        )
        for tag, title in TITLES.items()
    ]
    languages = {tag: {"answers": 30, "themed": 0.9, "needs_person": 0.1} for tag in TITLES}
    trust = {"stability": 0.6, "nmi": 0.3, "nmi_by_chance": 0.1, "languages": languages, "warnings": ["Look at `bn`."]}
    page_of(themed([*themes, Made("q1.g1", "Group")], trust=trust), tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto((tmp_path / "report.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        violations = Axe().run(page, options=VIOLATIONS).response["violations"]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        browser.close()
    assert violations == [], [(item["id"], item["nodes"][0]["html"][:200]) for item in violations]
    assert overflow <= 0
