from __future__ import annotations

import warnings

import pytest

from tests.plots.build import Raised, analysis_of
from textmine.plots import MissingFontWarning, fonts, theme_bars
from textmine.plots.fonts import hints, lettering

BENGALI = "পার্কে আলো নেই"


@pytest.fixture
def bengali_font() -> str:
    found = lettering(BENGALI)
    if found.lacking:
        pytest.skip("no font with Bengali letters on this machine")
    return found.families[0]


@pytest.fixture
def no_bengali_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that has the fonts of matplotlib only."""
    caches = (fonts.lettering, fonts._best, fonts._charmap)

    def forget() -> None:
        for cached in caches:
            cached.cache_clear()

    own = [entry for entry in fonts._entries() if "mpl-data" in entry.fname]
    monkeypatch.setattr(fonts, "_entries", lambda: own)
    monkeypatch.setattr(fonts, "_look_again", lambda: False)
    forget()
    yield
    forget()


def test_latin_arabic_and_romanised_letters_need_no_font_but_matplotlibs() -> None:
    for text in ("Roads", "Nalka ma jiro", "rasta kharap", "الإضاءة في الحديقة ۱۲", "Łódź"):
        assert lettering(text).families == ("DejaVu Sans",)
        assert not lettering(text).lacking


def test_a_bengali_text_is_drawn_with_a_bengali_font_first(bengali_font: str) -> None:
    assert bengali_font != "DejaVu Sans"
    assert lettering(f"Park e {BENGALI}").families == (bengali_font, "DejaVu Sans")


def test_a_sign_of_money_comes_from_the_font_of_the_letters_beside_it(bengali_font: str) -> None:
    assert lettering(f"{BENGALI} ৳৫০").families == (bengali_font, "DejaVu Sans")


@pytest.mark.usefixtures("no_bengali_font")
def test_without_a_font_the_script_is_named_as_lacking() -> None:
    assert lettering(BENGALI).lacking == {"Beng"}
    assert lettering("क").lacking == {"Deva"}
    assert not lettering("Roads الإضاءة").lacking


@pytest.mark.usefixtures("no_bengali_font")
def test_a_figure_without_a_font_says_once_which_to_install() -> None:
    analysis = analysis_of([Raised(BENGALI), Raised("আলো")])

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plot = theme_bars(analysis)
        plot._repr_png_()

    told = [str(warning.message) for warning in caught]
    assert len(told) == 1
    assert issubclass(caught[0].category, MissingFontWarning)
    assert caught[0].filename == __file__
    assert "Bengali letters" in told[0]
    assert "fonts-noto-core" in told[0]
    assert told[0] in plot.text


def test_a_script_nobody_thought_of_has_a_hint_too() -> None:
    assert "Install" in hints(["Cher"])[0]


def test_a_font_installed_a_moment_ago_is_found(monkeypatch: pytest.MonkeyPatch, bengali_font: str) -> None:
    from matplotlib.font_manager import fontManager

    kept = [entry for entry in fontManager.ttflist if "mpl-data" in entry.fname]
    paths = [entry.fname for entry in fontManager.ttflist if entry.name == bengali_font]
    monkeypatch.setattr(fontManager, "ttflist", kept)
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", lambda: paths)
    for cached in (fonts.lettering, fonts._best, fonts._look_again):
        cached.cache_clear()

    assert lettering(BENGALI).families[0] == bengali_font
    fonts._look_again.cache_clear()
