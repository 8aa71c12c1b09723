import pytest

from textmine.language import direction, language_name, script_of, script_shares
from textmine.language.catalogue import known_languages, languages


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("পার্কে আলো", "Beng"),
        ("Nal ma jiro", "Latn"),
        ("حديقة", "Arab"),
        ("парк", "Cyrl"),
        ("👍 10/10", "Zyyy"),
        ("", "Zyyy"),
        ("\u200d\u0301", "Zyyy"),
        ("もっと光", "Jpan"),
        ("公园", "Hani"),
        ("പാർക്ക്", "Mlym"),
    ],
)
def test_the_script_of_most_letters_is_named(text: str, script: str) -> None:
    assert script_of(text) == script


def test_shares_of_scripts_sum_to_one() -> None:
    assert sum(script_shares("আলো abc парк").values()) == pytest.approx(1)


def test_there_are_thirty_default_languages_each_complete() -> None:
    known = languages()
    assert len(known) == 30
    assert {"en", "bn", "so"} <= set(known)
    assert all(item.name and item.own_name and len(item.script) == 4 for item in known.values())


def test_the_other_known_languages_are_complete_and_not_expected() -> None:
    others = {tag: entry for tag, entry in known_languages().items() if tag not in languages()}
    assert len(others) > 50
    assert all(item.name and item.own_name and len(item.script) == 4 for item in others.values())


def test_directions_agree_with_the_list() -> None:
    assert all(direction(item.tag) == item.direction for item in languages().values())
    assert direction("he") == "rtl"


def test_special_tags_have_plain_names() -> None:
    assert language_name("bn-Latn") == "Bengali in Latin letters"
    assert language_name("und") == "could not tell"
    assert language_name("zxx") == "no words"
    assert language_name("en-GB") == "English"
    assert language_name("qqq") == "qqq"
