from __future__ import annotations

from typing import Any

import pytest

from tests.draft.llm.server import playing
from textmine.config import Config, parse_config
from textmine.draft.llm import make_translator
from textmine.draft.llm.translate import trusted
from textmine.errors import ConfigError
from textmine.protocols import Translator

BENGALI = "রাতে পার্কের রাস্তা একদমই দেখা যায় না।"
ENGLISH = "You cannot see the path in the park at night."


def with_model(url: str, **values: Any) -> Translator:  # noqa: ANN401 - any setting
    """Return the translator over a language model."""
    quick = {"base_url": url, "model": "recorded", "timeout_seconds": 5.0, "max_retries": 0}
    found = make_translator(parse_config({"llm": {**quick, **values}, "translate": {"backend": "llm"}}))
    assert found is not None
    return found


def with_server(url: str, **values: Any) -> Translator:  # noqa: ANN401 - any setting
    """Return the translator over a LibreTranslate server."""
    chosen = {"backend": "libretranslate", "url": url.removesuffix("/v1"), "timeout_seconds": 5.0}
    found = make_translator(parse_config({"translate": {**chosen, **values}}))
    assert found is not None
    return found


def test_there_is_no_translator_by_default() -> None:
    assert make_translator(Config()) is None


def test_a_model_translates_and_is_recorded_as_a_machine() -> None:
    with playing("translation") as server:
        translator = with_model(server.url)
        assert translator.translate([BENGALI], "bn", "en") == [ENGLISH]
    assert translator.by == "machine (recorded)"
    assert translator.host == server.url.split("/")[2]


def test_personal_data_is_redacted_before_it_is_sent() -> None:
    with playing("translation") as server:
        with_model(server.url).translate([f"{BENGALI} ফোন ০৭৭০০ ৯০০১২৩"], "bn", "en")
    assert BENGALI in server.sent
    assert "৯০০১২৩" not in server.sent
    assert "[phone number]" in server.sent


@pytest.mark.parametrize(
    "name", ["translation_same_language", "translation_markup", "prose", "error_500", "error_401", "endless", "drip"]
)
def test_what_is_no_translation_is_none(name: str) -> None:
    with playing(name) as server:
        assert with_model(server.url, timeout_seconds=0.5).translate([BENGALI], "bn", "en") == [None]


def test_a_model_that_fails_twice_is_not_asked_again() -> None:
    with playing("error_503_html") as server:
        assert with_model(server.url).translate([BENGALI] * 5, "bn", "en") == [None] * 5
    assert len(server.requests) == 2


def test_a_model_is_asked_no_more_often_than_allowed() -> None:
    with playing("translation") as server:
        assert with_model(server.url, max_calls=2).translate([BENGALI] * 3, "bn", "en") == [ENGLISH, ENGLISH, None]


def test_a_translator_over_no_model_is_a_plain_error() -> None:
    with pytest.raises(ConfigError, match="no language model is set"):
        make_translator(parse_config({"translate": {"backend": "llm"}}))


def test_a_rehearsal_translates_nothing() -> None:
    assert with_model("rehearsal").translate([BENGALI], "bn", "en") == [None]


def test_a_libretranslate_server_translates_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRE_KEY", "the-right-key")
    with playing("libre") as server:
        translator = with_server(server.url, api_key_env="LIBRE_KEY")
        found = translator.translate([BENGALI, "ফোন ০৭৭০০ ৯০০১২৩, অন্ধকার।"], "bn-Beng", "en-GB")
    assert found == [ENGLISH, "Ring [phone number] please, it is dark."]
    assert translator.by == f"machine (LibreTranslate at {translator.host})"
    (request,) = server.requests
    assert (request["source"], request["target"], request["format"]) == ("bn", "en", "text")
    assert request["api_key"] == "the-right-key"
    assert "৯০০১২৩" not in server.sent


@pytest.mark.parametrize(
    "name", ["libre_wrong_count", "libre_error", "html_page", "body_deep", "endless", "drip", "hang"]
)
def test_a_libretranslate_server_that_fails_gives_nothing(name: str) -> None:
    with playing(name) as server:
        assert with_server(server.url, timeout_seconds=0.5).translate([BENGALI, BENGALI], "bn", "en") == [None, None]


def test_romanised_text_is_left_to_people() -> None:
    with playing("libre") as server:
        assert with_server(server.url).translate(["park e alo nai"], "bn-Latn", "en") == [None]
    assert not server.requests


@pytest.mark.parametrize(
    ("translation", "sent", "target", "good"),
    [
        (ENGLISH, BENGALI, "en", True),
        (BENGALI, ENGLISH, "bn", True),
        ("Jardiinada habeenkii waa mugdi, wadada lama arki karo.", ENGLISH, "so", True),
        ("الحديقة مظلمة في الليل ولا يمكن رؤية الطريق", ENGLISH, "ar", True),
        (ENGLISH, BENGALI, "so", False),
        (BENGALI, BENGALI, "bn", False),
        ("", BENGALI, "en", False),
        ("Ring now, it is dark in the park.", "[phone number] অন্ধকার", "en", False),
        ("Ring [phone number], it is dark in the park.", "[phone number] পার্ক অন্ধকার", "en", True),
        (ENGLISH * 30, BENGALI, "en", False),
        ("See www.example.org about the park at night.", BENGALI, "en", False),
    ],
)
def test_a_translation_has_to_look_like_one(translation: str, sent: str, target: str, good: bool) -> None:
    assert (trusted(translation, sent, target) == translation) == good
