from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft.llm.build import BINS, INJECTION, SAFE, analysis, rephrase
from tests.draft.llm.server import playing
from textmine.draft.llm.prompts import REPHRASE, make_prompt
from textmine.draft.llm.redaction import sendable
from textmine.tables import replace


@pytest.fixture(scope="module")
def sent() -> dict[str, object]:
    """The material of one request, with everything that was sent under `all` and the headers under `headers`."""
    with pytest.MonkeyPatch.context() as patch, playing("good") as server:
        patch.setenv("OPENAI_API_KEY", "sk-of-something-else")
        patch.setenv("OPENAI_ORG_ID", "org-of-something-else")
        patch.setenv("OPENAI_PROJECT_ID", "project-of-something-else")
        patch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
        patch.setenv("MODEL_KEY", "the-right-key")
        rephrase(server.url, api_key_env="MODEL_KEY")
        return server.material() | {"all": server.sent, "headers": json.dumps(server.headers)}


def test_personal_data_is_redacted_in_every_script(sent: dict[str, object]) -> None:
    everything = str(sent["all"])
    assert not any(secret in everything for secret in ("07700", "900123", "Weaver", "E97", "০৭৭০০", "৯০০১২৩"))
    assert "[phone number]" in everything


def test_people_who_refused_publication_are_counted_and_their_words_stay(sent: dict[str, object]) -> None:
    assert "kept secret" not in str(sent["all"])
    points = sent["points"]
    assert isinstance(points, dict)
    assert len(points["p1"]["answers"]) == 7
    assert points["p1"]["further answers"] == 1


def test_answers_of_all_languages_are_sent_whole(sent: dict[str, object]) -> None:
    everything = str(sent["all"])
    for words in ("রাতে পার্কের রাস্তা একদমই দেখা যায় না", "nalalkuna way jabeen 😟", "raate bhoy lage", "مظلمة"):
        assert words in everything


def test_only_the_key_named_in_the_settings_is_sent(sent: dict[str, object]) -> None:
    assert "the-right-key" in str(sent["headers"])
    assert "something-else" not in str(sent["headers"])


def test_an_answer_cannot_leave_its_string_or_write_control_words(sent: dict[str, object]) -> None:
    points = sent["points"]
    assert isinstance(points, dict)
    assert list(points) == ["p1", "p2"]
    (injected,) = [text for text in points["p1"]["answers"] if "Ignore the above" in text]
    assert "[INST]" not in injected
    assert "<|im_end|>" in injected
    assert "<|im_end|>" not in str(sent["all"])
    assert "[INST]" in INJECTION


def test_a_key_point_cut_from_a_refusers_answer_is_not_sent() -> None:
    tables = analysis()
    drafts = tables.drafts.copy()
    drafts["evidence"] = [["R007"] if text == SAFE else names for text, names in zip(*_columns(drafts), strict=True)]
    with playing("one_missing") as server:
        _, record = rephrase(server.url, replace(tables, drafts=drafts))
    assert "did not agree" in record.not_sent["a", 1]
    assert SAFE not in server.sent


def test_a_key_point_with_personal_data_is_not_sent() -> None:
    tables = analysis()
    drafts = tables.drafts.copy()
    drafts["text"] = [f"{text[:-1]}, ring 07700 900123." if text == BINS else text for text in drafts["text"]]
    with playing("one_missing") as server:
        _, record = rephrase(server.url, replace(tables, drafts=drafts))
    assert "personal data" in record.not_sent["a", 2]
    assert "900123" not in server.sent


def test_what_is_sent_stays_within_its_budget() -> None:
    tables = analysis()
    long = tables.responses.assign(text=[f"{text} {'আলো নেই। ' * 400}" for text in tables.responses["text"]])
    long_tables = replace(tables, responses=long, assignments=tables.assignments.iloc[:0])
    with playing("good") as server:
        rephrase(server.url, long_tables)
        points = server.material()["points"]
    texts = [text for point in points.values() for text in point["answers"]]
    assert sum(map(len, texts)) <= 6_000
    assert all(len(text) <= 310 for text in texts)


def _columns(drafts: object) -> tuple[list[str], list[list[str]]]:
    return list(drafts["text"]), list(drafts["evidence"])  # type: ignore[index]


@given(st.text(max_size=300), st.integers(min_value=10, max_value=80))
def test_a_cut_text_has_no_square_brackets_but_those_of_placeholders(text: str, most: int) -> None:
    found = sendable(text, most)
    assert len(found) <= most + 2
    if not any(mark in found for mark in ("[", "…")):
        assert "]" not in found


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_material_is_read_back_exactly(one: str, other: str) -> None:
    material = {"points": {"p1": {"sentence": one, "answers": [other]}}}
    prompt = make_prompt(REPHRASE, material, {"p1": one}, 100, longest=25)
    first, _, rest = prompt.user.partition("\n")
    body, _, last = rest.rpartition("\n")
    assert first == last
    assert first not in body
    assert json.loads(body) == material
    assert "<" not in body
