from __future__ import annotations

from dataclasses import replace as changed

import pytest

from tests.publish.example import BENGALI, BINS, EMOJI, LIGHT, PARKING, reviewed, settings, with_cell
from textmine.language import headings
from textmine.model import Heading, Outcome, Translation
from textmine.publish import CHECKS, blockers
from textmine.publish.needed import texts_to_translate
from textmine.publish.wording import wording
from textmine.review import Reviewed
from textmine.tables import replace


def reasons(given: Reviewed, **publish: object) -> list[str]:
    return [str(problem) for problem in blockers(given, settings(**publish))]


def edited(ordinal: int, text: str, theme: str = LIGHT) -> Reviewed:
    return with_cell(reviewed(), "drafts", {"theme_id": theme, "ordinal": ordinal}, "text", text)


def consents(value: object, *people: int) -> Reviewed:
    given = reviewed()
    for number in people:
        given = with_cell(given, "respondents", {"response_id": f"R{number:04}"}, "consent_publish", value)
    return given


def overridden(given: Reviewed, check: str, theme: str = LIGHT) -> Reviewed:
    return changed(given, overrides={theme: {check: ("Sam Lee", "It is the council's own address.")}})


def test_nothing_is_in_the_way_of_a_finished_review() -> None:
    assert reasons(reviewed()) == []


def test_a_theme_without_an_outcome_blocks_and_is_named() -> None:
    given = reviewed()
    del given.outcomes[PARKING]
    (reason,) = reasons(given)
    assert "no_outcome" in reason
    assert "`t-parking`" in reason
    assert "Keep the parking bays" in reason


def test_could_not_needs_a_reason_why() -> None:
    given = reviewed()
    given.outcomes[BINS] = Outcome("could_not", "There will be no new bins.")
    (reason,) = reasons(given)
    assert "no_outcome" in reason


def test_a_theme_that_nobody_approved_blocks() -> None:
    given = reviewed()
    del given.approved_by[BINS]
    (reason,) = reasons(given)
    assert "not_approved" in reason


def test_an_approval_that_lapsed_names_who_gave_it() -> None:
    given = reviewed()
    del given.approved_by[BINS]
    given.lapsed[BINS] = "Sam Lee"
    (reason,) = reasons(given)
    assert "changed after Sam Lee approved it" in reason


@pytest.mark.parametrize(
    ("ordinal", "text"),
    [(1, "Ring Joe on 07700 900123 about the lamps."), (1, "আমার নম্বর ০৭৭০০ ৯০০১২৩।"), (3, "Write to joe@example.org")],
)
def test_personal_data_in_a_sentence_blocks_and_is_never_repeated(ordinal: int, text: str) -> None:
    (reason,) = [reason for reason in reasons(edited(ordinal, text)) if "personal_data" in reason]
    assert f"sentence {ordinal}" in reason
    assert not any(part in reason for part in ("900", "০৭৭", "joe@", "Ring Joe"))


def test_personal_data_in_titles_descriptions_and_outcomes_blocks_too() -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "Call 020 7946 0123")
    given = with_cell(given, "themes", {"theme_id": PARKING}, "description", "See joe@example.org")
    given.outcomes[BINS] = Outcome("we_did", "Mail sam@example.org", "", "sam@example.org")
    found = reasons(given)
    assert ["personal_data" in reason for reason in found] == [True] * 4
    assert not any("example.org" in reason or "7946" in reason for reason in found)


def test_who_is_responsible_may_be_named_but_not_telephoned() -> None:
    given = reviewed()
    given.outcomes[BINS] = Outcome("we_will", "We will look at larger bins.", "", "Jane Smith, Parks", "2026-09-01")
    assert reasons(given) == []
    given.outcomes[BINS] = Outcome("we_will", "We will look at larger bins.", "", "Jane, 020 7946 0123", "2026-09-01")
    assert sum("personal_data" in reason for reason in reasons(given)) == 1


def test_an_outcome_may_point_at_a_web_page() -> None:
    given = reviewed()
    given.outcomes[BINS] = Outcome("we_did", "Book at https://www.eastmere.example/bins.")
    assert reasons(given) == []


def test_a_named_person_can_lift_personal_data_for_one_theme() -> None:
    given = edited(1, "You want lights on until the last train home, write to parks@example.org")
    assert [reason for reason in reasons(overridden(given, "personal_data")) if "personal_data" in reason] == []
    for lifted in (overridden(given, "personal_data", PARKING), overridden(given, "unsafe_figure")):
        assert sum("personal_data" in reason for reason in reasons(lifted)) == 1


def test_a_quote_of_somebody_who_refused_blocks_whatever_was_decided() -> None:
    for quotes in (None, "allow", "refuse"):
        given = changed(consents(False, 1), quotes=quotes)
        (reason,) = reasons(given)
        assert "unconsented_quote" in reason
        assert "sentence 5" in reason
        assert BENGALI not in reason


def test_an_override_does_not_lift_a_refused_quote_and_says_so() -> None:
    (reason,) = reasons(overridden(consents(False, 1), "unconsented_quote"))
    assert "An override cannot lift this check" in reason


def test_six_words_in_a_row_from_somebody_who_refused_are_a_quote_in_a_key_point_too() -> None:
    given = with_cell(edited(1, "They say it is pitch black by five o’clock."), "drafts", {"kind": "quote"}, "text", "")
    given = with_cell(given, "respondents", {"response_id": "R0000"}, "consent_publish", False)
    (reason,) = reasons(given)
    assert "key point" in reason
    assert "unconsented_quote" in reason


@pytest.mark.parametrize(("consent", "quotes"), [(False, None), (False, "allow"), (None, "refuse")])
def test_a_title_in_the_words_of_somebody_who_has_not_agreed_blocks(consent: bool | None, quotes: str | None) -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "Pitch black by five o’clock and nobody sees")
    given = with_cell(given, "drafts", {"kind": "quote"}, "text", "")
    given = with_cell(given, "respondents", {"response_id": "R0000"}, "consent_publish", consent)
    found = [reason for reason in reasons(changed(given, quotes=quotes)) if "unconsented_quote" in reason]
    assert any("the title" in reason for reason in found)


def test_fewer_words_in_a_row_are_not_a_quote() -> None:
    given = with_cell(edited(1, "It is pitch black by then."), "drafts", {"kind": "quote"}, "text", "")
    assert reasons(with_cell(given, "respondents", {"response_id": "R0000"}, "consent_publish", False)) == []


def test_words_that_somebody_who_agreed_also_wrote_may_be_published() -> None:
    given = edited(1, "We need more lights in the park.")
    assert reasons(with_cell(given, "respondents", {"response_id": "R0010"}, "consent_publish", False)) == []


def test_unknown_consent_is_one_reason_with_the_decision_that_settles_it() -> None:
    given = consents(None, 0, 1, 2, 3, 4)
    (reason,) = reasons(given)
    assert "5 sentences" in reason
    assert '{"do": "consent", "quotes": "allow"}' in reason
    assert reasons(changed(given, quotes="allow")) == []
    assert reasons(changed(given, quotes="refuse")) == []


@pytest.mark.parametrize(
    "text",
    [
        "26 of the 38 people who answered this question (66%) raised this.",
        "25 of the 38 people who answered this question (70%) raised this.",
        "25 of the 40 people who answered this question raised this.",
        "৩০ জন এই কথা বলেছেন।",
    ],
)
def test_a_figure_that_does_not_agree_with_the_tables_blocks(text: str) -> None:
    (reason,) = reasons(edited(0, text))
    assert "failed_check" in reason


def test_a_figure_that_the_review_overtook_blocks() -> None:
    given = with_cell(reviewed(), "assignments", {"response_id": "R0024"}, "theme_id", PARKING)
    found = [reason for reason in reasons(given) if "sentence 0 (figure)" in reason]
    assert all("failed_check" in reason for reason in found)
    assert any("t-light" in reason and "out of date" in reason for reason in found)


@pytest.mark.parametrize("text", ["3 of the 38 people raised this.", "Three people raised this.", "8% raised this."])
def test_an_exact_small_number_of_people_blocks_unless_overridden(text: str) -> None:
    given = edited(0, text, BINS)
    (reason,) = reasons(given)
    assert "unsafe_figure" in reason
    assert reasons(overridden(given, "unsafe_figure", BINS)) == []


def test_a_small_number_of_people_in_a_minority_view_blocks() -> None:
    found = reasons(edited(3, "2 of the people who raised this worry about bats."))
    assert sum("unsafe_figure" in reason for reason in found) == 1


def test_fewer_than_the_minimum_in_digits_is_safe() -> None:
    assert reasons(edited(0, "Fewer than 5 of the 38 people who answered raised this.", BINS)) == []


def test_numbers_that_people_wrote_themselves_are_theirs() -> None:
    assert reasons(edited(1, "You need more lights in the park, number 7 agrees.")) == []
    (reason,) = reasons(edited(1, "You need 7000 more lights in the park."))
    assert "failed_check" in reason


def test_the_minimum_is_a_setting() -> None:
    given = edited(0, "3 of the 38 people raised this.", BINS)
    assert reasons(given, minimum_count=3) == []


def test_themes_set_aside_do_not_block() -> None:
    given = reviewed()
    del given.outcomes[PARKING], given.approved_by[PARKING]
    given.set_aside[PARKING] = "Outside this consultation."
    assert reasons(given) == []


def test_no_theme_at_all_blocks() -> None:
    given = changed(reviewed(), set_aside=dict.fromkeys((LIGHT, PARKING, BINS), "off topic"))
    (reason,) = reasons(given)
    assert "no_themes" in reason


def test_a_group_needs_approval_but_no_outcome_of_its_own() -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "parent_id", "t-group")
    themes = given.tables.themes
    group = themes[themes["theme_id"] == LIGHT].assign(theme_id="t-group", title="Feeling safe", parent_id=None)
    import pandas as pd

    given = changed(given, tables=replace(given.tables, themes=pd.concat([themes, group])))
    (reason,) = reasons(given)
    assert "not_approved" in reason
    assert "t-group" in reason


def test_every_reason_comes_at_once_each_on_one_line() -> None:
    given = edited(1, "joe@example.org\nsaid so")
    given = with_cell(given, "themes", {"theme_id": PARKING}, "title", "Two\nlines \x1b[31m")
    given.outcomes.clear()
    given.approved_by.clear()
    found = reasons(given)
    checks = [reason.rsplit("(", 1)[1] for reason in found]
    assert checks.count("no_outcome).") == 3
    assert checks.count("not_approved).") == 3
    assert "personal_data)." in checks
    assert not any("\n" in reason or "\x1b" in reason for reason in found)


def test_quotes_are_checked_against_the_words_of_the_answer() -> None:
    given = edited(4, EMOJI[:20])
    assert reasons(with_cell(given, "respondents", {"response_id": "R0000"}, "consent_publish", False)) != []


def test_a_sentence_that_its_evidence_does_not_carry_blocks_until_a_named_person_lifts_it() -> None:
    given = edited(1, "You want the park closed at night and the gates locked by the police.")
    (reason,) = reasons(given)
    assert "failed_check" in reason
    assert reasons(overridden(given, "failed_check")) == []


def test_everyone_agrees_is_refused_where_the_figures_say_otherwise() -> None:
    (reason,) = reasons(edited(1, "Everyone agrees that you need more lights in the park."))
    assert "failed_check" in reason


@pytest.mark.parametrize("language", ["bn", "so"])
def test_draft_headings_of_a_language_block_until_they_are_approved(language: str) -> None:
    given = reviewed()
    found = reasons(given, languages=("en", language))
    assert sum("unapproved_heading" in reason for reason in found) == 1
    assert sum("missing_translation" in reason for reason in found) == 1
    given.headings[language] = {name: Heading(text, "Asha Rahman") for name, text in headings(language).items()}
    assert not any("unapproved_heading" in reason for reason in reasons(given, languages=("en", language)))


def test_a_language_without_headings_is_named() -> None:
    (reason,) = reasons(reviewed(), languages=("en", "fr"))
    assert "`fr`" in reason
    assert "unapproved_heading" in reason


def test_translations_of_every_text_let_the_page_pass() -> None:
    given, config = reviewed(), settings(languages=("en", "so"))
    given.headings["so"] = {name: Heading(text, "Asha Rahman") for name, text in headings("so").items()}
    for text in texts_to_translate(given, config, "so"):
        given.translations[text, "so"] = Translation(f"tarjumaad {text}", "Hodan", "Asha Rahman")
    assert blockers(given, config) == []


@pytest.mark.parametrize(
    ("translation", "right"),
    [
        ("লিমব্যাঙ্ক পার্কের পথে আমরা ৪০টি নতুন বাতি দিয়েছি।", True),
        ("লিমব্যাঙ্ক পার্কের পথে আমরা 40টি নতুন বাতি দিয়েছি।", True),
        ("লিমব্যাঙ্ক পার্কের পথে আমরা ১৪০টি নতুন বাতি দিয়েছি।", False),
        ("লিমব্যাঙ্ক পার্কের পথে আমরা নতুন বাতি দিয়েছি।", False),
    ],
)
def test_a_translation_states_the_numbers_of_its_text_in_any_script(translation: str, right: bool) -> None:
    given, config = reviewed(), settings(languages=("en", "bn"))
    given.headings["bn"] = {name: Heading(text, "Asha Rahman") for name, text in headings("bn").items()}
    for text in texts_to_translate(given, config, "bn"):
        given.translations[text, "bn"] = Translation(f"অনুবাদ {text}", "Rokeya", "Asha Rahman")
    text = next(text for text in texts_to_translate(given, config, "bn") if "40 new lights" in text)
    given.translations[text, "bn"] = Translation(translation, "Rokeya", "Asha Rahman")
    found = [str(problem) for problem in blockers(given, config)]
    assert ["failed_check" in reason for reason in found] == ([] if right else [True])


def test_a_translation_with_personal_data_that_the_text_has_not_blocks() -> None:
    given = reviewed()
    given.translations[BENGALI, "en"] = Translation("It is dark, ring 07700 900123.", "Rokeya", "Asha Rahman")
    assert sum("personal_data" in reason for reason in reasons(given)) == 1
    assert not any("900123" in reason for reason in reasons(given))


def test_every_check_of_the_gate_says_what_it_asks_for() -> None:
    assert set(wording()["checks"]) == set(CHECKS)
