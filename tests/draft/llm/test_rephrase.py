from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.draft.llm.build import BENGALI, BINS, SAFE, analysis, rephrase, settings, texts_by
from tests.draft.llm.server import playing
from textmine.draft.llm.prompts import REPHRASE, prompt_file
from textmine.progress import Progress


def refusals(name: str) -> list[str]:
    """Return why the sentences of a recorded answer are refused, after making sure that the drafts stand."""
    with playing(name) as server:
        drafts, record = rephrase(server.url)
    standing = {("a", 1): SAFE, ("a", 2): BINS}
    texts = dict(zip(zip(drafts["theme_id"], drafts["ordinal"], strict=True), drafts["text"], strict=True))
    assert all(texts[key] == standing[key] for key in record.refused)
    assert len(texts_by(drafts, "llm")) == record.accepted
    assert record.accepted + record.unchanged + len(record.refused) + len(record.not_sent) == 3
    return list(record.refused.values())


def test_a_good_answer_is_taken_with_the_evidence_of_the_sentence_it_replaces() -> None:
    before = analysis().drafts
    with playing("good") as server:
        after, record = rephrase(server.url)
    assert texts_by(after, "llm") == [
        "You do not feel safe walking your children through the park because the lights are broken.",
        "The bins on Mill Lane are always full by Sunday.",
    ]
    assert record.accepted == 2
    assert not record.refused
    unchanged = ["question_id", "theme_id", "ordinal", "kind", "evidence", "figures"]
    pd.testing.assert_frame_equal(after[unchanged], before[unchanged])
    assert after.dtypes.equals(before.dtypes)


def test_figures_quotes_and_other_languages_are_left_alone() -> None:
    with playing("good") as server:
        after, record = rephrase(server.url)
        material = server.material()
    before = analysis().drafts
    assert list(after.loc[after["source"] == "extractive", "ordinal"]) == [0, 3, 4]
    assert list(after["text"])[3:] == list(before["text"])[3:]
    assert [point["sentence"] for point in material["points"].values()] == [SAFE, BINS]
    assert list(record.not_sent) == [("a", 3)]
    assert "not in English" in record.not_sent["a", 3]
    assert BENGALI in set(after["text"])


def test_a_sentence_left_as_it_was_is_not_the_models() -> None:
    with playing("unchanged") as server:
        after, record = rephrase(server.url)
    pd.testing.assert_frame_equal(after, analysis().drafts)
    assert (record.accepted, record.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("name", "count", "reason"),
    [
        ("prose", 2, "not one JSON object"),
        ("code_fence", 2, "not one JSON object"),
        ("list_answer", 2, "not one JSON object"),
        ("other_ids", 2, "nobody asked about"),
        ("twice", 2, "names one twice"),
        ("one_missing", 1, "no sentence for this point"),
        ("not_text", 2, "something other than a sentence"),
        ("markup", 2, "mark-up"),
        ("first_person", 2, "first person"),
        ("edges", 2, "begin or end"),
        ("residents_think", 2, "who thinks so"),
        ("too_long", 1, "more than 25 words"),
        ("several_sentences", 1, "more than one sentence"),
        ("placeholder", 1, "placeholder"),
        ("web_address", 1, "personal data"),
        ("personal", 1, "personal data"),
        ("other_language", 2, "not in English"),
    ],
)
def test_an_answer_that_is_not_exactly_as_asked_is_refused(name: str, count: int, reason: str) -> None:
    found = refusals(name)
    assert len(found) == count
    assert all(reason in line for line in found)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("invented_number", 1),
        ("invented_name", 1),
        ("everyone", 2),
        ("opposite", 1),
        ("unsupported", 1),
        ("obeyed_injection", 2),
    ],
)
def test_what_the_answers_do_not_bear_out_is_refused_by_the_faithfulness_check(name: str, count: int) -> None:
    found = refusals(name)
    assert len(found) == count
    assert all("faithfulness check" in line for line in found)


def test_a_sentence_that_leaves_out_the_point_is_refused() -> None:
    assert refusals("leaves_out") == ["The sentence leaves out something that the one it would replace says."]


def test_what_one_answer_asks_for_does_not_replace_what_many_said_even_where_it_is_evidence() -> None:
    assert refusals("one_persons_wish") == ["The sentence says something else than the one it would replace."]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("error_500", "server failed (500)"),
        ("error_503_html", "server failed (503)"),
        ("error_401", "does not accept the key"),
        ("error_404", "does not know the model"),
        ("error_429", "too much to do"),
        ("redirect", "another address"),
        ("html_page", "not JSON"),
        ("body_not_json", "not JSON"),
        ("body_deep", "not JSON"),
        ("body_list", "not that of a chat completion"),
        ("no_choices", "not that of a chat completion"),
        ("null_content", "empty"),
        ("empty_content", "empty"),
        ("cut_off", "cut off"),
        ("endless", "larger than"),
        ("endless_error", "larger than"),
    ],
)
def test_a_server_that_fails_changes_nothing_and_the_record_says_why(name: str, reason: str) -> None:
    with playing(name) as server:
        after, record = rephrase(server.url)
    pd.testing.assert_frame_equal(after, analysis().drafts)
    assert len(record.refused) == 2
    assert all(reason in line for line in record.refused.values())
    assert record.meter.failed_calls == 1


@pytest.mark.parametrize("name", ["hang", "drip", "drip_headers"])
def test_a_server_that_takes_for_ever_is_left_in_time(name: str) -> None:
    with playing(name) as server:
        _, record = rephrase(server.url, timeout_seconds=0.5)
    assert all("in time" in line for line in record.refused.values())
    assert record.meter.seconds < 3


def test_nobody_listening_is_a_reason_like_any_other() -> None:
    _, record = rephrase("http://127.0.0.1:9/v1")
    assert all("could not be reached" in line for line in record.refused.values())


def test_a_failure_that_passes_is_tried_again() -> None:
    with playing("error_500", "good") as server:
        _, record = rephrase(server.url, max_retries=1)
    assert record.accepted == 2
    assert len(server.requests) == 2
    assert record.meter.calls == 1


def test_a_server_without_json_schemas_is_asked_in_a_simpler_form() -> None:
    with playing("error_400_schema", "good") as server:
        _, record = rephrase(server.url, analysis(("a", "b")))
    assert record.accepted == 4
    forms = [request.get("response_format", {}).get("type") for request in server.requests]
    assert forms == ["json_schema", "json_object", "json_object"]


def test_the_model_is_not_asked_again_after_two_failures_in_a_row() -> None:
    with playing("body_list") as server:
        _, record = rephrase(server.url, analysis(("a", "b", "c")))
    assert len(server.requests) == 2
    stopped = [reason for (theme, ordinal), reason in record.not_sent.items() if theme == "c" and ordinal < 3]
    assert len(stopped) == 2
    assert all("not asked again" in reason for reason in stopped)


def test_a_wrong_key_is_not_tried_a_second_time() -> None:
    with playing("error_401") as server:
        rephrase(server.url, analysis(("a", "b")), max_retries=3)
    assert len(server.requests) == 1


def test_no_more_calls_are_made_than_allowed() -> None:
    with playing("good") as server:
        _, record = rephrase(server.url, analysis(("a", "b")), max_calls=1)
    assert len(server.requests) == 1
    assert "max_calls" in record.not_sent["b", 1]


def test_the_request_is_deterministic() -> None:
    with playing("good") as server:
        rephrase(server.url)
        rephrase(server.url)
    assert server.requests[0] == server.requests[1]
    assert (server.requests[0]["temperature"], server.requests[0]["seed"]) == (0.0, 0)


def test_the_record_has_cost_and_prompts_and_nobodys_words() -> None:
    prices = {"price_in": 2.0, "price_out": 10.0}
    with playing("obeyed_injection") as server:
        _, record = rephrase(server.url, **prices)
        found = record.manifest(settings(server.url, **prices))
    assert found["prompts"] == [
        {"name": "rephrase", "version": "v1", "sha256": prompt_file(REPHRASE).sha256},
    ]
    assert (found["calls"], found["tokens_in"], found["tokens_out"]) == (1, 812, 41)
    assert found["cost"] == pytest.approx(812 * 2e-6 + 41 * 10e-6)
    assert [(entry["theme_id"], entry["ordinal"]) for entry in found["refused"]] == [("a", 1), ("a", 2)]
    text = json.dumps(found, ensure_ascii=False)
    assert not any(word in text for word in ("park", "Mill Lane", "excellent", "পার্ক"))


def test_tokens_are_estimated_where_the_server_does_not_count() -> None:
    with playing("good_without_usage") as server:
        _, record = rephrase(server.url)
    assert record.meter.tokens_estimated
    assert record.meter.tokens_in > 100


def test_the_host_is_named_before_anything_is_sent_and_refusals_are_logged(capsys: pytest.CaptureFixture[str]) -> None:
    with playing("everyone") as server:
        rephrase(server.url, progress=Progress(quiet=False))
    lines = capsys.readouterr().err.splitlines()
    assert server.url.split("/")[2] in lines[0]
    assert "redacted" in lines[0]
    stands = [line for line in lines if "the extractive sentence stands" in line]
    assert len(stands) == 2
    assert not any("Mill Lane" in line or "park" in line for line in lines)


def test_a_rehearsal_sends_nothing_and_changes_nothing() -> None:
    after, record = rephrase("rehearsal", price_in=1.0)
    pd.testing.assert_frame_equal(after, analysis().drafts)
    assert (record.host, record.unchanged, record.meter.calls) == ("", 2, 1)
    assert record.meter.tokens_in > 100
