import pytest

from textmine.language import direction
from textmine.language.catalogue import known_languages, languages, read_toml, script_by_language
from textmine.language.primary import primary


def test_known_languages_begin_with_the_expected_ones_and_go_on() -> None:
    known = list(known_languages())
    assert known[:30] == list(languages())
    assert len(known) > 60


def test_every_known_language_is_in_the_first_model_or_told_by_its_script_or_letters() -> None:
    told = set(read_toml("scripts.toml")["language_of"].values()) | set(read_toml("scripts.toml")["telling_letters"])
    assert set(known_languages()) - primary().languages - told == set()


def test_every_telling_letter_and_script_belongs_to_a_four_letter_script() -> None:
    scripts = read_toml("scripts.toml")
    assert all(len(code) == 4 for code in scripts["language_of"])
    assert all(len(entry["script"]) == 4 for entry in scripts["telling_letters"].values())


@pytest.mark.parametrize(
    ("tag", "way"),
    [("he", "rtl"), ("ur-Latn", "ltr"), ("bn-Latn", "ltr"), ("so", "ltr"), ("pa-Arab", "rtl"), ("en-GB", "ltr")],
)
def test_the_script_in_a_tag_decides_its_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_the_script_of_an_unknown_language_is_latin() -> None:
    assert [script_by_language(tag) for tag in ("bn", "ur", "so", "qqq")] == ["Beng", "Arab", "Latn", "Latn"]
