"""The page of a theme, the evidence of its sentences, and what an officer does with its answers."""

from __future__ import annotations

import html
import json
import re

import pytest
from httpx2 import Response

from textmine.desk.web import answer_key, link
from textmine.review.state import Answer

from ..review.sample import MEMBERS, TEXTS, TITLES
from .conftest import Desk, forms_in

PARKING, LIGHTS, TREES, GROUP = "q1.01", "q1.02", "q1.03", "q1.00"
PLACES = [(theme, answer) for theme, answers in MEMBERS.items() for answer in answers]
ONE_A_LANGUAGE = [
    (PARKING, ("r1", "q1")),
    (PARKING, ("r2", "q1")),
    (PARKING, ("r4", "q1")),
    (TREES, ("r3", "q1")),
    (TREES, ("r7", "q1")),
]
"""English, Bengali, Bengali in Latin letters, Somali, Arabic."""


def plain(page: str) -> str:
    """A page's text without tags, white space evened out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def listed(page: str) -> list[Answer]:
    """The answers of the list on a page, in order."""
    keys = re.findall(r'<li id="answer-\d+" data-answer="([^"]+)"', page)
    return [tuple(json.loads(html.unescape(key))) for key in keys]


def item_of(page: str, answer: Answer) -> str:
    """The HTML of one answer in the list."""
    return re.split(r'<li id="answer-\d+"', page)[1 + place_of(page, answer)].split("</ol>")[0]


def place_of(page: str, answer: Answer) -> int:
    """Where an answer is in the list."""
    return listed(page).index(answer)


def act(desk: Desk, theme: str, answer: Answer, **fields: str) -> Response:
    """Press a button of one answer in the list of a theme."""
    page = desk.get("/theme", id=theme)
    return desk.send(page, "/answers", nth=place_of(page, answer), **fields)


def together(desk: Desk, theme: str, answers: list[Answer], **fields: str) -> Response:
    """Tick answers of a theme and press a button below the list."""
    page = desk.get("/theme", id=theme)
    keys = [answer_key(*answer) for answer in answers]
    return desk.send(page, "/answers", nth=len(listed(page)), answer=keys, **fields)


@pytest.mark.parametrize(("theme", "answer"), PLACES)
def test_an_answer_stands_there_verbatim_with_its_language_and_direction(
    still: Desk, theme: str, answer: Answer
) -> None:
    language, text = TEXTS[answer]
    assert text is not None
    item = item_of(still.get("/theme", id=theme), answer)
    said = re.search(r'<p class="said" lang="([^"]*)" dir="([^"]*)">(.*?)</p>', item, re.DOTALL)
    assert said is not None
    assert said[1] == language
    assert said[2] == ("rtl" if language == "ar" else "ltr")
    assert html.unescape(re.sub(r"</?mark>", "", said[3])) == text


def test_the_point_of_the_theme_is_marked_where_an_answer_makes_several(still: Desk) -> None:
    assert "<mark>We need more parking for residents.</mark> The street lights" in still.get("/theme", id=PARKING)
    assert "residents. <mark>The street lights are broken.</mark>" in still.get("/theme", id=LIGHTS)
    assert "jirto. <mark>Geedo badan ayaan u baahanahay.</mark>" in still.get("/theme", id=TREES)


def test_the_head_tells_people_share_positions_languages_and_progress(still: Desk) -> None:
    text = plain(still.get("/theme", id=PARKING))
    assert "4 people , 50% of those who answered." in text
    assert "For or against: 1 against 3 not known" in text
    assert "English 1" in text
    assert "Bengali in Latin letters 1" in text
    assert "0 of 4 answers reviewed" in text
    assert "No outcome yet" in text
    assert "in the group Streets" in text


def test_a_title_in_other_letters_is_set_apart_by_direction(still: Desk) -> None:
    assert f'<h1><span dir="auto">{TITLES[LIGHTS]}</span></h1>' in still.get("/theme", id=LIGHTS)


def test_a_group_lists_its_themes_and_their_answers_without_ticks(still: Desk) -> None:
    page = still.get("/theme", id=GROUP)
    assert plain(page).count("Group") >= 1
    assert f'href="{link("/theme", id=PARKING)}"' in page
    assert set(listed(page)) == {*MEMBERS[PARKING], *MEMBERS[LIGHTS]}
    assert 'type="checkbox"' not in page
    assert "/draft?" not in page


@pytest.mark.parametrize(
    ("theme", "text", "people"),
    [
        (LIGHTS, "The street lights are broken.", "2 people"),
        (PARKING, "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।", "1 person"),
        (PARKING, "Baabuurta meel la dhigto ma jirto.", "1 person"),
        (TREES, "نحتاج إلى المزيد من الأشجار في الحي.", "1 person"),
    ],
)
def test_each_sentence_opens_to_its_answers_with_the_point_marked(
    still: Desk, theme: str, text: str, people: str
) -> None:
    page = still.get("/theme", id=theme)
    sentence = next(part for part in page.split("<li class=")[1:] if text in part.split("<details")[0])
    summary, proofs = sentence.split("<details", 1)[1].split("</summary>", 1)
    assert people in plain(f"<details{summary}")
    assert text in plain(proofs.split("</details>")[0])
    assert "In the same words." in proofs


def test_the_answers_behind_a_sentence_have_a_page_without_scripts(still: Desk) -> None:
    page = still.get("/theme", id=LIGHTS)
    address = html.unescape(re.findall(r'href="(/evidence[^"]+)"', page)[0])
    behind = still.get(address)
    assert listed(behind) == [("r1", "q1"), ("r5", "q1")]
    assert "residents. <mark>The street lights are broken.</mark>" in behind
    assert "In the same words." in behind
    assert "In other words: the nearest point is marked." in behind
    assert "2 people." in plain(behind)


def test_a_figure_leads_to_all_answers(still: Desk) -> None:
    assert set(listed(still.get("/evidence", theme=PARKING, sentence=0))) == set(MEMBERS[PARKING])


@pytest.mark.parametrize(
    "address",
    ["/theme?id=none", "/theme", "/evidence?theme=q1.01&sentence=99", "/evidence?theme=none&sentence=0", "/evidence"],
)
def test_what_is_not_there_is_said_plainly(still: Desk, address: str) -> None:
    response = still.client.get(address)
    assert response.status_code == 404
    assert "any more" in response.text


def test_the_why_of_a_title_is_the_evidence_sheet(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    theme = next(name for name in now.themes if name not in now.groups)
    page = plain(sample_desk.get("/theme", id=theme))
    view = now.shown(now.themes[theme].question_id).view(theme)
    assert view.why is not None
    assert view.why.reason in page
    assert all(" ".join(candidate.text.split()) in page for candidate in view.why.candidates)


def test_typical_and_atypical_answers_are_those_of_the_sheet_that_are_in_it_still(own_sample_desk: Desk) -> None:
    now = own_sample_desk.live.now()
    theme = next(name for name in now.themes if name not in now.groups)
    sheet, question = json.loads(now.themes[theme].evidence), now.themes[theme].question_id

    def shown() -> list[str]:
        part = own_sample_desk.get("/theme", id=theme).split('id="typical-h"')[1].split('id="answers"')[0]
        return re.findall(r"Why is (R\d+) here", part)

    before = shown()
    inside = [name for name in (*sheet["central"], *sheet["atypical"]) if theme in now.themes_of((name, question))]
    assert before == inside
    own_sample_desk.live.record("A", [{"do": "unassign", "answer": [before[0], question], "theme": theme}])
    assert shown() == before[1:]


# What is decided


def test_a_title_and_a_description_are_recorded_as_given(desk: Desk) -> None:
    page = desk.get("/theme", id=LIGHTS)
    desk.send(page, "/theme/rename", title="রাস্তার বাতি & <b>more</b>")
    desk.send(desk.get("/theme", id=LIGHTS), "/theme/describe", text="Iftiinka\r\nwaddada")
    desk.send(desk.get("/theme", id=LIGHTS), "/theme/describe", text="")
    assert desk.log == [
        {"do": "rename", "theme": LIGHTS, "title": "রাস্তার বাতি & <b>more</b>"},
        {"do": "describe", "theme": LIGHTS, "description": "Iftiinka\nwaddada"},
        {"do": "describe", "theme": LIGHTS, "description": ""},
    ]
    assert "<b>more" not in desk.get("/theme", id=LIGHTS)


def test_an_empty_title_is_refused(desk: Desk) -> None:
    response = desk.send(desk.get("/theme", id=LIGHTS), "/theme/rename", title="\u200b ")
    assert response.status_code == 422
    assert desk.log == []


@pytest.mark.parametrize(("theme", "answer"), ONE_A_LANGUAGE)
def test_an_answer_in_any_language_is_confirmed(desk: Desk, theme: str, answer: Answer) -> None:
    assert act(desk, theme, answer, do="confirm").status_code == 200
    assert desk.log == [{"do": "confirm", "answer": list(answer), "theme": theme}]
    item = item_of(desk.get("/theme", id=theme), answer)
    assert "confirmed here" in item
    assert 'value="confirm"' not in item


@pytest.mark.parametrize(("theme", "answer"), ONE_A_LANGUAGE)
def test_an_answer_in_any_language_is_removed(desk: Desk, theme: str, answer: Answer) -> None:
    act(desk, theme, answer, do="remove")
    assert desk.log == [{"do": "unassign", "answer": list(answer), "theme": theme}]
    assert answer not in listed(desk.get("/theme", id=theme))


@pytest.mark.parametrize("answer", MEMBERS[PARKING])
def test_moving_an_answer_is_one_record_of_two_decisions(desk: Desk, answer: Answer) -> None:
    response = act(desk, PARKING, answer, do="move", to=TREES)
    assert desk.log == [
        {"do": "assign", "answer": list(answer), "theme": TREES},
        {"do": "unassign", "answer": list(answer), "theme": PARKING},
    ]
    assert "Undo all 2" in plain(response.text)
    assert answer in listed(desk.get("/theme", id=TREES))


def test_a_move_is_undone_with_one_click(desk: Desk) -> None:
    response = act(desk, PARKING, ("r2", "q1"), do="move", to=TREES)
    desk.send(response.text, "/undo")
    assert set(listed(desk.get("/theme", id=PARKING))) == set(MEMBERS[PARKING])
    assert ("r2", "q1") not in listed(desk.get("/theme", id=TREES))


def test_a_theme_is_added_to_an_answer(desk: Desk) -> None:
    act(desk, LIGHTS, ("r5", "q1"), do="add", to=TREES)
    assert desk.log == [{"do": "assign", "answer": ["r5", "q1"], "theme": TREES}]
    assert ("r5", "q1") in listed(desk.get("/theme", id=LIGHTS))


def test_after_an_act_the_page_goes_on_at_the_same_place(desk: Desk) -> None:
    page = desk.get("/theme", id=PARKING, sort="unsure")
    response = desk.send(page, "/answers", nth=2, do="remove")
    assert str(response.url).endswith("/theme?id=q1.01&sort=unsure#answer-3")


def test_ticked_answers_are_confirmed_together(desk: Desk) -> None:
    response = together(desk, PARKING, MEMBERS[PARKING][1:], do="confirm")
    assert desk.log == [{"do": "confirm", "answer": list(one), "theme": PARKING} for one in MEMBERS[PARKING][1:]]
    assert "Confirmed 3 answers in “Parking for residents”" in plain(response.text)


def test_ticked_answers_are_moved_together_and_never_without_a_theme(desk: Desk) -> None:
    answers = [("r2", "q1"), ("r4", "q1")]
    together(desk, PARKING, answers, do="move", to=LIGHTS)
    assert desk.log == [
        *({"do": "assign", "answer": list(one), "theme": LIGHTS} for one in answers),
        *({"do": "unassign", "answer": list(one), "theme": PARKING} for one in answers),
    ]


def test_ticked_answers_get_a_theme_or_lose_this_one(desk: Desk) -> None:
    together(desk, LIGHTS, [("r5", "q1"), ("r6", "q1")], do="add", to=TREES)
    together(desk, LIGHTS, [("r5", "q1"), ("r6", "q1")], do="remove")
    assert desk.log == [
        {"do": "assign", "answer": ["r5", "q1"], "theme": TREES},
        {"do": "assign", "answer": ["r6", "q1"], "theme": TREES},
        {"do": "unassign", "answer": ["r5", "q1"], "theme": LIGHTS},
        {"do": "unassign", "answer": ["r6", "q1"], "theme": LIGHTS},
    ]


def test_ticked_answers_are_split_off_and_the_new_theme_is_shown(desk: Desk) -> None:
    answers = [("r3", "q1"), ("r2", "q1")]
    response = together(desk, PARKING, answers, do="split", title="পার্কিং নেই")
    assert desk.log == [
        {"do": "split", "theme": PARKING, "answers": [list(one) for one in answers], "title": "পার্কিং নেই"}
    ]
    assert str(response.url).endswith("/theme?id=q1.n1")
    assert set(listed(response.text)) == set(answers)
    assert "পার্কিং নেই" in plain(response.text)


@pytest.mark.parametrize(
    ("ticked", "fields", "message"),
    [
        ([], {"do": "confirm"}, "Tick at least one answer first."),
        ([("r2", "q1")], {"do": "move", "to": ""}, "Choose a theme first."),
        ([("r2", "q1")], {"do": "move", "to": PARKING}, "Choose another theme"),
        ([("r2", "q1")], {"do": "split", "title": "  "}, "Give the new theme a title."),
        ([("r2", "q1")], {"do": "add", "to": "q2.01"}, "q2"),
        ([("r6", "q1")], {"do": "remove"}, "r6"),
    ],
)
def test_what_does_not_fit_records_nothing_and_says_why(
    desk: Desk, ticked: list[Answer], fields: dict[str, str], message: str
) -> None:
    response = together(desk, PARKING, ticked, **fields)
    assert response.status_code == 422
    assert message in plain(response.text)
    assert desk.log == []


@pytest.mark.parametrize("fields", [{"do": "explode"}, {"do": ""}, {"do": "confirm", "answer": "r1"}])
def test_a_form_that_is_none_of_ours_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    page = desk.get("/theme", id=PARKING)
    assert desk.send(page, "/answers", **fields).status_code == 400
    assert desk.log == []


def test_an_answer_that_somebody_moved_meanwhile_is_not_confirmed(desk: Desk) -> None:
    page = desk.get("/theme", id=PARKING)
    desk.live.record("Bo Berg", [{"do": "unassign", "answer": ["r2", "q1"], "theme": PARKING}])
    response = desk.send(page, "/answers", nth=place_of(page, ("r2", "q1")), do="confirm")
    assert response.status_code == 409
    assert len(desk.log) == 1


def test_on_a_group_what_is_done_is_about_the_theme_below_it(desk: Desk) -> None:
    page = desk.get("/theme", id=GROUP)
    desk.send(page, "/answers", nth=place_of(page, ("r5", "q1")), do="confirm")
    assert desk.log == [{"do": "confirm", "answer": ["r5", "q1"], "theme": LIGHTS}]


# What is shown


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"language": "bn"}, {"r2"}),
        ({"language": "bn-Latn"}, {"r4"}),
        ({"language": "so"}, {"r3"}),
        ({"position": "against"}, {"r2"}),
        ({"text": "PARKING"}, {"r1", "r4"}),
        ({"text": "পার্কিংয়ের"}, {"r2"}),
        ({"text": "🚗"}, {"r4"}),
        ({"confidence": "middle"}, set()),
        ({"confidence": "high"}, {"r1", "r2", "r3", "r4"}),
        ({"reviewed": "yes"}, set()),
        ({"reviewed": "no"}, {"r1", "r2", "r3", "r4"}),
    ],
)
def test_answers_are_filtered(still: Desk, asked: dict[str, str], left: set[str]) -> None:
    page = still.get("/theme", id=PARKING, **asked)
    assert {response for response, _ in listed(page)} == left
    assert "Show all" in page


def test_answers_are_filtered_by_group_such_as_ward(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    column = next(name for name, words in now.fixed.groups.items() if "ward" in words.casefold() or "live" in words)
    value = now.fixed.values(column)[0]
    theme = next(name for name in now.themes if name not in now.groups)
    page = sample_desk.get("/theme", id=theme, **{"in": f"{column}\n{value}"})
    assert listed(page)
    assert {now.fixed.held[column][response] for response, _ in listed(page)} == {value}


def test_the_closest_come_first_or_those_of_which_it_is_least_sure(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    theme = next(name for name in now.themes if name not in now.groups)

    def scores(**asked: str) -> list[float]:
        found = listed(sample_desk.get("/theme", id=theme, **asked))
        return [max(row.score for row in now.places[answer] if row.theme_id == theme) for answer in found]

    assert scores() == sorted(scores(), reverse=True)
    assert scores(sort="unsure") == sorted(scores(sort="unsure"))
    assert scores(sort="unsure")[0] < scores()[-1]


def test_the_order_stays_when_answers_are_filtered_and_the_filter_when_they_are_ordered(still: Desk) -> None:
    page = still.get("/theme", id=PARKING, sort="unsure", language="bn")
    filters = next(form for form in forms_in(page) if form["action"] == "/theme")
    assert ("sort", "unsure") in filters["fields"]
    assert ("id", PARKING) in filters["fields"]
    assert ("language", "bn") in filters["fields"]
    assert 'href="/theme?id=q1.01&amp;language=bn#answers"' in page
    assert "Show all" in page
    assert "Show all" not in still.get("/theme", id=PARKING, sort="unsure")


def test_a_large_theme_comes_25_answers_at_a_time(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    theme = max((row for row in now.themes.values() if row.theme_id not in now.groups), key=lambda row: row.n_people)
    seen: list[Answer] = []
    for number in range(1, -(-theme.n_people // 25) + 1):
        page = sample_desk.get("/theme", id=theme.theme_id, page=number)
        assert len(listed(page)) <= 25
        seen += listed(page)
    assert len(seen) == len(set(seen)) == theme.n_people
    assert f"of {theme.n_people} answers" in plain(page)


def test_a_theme_that_nobody_is_in_says_what_to_do(desk: Desk) -> None:
    desk.live.record("A", [{"do": "create", "question": "q1", "title": "গাছ"}])
    text = plain(desk.get("/theme", id="q1.n1"))
    assert "Nobody is in this theme yet." in text
    assert "There is no draft" in text


def test_a_theme_that_is_set_aside_says_so_here_and_where_answers_can_go(desk: Desk) -> None:
    desk.live.record("A", [{"do": "set_aside", "theme": TREES, "reason": "Another report has it."}])
    assert "Another report has it." in plain(desk.get("/theme", id=TREES))
    assert f"{TITLES[TREES]} (set aside)" in desk.get("/theme", id=PARKING)


def test_a_filter_that_nothing_fits_leads_back(still: Desk) -> None:
    assert "Show all 4" in plain(still.get("/theme", id=PARKING, text="penguins"))
