from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from tests.plots.build import VERBATIM, Raised, analysis_of, many
from textmine import plots
from textmine.analysis import Analysis, open_analysis
from textmine.errors import InputError, MissingExtraError
from textmine.plots import Plot
from textmine.purge import purge
from textmine.review import decide
from textmine.tables import write_tables

TITLES = [
    "Roads <script>alert(1)</script>",
    "পার্কে আলো নেই",
    "Nalka ma jiro",
    "alo nai rasta kharap",
    "الإضاءة في الحديقة: 12",
    "costs $5 to $6_x^2",
]
Drawing = Callable[[Analysis], Plot]


def heat_map(analysis: Analysis) -> Plot:
    return plots.group_heat_map(analysis, "ward")


ALL = [plots.theme_bars, plots.theme_map, plots.language_panel, plots.stability, heat_map]


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    positions = ("for",) * 30 + ("against",) * 24
    raised = [
        Raised(title, positions, language, 0.4 + place / 10)
        for place, (title, language) in enumerate(zip(TITLES, ("en", "bn", "so", "bn-Latn", "ar", "en"), strict=True))
    ]
    return analysis_of(raised, wards=("North", "South"), unthemed=6)


@pytest.fixture(scope="module")
def drawn(analysis: Analysis) -> dict[str, Plot]:
    return {draw.__name__: draw(analysis) for draw in ALL}


def test_every_figure_comes_with_its_numbers_and_in_words(drawn: dict[str, Plot]) -> None:
    for name, plot in drawn.items():
        assert len(plot.data) > 0, name
        assert plot.text.startswith(plot.title), name
        assert "\n" not in plot.text, name


def test_no_figure_shows_what_somebody_wrote(drawn: dict[str, Plot]) -> None:
    from matplotlib.text import Text

    for name, plot in drawn.items():
        shown = [artist.get_text() for artist in plot.figure.findobj(Text)]
        told = "".join([*shown, plot.text, plot.data.to_csv()])
        assert VERBATIM not in told, name
        assert not re.search(r"\bR\d+\b", told), name


def test_in_a_notebook_everything_is_escaped(drawn: dict[str, Plot]) -> None:
    for name, plot in drawn.items():
        page = plot._repr_html_()
        assert "<script" not in page, name
        assert 'alt="' in page, name


def test_the_same_analysis_gives_the_same_figure(analysis: Analysis, drawn: dict[str, Plot], tmp_path: Path) -> None:
    for draw in ALL:
        again, first = draw(analysis), drawn[draw.__name__]
        pd.testing.assert_frame_equal(again.data, first.data)
        assert again.text == first.text
    one, two = (drawn["theme_bars"].save(tmp_path / f"{name}.svg").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_style_of_the_notebook_does_not_reach_the_figure(analysis: Analysis, drawn: dict[str, Plot]) -> None:
    import matplotlib

    with matplotlib.rc_context({"axes.facecolor": "black", "text.color": "white", "font.size": 30}):
        styled = plots.stability(analysis)._repr_png_()
        assert matplotlib.rcParams["font.size"] == 30

    assert styled == drawn["stability"]._repr_png_()


def test_a_picture_carries_its_text_alternative(drawn: dict[str, Plot], tmp_path: Path) -> None:
    from PIL import Image

    plot = drawn["theme_bars"]
    png, svg, pdf = (plot.save(tmp_path / f"bars.{kind}") for kind in ("png", "svg", "pdf"))

    assert Image.open(io.BytesIO(png.read_bytes())).text["Description"] == plot.text
    root = etree.fromstring(svg.read_bytes())
    assert (root.get("role"), root.get("aria-label")) == ("img", f"{plot.title}. {plot.text}")
    assert b"/Subject" in pdf.read_bytes()


def test_another_ending_is_refused_in_plain_words(drawn: dict[str, Plot], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.png, \.svg or \.pdf"):
        drawn["stability"].save(tmp_path / "figure.docx")
    assert list(tmp_path.iterdir()) == []


def test_dollars_in_a_title_are_no_formula(drawn: dict[str, Plot]) -> None:
    from matplotlib.text import Text

    for plot in drawn.values():
        assert not any(artist.get_parse_math() for artist in plot.figure.findobj(Text))


def glyphs_of(text: str, tmp_path: Path) -> int:
    """Count the glyphs that matplotlib draws for a title."""

    def uses(title: str) -> int:
        svg = plots.stability(analysis_of([Raised(title)])).save(tmp_path / "one.svg").read_bytes()
        return len(etree.fromstring(svg).findall(".//{http://www.w3.org/2000/svg}use"))

    return uses(text) - uses("")


def test_bengali_letters_join_into_conjuncts(tmp_path: Path) -> None:
    from textmine.plots.fonts import lettering

    if lettering("ক্ষ").lacking:
        pytest.skip("no font with Bengali letters on this machine")
    assert glyphs_of("ক্ষ", tmp_path) == 1
    assert glyphs_of("কষ", tmp_path) == 2


def test_arabic_letters_join(tmp_path: Path) -> None:
    # Lam and alef are one glyph; with a mark between them that keeps letters apart they are two.
    assert glyphs_of("لا", tmp_path) == 1
    assert glyphs_of("ل\u200cا", tmp_path) >= 2


@pytest.mark.parametrize("draw", [plots.theme_bars, plots.stability], ids=lambda draw: draw.__name__)
def test_no_label_is_cut_at_the_edge_of_the_picture(draw: Drawing, tmp_path: Path) -> None:
    from PIL import Image

    raised = [Raised(title) for title in ("রাতে পার্কে আলো দরকার", "مواقف السيارات قليلة", "More bins")]
    picture = Image.open(draw(analysis_of(raised)).save(tmp_path / "one.png")).convert("L")

    edge = picture.crop((0, 0, 3, picture.height))
    assert edge.getextrema() == (255, 255)


@pytest.mark.parametrize("draw", [*ALL], ids=lambda draw: draw.__name__)
@pytest.mark.parametrize(
    "given", [None, "analysis", pd.DataFrame({"title": ["Lights"]})], ids=["none", "path", "frame"]
)
def test_what_is_no_analysis_is_refused_in_plain_words(draw: Drawing, given: object) -> None:
    with pytest.raises(InputError, match=r"A plot is drawn of an analysis.*`textmine\.open`"):
        draw(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [0, -1])
def test_fewer_than_one_theme_is_refused_in_plain_words(analysis: Analysis, most: int) -> None:
    with pytest.raises(InputError, match=f"`most` cannot be {most}"):
        plots.theme_bars(analysis, most=most)


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_nothing_to_draw_is_said_in_words(draw: Drawing) -> None:
    plot = draw(analysis_of([], wards=("North", "South")))

    assert plot.data.empty
    assert "There is nothing to show" in plot.text
    assert plot._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_one_theme_of_one_person_is_drawn_or_said_to_be_too_small(draw: Drawing) -> None:
    plot = draw(analysis_of([Raised("Only one", ("for",))], wards=("North", "South")))

    assert plot._repr_png_().startswith(b"\x89PNG")
    if draw not in (plots.language_panel, plots.stability):
        assert "Only one" not in plot.data.to_csv()


def test_sixty_themes_with_long_titles_are_a_figure_of_a_sensible_size() -> None:
    analysis = analysis_of(many([f"{number} {'very long title ' * 60}" for number in range(60)]))

    bars, steady, panel = plots.theme_bars(analysis), plots.stability(analysis), plots.theme_map(analysis, points=300)

    assert bars.data["theme_id"].nunique() == 40
    assert "20 smaller themes are not drawn" in bars.text
    assert steady.data["theme_id"].nunique() == 60
    assert all(plot.figure.get_figheight() < 30 for plot in (bars, steady, panel))


def test_of_several_questions_the_first_is_drawn_and_the_others_are_named() -> None:
    analysis = analysis_of([Raised("Roads")], wordings={"q1": "Why?", "q2": "What else?"})

    assert "For another give question_id: q2." in plots.theme_bars(analysis).text
    assert "nobody answered" in plots.theme_bars(analysis, "q2").text
    with pytest.raises(InputError, match="`q1`, `q2`"):
        plots.theme_bars(analysis, "q9")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An analysis folder with one question."""
    manifest = {"config": {}, "ledger": {"responses": 24}}
    analysis = analysis_of([Raised("Roads"), Raised("Bins")], unthemed=2, manifest=manifest)
    write_tables(analysis.machine, tmp_path)
    return tmp_path


def test_decisions_are_in_the_figure(folder: Path) -> None:
    decide(folder, "A. Officer", [{"do": "rename", "theme": "q1.00", "title": "Renamed by an officer"}])

    assert "Renamed by an officer" in set(plots.theme_bars(open_analysis(folder)).data["title"])


def test_of_a_purged_analysis_numbers_stay_and_points_are_refused(folder: Path) -> None:
    decide(folder, "A. Officer", [{"do": "rename", "theme": name, "title": name} for name in ("q1.00", "q1.01")])
    before = plots.theme_bars(open_analysis(folder))
    purge(folder, "A. Officer", early=True)
    purged = open_analysis(folder)

    after = plots.theme_bars(purged)

    pd.testing.assert_frame_equal(after.data, before.data)
    assert len(plots.stability(purged).data) == 2
    for draw in (plots.theme_map, plots.language_panel, heat_map):
        with pytest.raises(InputError, match="purged"):
            draw(purged)


def test_without_matplotlib_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    for draw in ALL:
        with pytest.raises(MissingExtraError, match=r"pip install 'textmine\[notebook\]'"):
            draw(analysis_of([Raised("Roads")]))


def test_importing_plots_does_not_import_matplotlib() -> None:
    code = "import sys, textmine.plots; print('matplotlib' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "False"
