import sys

import pytest

from textmine.errors import ConfigError
from textmine.evaluate.languages.peers import clean
from textmine.evaluate.languages.systems import SYSTEMS, FindsSeveral, load_systems
from textmine.evaluate.languages.tags import canonical

PLAIN = {
    "en": "The council should repair the lights in the park before winter comes.",
    "bn": "পার্কে আরও আলো দরকার কারণ রাতে পথ অন্ধকার থাকে।",
    "so": "Beerta waxay u baahan tahay iftiin badan sababtoo ah waddadu waa madow tahay habeenkii.",
    "pl": "W parku jest bardzo ciemno w nocy i nie ma tam żadnych lamp, proszę to naprawić.",
    "zh": "公園晚上很黑，需要更多的燈，請盡快修理。",
}
NASTY = ["", " ", "👍", "...", "\x00\x01", "\ud800", "a\x00b", "\u202e", "1", "\ufeff", "https://x.org", "\n" * 50]


def installed(name: str) -> object:
    systems, missing = load_systems((name,))
    if missing:
        pytest.skip(f"{name} is not installed")
    return systems[0]


@pytest.mark.parametrize("name", SYSTEMS)
def test_plain_texts_are_named_in_one_spelling(name: str) -> None:
    system = installed(name)
    assert system.identify(list(PLAIN.values())) == list(PLAIN)
    assert set(PLAIN) <= system.languages


@pytest.mark.parametrize("name", SYSTEMS)
def test_no_text_stops_a_system_and_none_gives_two_answers(name: str) -> None:
    system = installed(name)
    found = system.identify(NASTY)
    assert len(found) == len(NASTY)
    assert system.identify(NASTY) == found
    assert set(found[:4]) <= {"und", "zxx"}
    if isinstance(system, FindsSeveral):
        assert len(system.identify_all(NASTY)) == len(NASTY)


@pytest.mark.parametrize("name", [name for name in SYSTEMS if name != "langdetect" and name != "py3langid"])
def test_those_that_can_find_two_languages_do(name: str) -> None:
    system = installed(name)
    assert isinstance(system, FindsSeveral)
    text = " ".join([PLAIN["en"]] * 3 + [PLAIN["bn"]] * 3)
    assert set(system.identify_all([text])[0]) == {"en", "bn"}


def test_peers_are_held_to_the_languages_that_are_expected() -> None:
    for name in ("langdetect", "py3langid", "lingua"):
        system = installed(name)
        assert "nl" not in system.languages
        assert system.identify(["Alle mensen worden vrij en gelijk in waardigheid geboren."]) != ["nl"]


@pytest.mark.parametrize(("name", "module"), [("pycld2", "pycld2"), ("lingua", "lingua"), ("langdetect", "langdetect")])
def test_a_peer_that_is_not_installed_is_named(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for loaded in [item for item in sys.modules if item.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    systems, missing = load_systems(("textmine", name))
    assert [system.name for system in systems] == ["textmine"]
    assert missing == [name]


def test_an_unknown_system_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no system `fasttext`.*`textmine`.*`lingua`"):
        load_systems(("fasttext",))


def test_clean_text_keeps_what_scripts_need() -> None:
    assert clean("a\x00b") == "a b"
    assert clean("می‌خواهم পার্‍ক") == "می‌خواهم পার্‍ক"


@pytest.mark.parametrize(
    ("given", "tag"),
    [("zh-cn", "zh"), ("zh-Hant", "zh"), ("nn", "no"), ("iw", "he"), ("fil", "tl"), ("un", "und"), ("xx-Qaai", "und")],
)
def test_tags_have_one_spelling(given: str, tag: str) -> None:
    assert canonical(given) == tag
    assert canonical(tag) == tag
