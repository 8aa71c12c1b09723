"""The list of themes, and every way to change which themes there are, as a browser without scripts uses them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from textmine.tables import write_tables

from ..review.sample import sample
from .conftest import Desk

PARKING, LIGHTS, TREES, STREETS = "q1.01", "q1.02", "q1.03", "q1.00"


def titles(page: str) -> list[str]:
    """The titles of the list, in order: groups and themes alike."""
    return re.findall(r'<div><a href="/theme\?id=[^"]+"[^>]*>([^<]*)</a>', page)


def text_of(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# The list


def test_the_list_shows_groups_with_their_themes_then_those_that_stand_alone(desk: Desk) -> None:
    assert titles(desk.get("/themes")) == ["Streets", "Parking for residents", "রাস্তার আলো", "Geedo iyo beero"]


def test_each_question_has_its_own_list(desk: Desk) -> None:
    page = desk.get("/themes", question="q2")
    assert titles(page) == ["High rents", "Late buses"]
    assert 'aria-current="page" dir="auto">Homes?' in page
    assert 'href="/themes?question=q1"' in page


def test_a_theme_is_shown_with_people_share_positions_and_languages_in_words(desk: Desk) -> None:
    row = re.split(r"<tr", desk.get("/themes"))[3]
    assert "Parking for residents" in row
    said = text_of(row)
    assert "4 people 50%" in said
    assert "1 against" in said
    assert "3 not known" in said
    assert {"English 1", "Bengali 1", "Somali 1", "Bengali in Latin letters 1"} <= set(
        re.findall(
            r"(?:English|Bengali in Latin letters|Bengali|Somali) 1", said.replace("\xa0", " ").replace("&nbsp;", " ")
        )
    )


def test_a_person_in_two_themes_of_a_group_counts_once_in_its_languages(desk: Desk) -> None:
    group = text_of(re.split(r"<tr", desk.get("/themes"))[2]).replace("&nbsp;", " ")
    # r1 is in both themes of the group, and r6 in one.
    assert "6 people" in group
    assert "English 2" in group


def test_the_list_is_sorted_by_title_within_each_level(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "rename", "theme": LIGHTS, "title": "Arc lamps"}])
    assert titles(desk.get("/themes")) == ["Streets", "Parking for residents", "Arc lamps", "Geedo iyo beero"]
    page = desk.get("/themes", question="q1", sort="title")
    assert titles(page) == ["Streets", "Arc lamps", "Parking for residents", "Geedo iyo beero"]
    assert 'aria-sort="ascending" class="by-title"' in page


def test_the_loosest_come_first_when_sorted_by_steadiness(sample_desk: Desk) -> None:
    rows = re.split(r"<tr", sample_desk.get("/themes", sort="steadiness"))[2:]
    words = [found[1] for row in rows if (found := re.search(r'class="steady">(?:<strong>)?(\w+)', row))]
    order = ["Loosely", "Mostly", "Comes"]
    assert words == sorted(words, key=order.index)
    assert len(set(words)) > 1


def test_a_sort_that_does_not_exist_falls_back_on_people(desk: Desk) -> None:
    assert 'aria-sort="descending" class="by-people"' in desk.get("/themes", sort="<script>")


@pytest.mark.parametrize("mark", ["Weak title", "People disagree", "Loosely held together", "No outcome yet"])
def test_what_an_officer_should_look_at_is_marked_in_words(sample_desk: Desk, mark: str) -> None:
    table = sample_desk.get("/themes").partition("<tbody>")[2].partition("</tbody>")[0]
    assert mark in text_of(table)


def test_outcome_and_approval_are_marked(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "outcome", "theme": TREES, "outcome": "we_did", "text": "We planted 40 trees."}])
    desk.live.record("Ben", [{"do": "approve", "theme": TREES}])
    row = text_of(re.split(r"<tr", desk.get("/themes"))[5])
    assert "Approved by Ben We did" in row
    desk.live.record("Ben", [{"do": "describe", "theme": TREES, "description": "Something else."}])
    assert "Changed since Ben approved it" in text_of(desk.get("/themes"))


def test_a_title_in_peoples_own_words_has_its_language(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    theme, tag = next(iter(now.title_languages.items()))
    page = sample_desk.get("/themes", question=now.themes[theme].question_id)
    assert f'<a href="/theme?id={theme}" lang="{tag}" dir="auto">' in page


def test_a_question_that_does_not_exist_is_not_found(desk: Desk) -> None:
    response = desk.client.get("/themes", params={"question": "q9"})
    assert response.status_code == 404
    assert "no such question" in response.text


# Rename


@pytest.mark.parametrize("title", ["গাড়ি রাখার জায়গা", "Baabuurta meel la dhigto", "أماكن وقوف السيارات", "Parking 🚗"])
def test_a_theme_is_renamed_from_its_row(desk: Desk, title: str) -> None:
    response = desk.send(desk.get("/themes"), "/theme/rename", nth=1, title=title)
    assert desk.log == [{"do": "rename", "theme": PARKING, "title": title}]
    assert title in titles(response.text)


def test_markup_in_a_title_is_shown_and_not_obeyed(desk: Desk) -> None:
    page = desk.send(desk.get("/themes"), "/theme/rename", nth=1, title="<script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# Merge


def test_merging_shows_titles_people_and_examples_before_anything_is_recorded(desk: Desk) -> None:
    page = desk.get("/themes/merge", theme=[LIGHTS, TREES])
    said = text_of(page)
    assert "রাস্তার আলো" in said
    assert "Geedo iyo beero" in said
    assert "Together they hold 5 people" in said
    assert 'lang="bn" dir="ltr">রাতে রাস্তার আলো জ্বলে না।</span>' in page
    assert 'lang="ar" dir="rtl">نحتاج إلى المزيد من الأشجار في الحي.</span>' in page
    # Of a longer answer the point alone, with what was left out marked.
    assert "… Geedo badan ayaan u baahanahay." in page
    assert desk.log == []


def test_the_theme_with_most_people_stays_unless_another_is_chosen(desk: Desk) -> None:
    page = desk.get("/themes/merge", theme=[TREES, LIGHTS])
    assert re.search(rf'name="into" value="{LIGHTS}" id="into-\d" checked', page)


def test_people_in_both_themes_are_counted_once_and_told(desk: Desk) -> None:
    said = text_of(desk.get("/themes/merge", theme=[PARKING, LIGHTS]))
    assert "Together they hold 6 people; 1 of them is in more than one of these themes already." in said


def test_merging_records_the_decision_of_textmine_decide(desk: Desk) -> None:
    response = desk.send(desk.get("/themes/merge", theme=[PARKING, LIGHTS, TREES]), "/themes/merge", into=TREES)
    assert desk.log == [{"do": "merge", "themes": [PARKING, LIGHTS], "into": TREES}]
    assert titles(response.text) == ["Geedo iyo beero"]
    assert str(response.url).endswith("/themes?question=q1")


def test_a_merge_can_be_undone_from_the_note_about_it(desk: Desk) -> None:
    done = desk.send(desk.get("/themes/merge", theme=[LIGHTS, TREES]), "/themes/merge", into=TREES)
    back = desk.send(done.text, "/undo")
    assert desk.log[-1] == {"do": "undo", "decision": 1}
    assert "রাস্তার আলো" in titles(back.text)


def test_what_is_decided_about_merged_themes_is_said_to_go(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "outcome", "theme": LIGHTS, "outcome": "we_will", "text": "We will mend them."}])
    said = text_of(desk.get("/themes/merge", theme=[LIGHTS, TREES]))
    assert "has the outcome “We will”" in said
    assert "Only that of the theme that stays is kept" in said


@pytest.mark.parametrize("ticked", [[], [LIGHTS]])
def test_merging_less_than_two_themes_says_so_on_the_list_and_keeps_the_tick(desk: Desk, ticked: list[str]) -> None:
    response = desk.client.get("/themes/merge", params={"question": "q1", "theme": ticked})
    assert response.status_code == 422
    assert "Tick two themes or more to merge." in response.text
    assert (f'value="{LIGHTS}" form="pick" id="tick-1-2" checked' in response.text) is bool(ticked)
    assert len(titles(response.text)) == 4


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"theme": [PARKING, "q2.01"], "into": PARKING}, "only themes of one question can be merged"),
        ({"theme": [TREES, STREETS], "into": STREETS}, "is a group of themes"),
        ({"theme": [TREES, LIGHTS], "into": []}, "Choose which theme stays"),
        ({"theme": [TREES, LIGHTS], "into": PARKING}, "Choose which theme stays"),
        ({"theme": [TREES], "into": TREES}, "Tick two themes or more"),
        ({"theme": ["q9.99", TREES], "into": TREES}, "there is no theme"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_in_plain_words(desk: Desk, sent: dict[str, Any], reason: str) -> None:
    page = desk.get("/themes/merge", theme=[LIGHTS, TREES])
    response = desk.send(page, "/themes/merge", **sent)
    assert response.status_code == 422
    assert reason.casefold() in response.text.casefold()
    assert desk.log == []


def test_a_group_is_not_offered_as_the_theme_that_stays(desk: Desk) -> None:
    page = desk.get("/themes/merge", theme=[STREETS, TREES])
    assert re.findall(r'name="into" value="([^"]+)"', page) == [TREES]
    desk.send(page, "/themes/merge")
    assert desk.log == [{"do": "merge", "themes": [STREETS], "into": TREES}]


def test_groups_alone_cannot_be_merged(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "create", "question": "q1", "title": "Above"}])
    desk.live.record("Ben", [{"do": "group", "theme": TREES, "parent": "q1.n1"}])
    response = desk.client.get("/themes/merge", params={"theme": [STREETS, "q1.n1"]})
    assert response.status_code == 422
    assert "Tick a theme that is not a group as well" in response.text


def test_a_theme_that_is_not_there_cannot_be_merged(desk: Desk) -> None:
    assert desk.client.get("/themes/merge", params={"theme": [TREES, "q9.00"]}).status_code == 404


# Groups


def test_a_theme_is_put_under_a_group(desk: Desk) -> None:
    page = desk.get("/themes/group", theme=TREES)
    assert "group of 2" in page
    response = desk.send(page, "/themes/group", place=f"group:{STREETS}")
    assert desk.log == [{"do": "group", "theme": TREES, "parent": STREETS}]
    assert "group of 3" in response.text


def test_themes_are_taken_out_of_their_group_in_one_go(desk: Desk) -> None:
    response = desk.send(desk.get("/themes/group", theme=[PARKING, LIGHTS]), "/themes/group", place="top")
    assert desk.log == [{"do": "group", "theme": theme, "parent": ""} for theme in (PARKING, LIGHTS)]
    assert titles(response.text) == ["Parking for residents", "রাস্তার আলো", "Geedo iyo beero"]
    assert "Undo all 2" in response.text


@pytest.mark.parametrize("title", ["Light and green", "আলো ও গাছ", "الضوء والأشجار"])
def test_a_new_group_is_made_of_the_ticked_themes_in_one_go(desk: Desk, title: str) -> None:
    desk.live.record("Ben", [{"do": "describe", "theme": TREES, "description": ""}])
    response = desk.send(desk.get("/themes/group", theme=[LIGHTS, TREES]), "/themes/group", place="new", title=title)
    assert desk.log[1:] == [
        {"do": "create", "question": "q1", "title": title},
        {"do": "group", "theme": LIGHTS, "parent": "q1.n2"},
        {"do": "group", "theme": TREES, "parent": "q1.n2"},
    ]
    assert f"Made the group “{title}” of 2 themes" in response.text
    back = desk.send(response.text, "/undo")
    assert [payload["decision"] for payload in desk.log if payload["do"] == "undo"] == [4, 3, 2]
    assert title not in titles(back.text)


def test_a_theme_that_nobody_is_in_can_become_a_group(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "create", "question": "q1", "title": "Green"}])
    page = desk.get("/themes/group", theme=TREES)
    assert "a theme that nobody is in yet" in page
    desk.send(page, "/themes/group", place="group:q1.n1")
    assert desk.log[-1] == {"do": "group", "theme": TREES, "parent": "q1.n1"}


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"place": []}, "Choose where the themes go"),
        ({"place": "new", "title": " \u200b"}, "Give the new group a title"),
        ({"place": f"group:{STREETS}"}, "there already"),
        ({"place": "group:q2.01"}, "a group holds themes of one question"),
        ({"place": f"group:{TREES}"}, "has answers of its own"),
        ({"place": "new", "title": "A", "theme": []}, "Tick the themes"),
    ],
)
def test_a_group_that_cannot_be_is_refused_in_plain_words(desk: Desk, sent: dict[str, Any], reason: str) -> None:
    response = desk.send(desk.get("/themes/group", theme=LIGHTS), "/themes/group", **sent)
    assert response.status_code == 422
    assert reason in response.text
    assert desk.log == []


def test_a_group_cannot_go_into_itself_or_below(desk: Desk) -> None:
    assert 'value="group:' not in desk.get("/themes/group", theme=STREETS)


def test_grouping_nothing_says_so(desk: Desk) -> None:
    response = desk.client.get("/themes/group", params={"question": "q2"})
    assert response.status_code == 422
    assert "Tick the themes" in response.text
    assert titles(response.text) == ["High rents", "Late buses"]


# Set aside


def test_setting_aside_says_that_nothing_is_deleted_and_asks_why(desk: Desk) -> None:
    said = text_of(desk.get("/themes/aside", theme=[TREES, LIGHTS]))
    assert "Nothing is deleted" in said
    assert "History brings it back" in said
    assert desk.log == []


def test_themes_set_aside_stand_in_a_section_of_their_own(desk: Desk) -> None:
    reason = "Waa la isku khaldamay: বিষয়টি অন্য"
    response = desk.send(desk.get("/themes/aside", theme=[TREES, LIGHTS]), "/themes/aside", reason=reason)
    assert desk.log == [{"do": "set_aside", "theme": theme, "reason": reason} for theme in (TREES, LIGHTS)]
    assert titles(response.text) == ["Streets", "Parking for residents"]
    section = response.text.partition('id="aside-h"')[2]
    assert section.count(reason) == 2
    assert "Amina Khatun" in section


def test_undo_in_that_section_undoes_that_decision_and_no_other(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "set_aside", "theme": TREES, "reason": "Asked for already."}])
    desk.live.record("Cem", [{"do": "set_aside", "theme": LIGHTS, "reason": "Asked for already."}])
    desk.live.record("Cem", [{"do": "rename", "theme": TREES, "title": "Dhirta"}])
    page = desk.get("/themes")
    place = page.partition('id="aside-h"')[2].index("Dhirta") > page.partition('id="aside-h"')[2].index("রাস্তার আলো")
    response = desk.send(page, "/undo", nth=int(place))
    assert desk.log[-1] == {"do": "undo", "decision": 1}
    assert "Dhirta" in titles(response.text)
    assert "রাস্তার আলো" not in titles(response.text)


def test_a_group_set_aside_stands_for_its_themes(desk: Desk) -> None:
    page = desk.send(desk.get("/themes/aside", theme=STREETS), "/themes/aside", reason="Not ours.").text
    section = page.partition('id="aside-h"')[2]
    assert "group of 2" in section
    assert "Parking for residents" not in section
    assert titles(page) == ["Geedo iyo beero"]


def test_what_was_set_aside_is_undone_after_a_new_run_too(desk: Desk, folder: Path) -> None:
    desk.live.record("Ben", [{"do": "rename", "theme": TREES, "title": "Dhirta"}])
    desk.live.record("Ben", [{"do": "set_aside", "theme": LIGHTS, "reason": "Asked for already."}])
    # The same themes under other ids; `x.q1.02` is the lights again.
    write_tables(sample(prefix="x."), folder)
    again = Desk(folder)
    section = again.get("/themes").partition('id="aside-h"')[2]
    assert "রাস্তার আলো" in section
    assert '<input type="hidden" name="decision" value="2">' in section


@pytest.mark.parametrize(
    ("sent", "reason"), [({"reason": " "}, "Say why"), ({"theme": [], "reason": "Old"}, "Tick the")]
)
def test_setting_aside_without_a_reason_or_a_theme_is_refused(desk: Desk, sent: dict[str, Any], reason: str) -> None:
    response = desk.send(desk.get("/themes/aside", theme=TREES), "/themes/aside", **sent)
    assert response.status_code == 422
    assert reason in response.text
    assert desk.log == []
    assert desk.client.get("/themes/aside").status_code == 422


def test_a_theme_that_is_set_aside_cannot_be_ticked_any_more(desk: Desk) -> None:
    desk.live.record("Ben", [{"do": "set_aside", "theme": TREES, "reason": "Asked for already."}])
    response = desk.client.get("/themes/merge", params={"theme": [TREES, LIGHTS]})
    assert response.status_code == 404
    assert "Open the list again" in response.text


# New themes


def test_a_new_theme_is_made_and_marked(desk: Desk) -> None:
    response = desk.send(desk.get("/themes"), "/themes/new", title="Musqulo nadiif ah", text="Toilets in parks.")
    assert desk.log == [
        {"do": "create", "question": "q1", "title": "Musqulo nadiif ah", "description": "Toilets in parks."}
    ]
    assert "Musqulo nadiif ah" in titles(response.text)
    assert "Made by an officer" in text_of(response.text.partition("<tbody>")[2].partition("</tbody>")[0])


def test_a_new_theme_needs_no_description(desk: Desk) -> None:
    desk.send(desk.get("/themes", question="q2"), "/themes/new", title="ভাড়া বেশি")
    assert desk.log == [{"do": "create", "question": "q2", "title": "ভাড়া বেশি"}]


def test_a_new_theme_without_a_title_is_refused_and_what_was_typed_is_kept(desk: Desk) -> None:
    response = desk.send(desk.get("/themes"), "/themes/new", title="", text="الحدائق")
    assert response.status_code == 422
    assert "Give the new theme a title" in response.text
    assert "الحدائق" in response.text
    assert desk.log == []


# In a real browser


@pytest.mark.browser
def test_themes_are_ticked_and_merged_and_grouped_by_keyboard_without_scripts(
    served: tuple[Desk, str], chromium: str
) -> None:
    from playwright.sync_api import Page, sync_playwright

    def press(page: Page, name: str) -> None:
        page.get_by_role("button", name=name).first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def tick(page: Page, *themes: str) -> None:
        page.goto(f"{address.split('/open')[0]}/themes")
        for theme in themes:
            page.focus(f'input[name="theme"][value="{theme}"]')
            page.keyboard.press("Space")

    desk, address = served
    now = desk.live.now()
    first, second, third, *_ = [row.theme_id for row in now.leaves(next(iter(now.questions)))]
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = chrome.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        page.fill("#name", "Amina Khatun")
        press(page, "Go on")
        tick(page, first, second)
        press(page, "Merge …")
        page.focus('input[name="into"]:checked')
        page.keyboard.press("ArrowDown")
        press(page, "Merge them")
        assert desk.log == [{"do": "merge", "themes": [first], "into": second}]
        tick(page, second, third)
        press(page, "Put in a group, or take out …")
        page.fill("#group-title", "রাস্তা")
        press(page, "Put them there")
        chrome.close()
    question = now.themes[first].question_id
    assert [payload["do"] for payload in desk.log[1:]] == ["create", "group", "group"]
    assert desk.log[2:] == [{"do": "group", "theme": theme, "parent": f"{question}.n2"} for theme in (second, third)]
