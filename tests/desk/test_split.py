"""Splitting a theme: by sub-themes, by words and answer by answer, as a browser without scripts does it."""

from __future__ import annotations

import json
import re
import time
from threading import Event
from typing import Any

import pytest
from httpx2 import Response

from textmine.desk.pages.themes import parts as parts_module
from textmine.desk.pages.themes.parts import Division, Parts
from textmine.desk.web import answer_key

from .conftest import Desk, forms_in

PARKING, LIGHTS, TREES, STREETS = "q1.01", "q1.02", "q1.03", "q1.00"


def biggest(desk: Desk) -> str:
    """The theme of the first question that most people are in."""
    now = desk.live.now()
    return str(now.leaves(next(iter(now.questions)))[0].theme_id)


def divided(desk: Desk, theme: str, **more: object) -> str:
    """The page of a theme, once its sub-themes are there."""
    for _ in range(600):
        page = desk.get("/split", id=theme, **more)
        if "being looked for" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("No sub-themes after a minute.")


def place_of(page: str, by: str) -> int | None:
    """Which of the forms that go to /split is the one by `parts`, or by `answers`."""
    forms = [form["fields"] for form in forms_in(page) if form["action"] == "/split"]
    return next((place for place, fields in enumerate(forms) if ("by", by) in fields), None)


def by_parts(page: str) -> dict[str, str]:
    """The fields of the form of sub-themes as they stand; none without it."""
    forms = [form["fields"] for form in forms_in(page) if form["action"] == "/split"]
    place = place_of(page, "parts")
    return {} if place is None else dict(forms[place])


def sub_themes(page: str) -> list[list[str]]:
    """The answers of each sub-theme shown, as the response ids."""
    fields = by_parts(page)
    return [
        [response for response, _ in json.loads(fields[f"answers-{number}"])]
        for number in range(1, 10)
        if f"answers-{number}" in fields
    ]


def send(desk: Desk, page: str, by: str, **values: str | list[str]) -> Response:
    """Send the form by `parts`, or by `answers`."""
    place = place_of(page, by)
    assert place is not None
    response: Response = desk.send(page, "/split", nth=place, **values)
    return response


# By words, or answer by answer


def test_the_answers_that_are_ticked_become_a_theme(desk: Desk) -> None:
    page = desk.get("/split", id=PARKING)
    response = send(
        desk, page, "answers", answer=[answer_key("r2", "q1"), answer_key("r3", "q1")], title="গাড়ি, Baabuur"
    )
    assert desk.log == [
        {"do": "split", "theme": PARKING, "answers": [["r2", "q1"], ["r3", "q1"]], "title": "গাড়ি, Baabuur"}
    ]
    assert "গাড়ি, Baabuur" in response.text
    assert str(response.url).endswith("/themes?question=q1")


def test_a_split_can_be_undone_from_the_note_about_it(desk: Desk) -> None:
    done = send(desk, desk.get("/split", id=PARKING), "answers", answer=answer_key("r2", "q1"), title="Space")
    desk.send(done.text, "/undo")
    assert desk.log[-1] == {"do": "undo", "decision": 1}
    assert desk.live.now().themes_of(("r2", "q1")) == [PARKING]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("পার্কিংয়ের", ["r2"]),
        ("BAABUURTA", ["r3"]),
        ("parking", ["r1", "r4"]),
        ("🚗", ["r4"]),
        ("lights parking", ["r1"]),
    ],
)
def test_all_answers_with_the_words_can_become_a_theme(desk: Desk, words: str, found: list[str]) -> None:
    page = desk.get("/split", id=PARKING, text=words)
    assert f"All {len(found)} that were found" in page
    send(desk, page, "answers", which="found", title=words)
    answers = [[response, "q1"] for response in found]
    assert desk.log == [{"do": "split", "theme": PARKING, "answers": answers, "title": words}]


def test_words_are_looked_for_in_the_theme_alone_and_marked(desk: Desk) -> None:
    page = desk.get("/split", id=LIGHTS, text="আলো")
    assert re.findall(r'name="answer" value="([^"]*)"', page) == ["[&#34;r5&#34;,&#34;q1&#34;]"]
    assert "<mark>আলো</mark>" in page
    assert "No answer in this theme is like that." in desk.get("/split", id=TREES, text="আলো")


def test_only_those_ticked_are_split_off_though_more_were_found(desk: Desk) -> None:
    page = desk.get("/split", id=PARKING, text="parking")
    send(desk, page, "answers", answer=answer_key("r4", "q1"), title="Kom parking")
    assert desk.log == [{"do": "split", "theme": PARKING, "answers": [["r4", "q1"]], "title": "Kom parking"}]


def test_an_answer_keeps_its_other_themes(desk: Desk) -> None:
    send(desk, desk.get("/split", id=PARKING), "answers", answer=answer_key("r1", "q1"), title="Permits")
    assert set(desk.live.now().themes_of(("r1", "q1"))) == {"q1.n1", LIGHTS}


def test_answers_are_shown_with_language_and_direction(desk: Desk) -> None:
    page = desk.get("/split", id=TREES)
    assert 'lang="ar" dir="rtl">نحتاج' in page
    assert 'lang="so" dir="ltr">Baabuurta' in page
    assert "<mark>Geedo badan ayaan u baahanahay.</mark>" in page


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"title": "Space"}, "Nothing was ticked"),
        ({"title": "Space", "which": "ticked", "found": '[["r1","q1"]]'}, "Nothing was ticked"),
        ({"title": " ", "answer": answer_key("r1", "q1")}, "Give each new theme a title"),
        (
            {"title": "Space", "answer": [answer_key(f"r{number}", "q1") for number in range(1, 5)]},
            "leave nothing in the theme",
        ),
        ({"title": "Space", "answer": answer_key("r5", "q1")}, "is not in the theme"),
        ({"title": "Space", "answer": answer_key("r99", "q1")}, "there is no answer"),
    ],
)
def test_a_split_that_cannot_be_is_refused_in_plain_words(desk: Desk, sent: dict[str, Any], reason: str) -> None:
    response = send(desk, desk.get("/split", id=PARKING), "answers", **sent)
    assert response.status_code == 422
    assert reason.casefold() in response.text.casefold()
    assert desk.log == []


@pytest.mark.parametrize("field", ["", "{", "[1]", '"r1"'])
def test_a_form_that_is_not_complete_says_so(desk: Desk, field: str) -> None:
    page = desk.get("/split", id=PARKING, text="parking")
    response = send(desk, page, "answers", which="found", found=field, title="Space")
    assert response.status_code == 400
    assert "Open the page again" in response.text


def test_a_group_cannot_be_split_but_says_what_can(desk: Desk) -> None:
    response = desk.client.get("/split", params={"id": STREETS})
    assert response.status_code == 400
    assert "“Streets” is a group. Split one of the themes in it." in response.text


@pytest.mark.parametrize("theme", ["", "q9.01", "<script>"])
def test_a_theme_that_is_not_there_cannot_be_split(desk: Desk, theme: str) -> None:
    assert desk.client.get("/split", params={"id": theme}).status_code == 404


# By sub-themes


def test_sub_themes_share_out_the_answers_of_the_theme(sample_desk: Desk) -> None:
    theme = biggest(sample_desk)
    found = sub_themes(divided(sample_desk, theme))
    everybody = [response for own in found for response in own]
    now = sample_desk.live.now()
    assert 2 <= len(found) <= 6
    assert sorted(everybody) == sorted(answer[0] for answer in now.places if theme in now.themes_of(answer))


def test_sub_themes_mix_languages(sample_desk: Desk) -> None:
    theme = biggest(sample_desk)
    now = sample_desk.live.now()
    question = now.themes[theme].question_id
    found = sub_themes(divided(sample_desk, theme))
    spoken = [{now.answers[response, question].language for response in own} for own in found]
    assert sum(len(tags) > 1 for tags in spoken) > len(spoken) / 2


def test_each_sub_theme_has_a_title_people_and_examples(sample_desk: Desk) -> None:
    page = divided(sample_desk, biggest(sample_desk))
    fields = by_parts(page)
    found = sub_themes(page)
    titles = [fields[f"title-{number}"] for number in range(1, len(found) + 1)]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert [f"Make a theme of these {len(own)} people" in page for own in found] == [True] * len(found)
    assert page.count('class="examples"') == len(found)


def test_the_officer_says_how_many_sub_themes(sample_desk: Desk) -> None:
    theme = biggest(sample_desk)
    page = divided(sample_desk, theme, parts=3)
    assert len(sub_themes(page)) == 3
    assert 'aria-current="true">3</a>' in page


def test_a_number_of_sub_themes_that_makes_no_sense_leaves_it_to_the_answers(sample_desk: Desk) -> None:
    theme = biggest(sample_desk)
    usual = sub_themes(divided(sample_desk, theme))
    assert sub_themes(divided(sample_desk, theme, parts="99")) == usual
    assert sub_themes(divided(sample_desk, theme, parts="-2")) == usual


def test_ticked_sub_themes_are_split_off_with_the_titles_given(own_sample_desk: Desk) -> None:
    theme = biggest(own_sample_desk)
    page = divided(own_sample_desk, theme)
    fields = by_parts(page)
    response = send(own_sample_desk, page, "parts", part=["1", "2"], **{"title-2": "রাস্তা বন্ধ"})
    assert own_sample_desk.log == [
        {"do": "split", "theme": theme, "answers": json.loads(fields["answers-1"]), "title": fields["title-1"]},
        {"do": "split", "theme": theme, "answers": json.loads(fields["answers-2"]), "title": "রাস্তা বন্ধ"},
    ]
    assert "রাস্তা বন্ধ" in response.text
    assert "Undo all 2" in response.text


def test_something_has_to_stay_in_the_theme(own_sample_desk: Desk) -> None:
    page = divided(own_sample_desk, biggest(own_sample_desk))
    everything = [str(number + 1) for number in range(len(sub_themes(page)))]
    response = send(own_sample_desk, page, "parts", part=everything)
    assert response.status_code == 422
    assert "leave nothing in the theme" in response.text
    response = send(own_sample_desk, page, "parts")
    assert "Nothing was ticked" in response.text
    assert own_sample_desk.log == []


def test_another_sentence_model_stops_sub_themes_alone(desk: Desk) -> None:
    page = divided(desk, PARKING)
    assert "another sentence model" in page
    assert by_parts(page) == {}
    assert 'name="answer"' in page


def test_a_theme_of_few_answers_is_not_divided(desk: Desk) -> None:
    assert "quickest read" in divided(desk, LIGHTS)


def test_a_page_does_not_wait_for_sub_themes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr(parts_module, "divide", lambda now, own, number: (go.wait(30), Division())[1])
    started = time.perf_counter()
    page = desk.get("/split", id=PARKING)
    go.set()
    assert time.perf_counter() - started < 5
    assert "Sub-themes are being looked for" in page
    assert 'name="answer"' in page


def test_sub_themes_are_looked_for_once_as_long_as_the_theme_is_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    monkeypatch.setattr(parts_module, "divide", lambda now, own, number: (asked.append(number), Division())[1])
    store = Parts()
    store.get(desk.live.now(), PARKING, wait=5)
    desk.live.record("Ben", [{"do": "rename", "theme": PARKING, "title": "Bays"}])
    store.get(desk.live.now(), PARKING, wait=5)
    assert asked == [None]
    store.get(desk.live.now(), PARKING, 3, wait=5)
    desk.live.record("Ben", [{"do": "unassign", "answer": ["r2", "q1"], "theme": PARKING}])
    store.get(desk.live.now(), PARKING, wait=5)
    assert asked == [None, 3, None]


def test_only_the_last_divisions_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(parts_module, "divide", lambda now, own, number: (asked.append(number), Division())[1])
    monkeypatch.setattr(parts_module, "KEPT", 2)
    store = Parts()
    for number in (2, 3, 4, 4, 2):
        store.get(desk.live.now(), PARKING, number, wait=5)
    assert asked == [2, 3, 4, 2]


def test_a_language_that_was_corrected_divides_the_theme_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []
    monkeypatch.setattr(parts_module, "divide", lambda now, own, number: (asked.append(number), Division())[1])
    store = Parts()
    store.get(desk.live.now(), PARKING, wait=5)
    desk.live.record("Ben", [{"do": "language", "answer": ["r4", "q1"], "language": "bn"}])
    store.get(desk.live.now(), PARKING, wait=5)
    assert len(asked) == 2


def test_what_went_wrong_once_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = iter([MemoryError("full"), None])

    def divide(*_: object) -> Division:
        if (error := next(outcomes)) is not None:
            raise error
        return Division()

    monkeypatch.setattr(parts_module, "divide", divide)
    store = Parts()
    with pytest.raises(MemoryError):
        store.get(desk.live.now(), PARKING, wait=5)
    assert store.get(desk.live.now(), PARKING, wait=5) == Division()
