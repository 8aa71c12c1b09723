from __future__ import annotations

import pytest

from textmine.ingest.consent import consent_of, kind_of
from textmine.ingest.profile import count_words
from textmine.ingest.questions import question_number
from textmine.ingest.roles import Asked, Guess, guess_roles

SENTENCES = [
    f"{start} the path behind house number {n} is far too dark at night"
    for n, start in enumerate(["I think", "Well,", "As a nurse", "My mum says", "Honestly", "Please note"] * 5)
]


def _guesses(columns: list[tuple[str, list[str]]]) -> list[Guess]:
    """Guess the columns of a file."""
    return guess_roles([Asked(heading, values) for heading, values in columns])


def role_of(heading: str, values: list[str]) -> str:
    """Guess a column that stands beside an open question, as it would in an export."""
    other = ("Any comments?", SENTENCES[: len(values)] or [""])
    return _guesses([(heading, values), other])[0].role


@pytest.mark.parametrize(
    ("heading", "values", "role"),
    [
        ("Ref", ["A-1", "A-2", "A-3"], "id"),
        ("respondentID", ["1", "2"], "id"),
        ("Timestamp", ["02/03/2026 10:00:01", "03/03/2026 11:30:00"], "date"),
        ("First name", ["Asha", "Tom"], "personal"),
        ("IP Address", ["192.0.2.1", "192.0.2.7"], "personal"),
        ("What is your postcode?", ["E97 3QT", "E99 1ZZ"], "personal"),
        ("Postcode district", ["E97", "E99"], "geography"),
        ("Something else", ["a@example.org", "b@example.org", ""], "personal"),
        ("Ring us", ["07700 900123", "+44 7700 900456"], "personal"),
        ("আপনার নাম", ["রহিম", "করিম"], "personal"),
        ("What is your ethnic group?", ["White: Irish", "Asian or Asian British: Bangladeshi"], "equality"),
        ("Which of these best describes your gender?", ["Female", "Prefer not to say"], "equality"),
        ("আপনার বয়স", ["২৫-৩৪", "৩৫-৪৪"], "equality"),
        ("Which ward do you live in?", ["Old Dock", "Limebank"], "geography"),
        ("How satisfied are you with your park?", ["Very satisfied", "Dissatisfied", ""], "closed_single"),
        ("আপনি কি একমত?", ["সম্পূর্ণ একমত", "একমত নই"], "closed_single"),
        ("Do you use the park?", ["Yes", "No", "Not sure"], "closed_single"),
        ("Rate the park from 1 to 5", ["1", "5", "4"], "rating"),
        ("Number of trees", ["120", "3400"], "ignore"),
        ("Nothing here", ["", ""], "ignore"),
        ("Any other comments?", ["No", "no", "Yes"], "open"),
        ("Do you have any comments?", ["Yes", "No"], "closed_single"),
        ("Please explain", ["None", "N/A", "NA"], "open"),
        ("Any other comments about disability access?", ["none", "a ramp at the gate"], "open"),
        ("How could your ward be improved?", ["more bins", "trees"], "open"),
        ("What would make your address area feel safer?", ["more light", "wardens"], "open"),
        ("xyz", SENTENCES, "open"),
        ("আর কিছু?", ["পার্কের পথে আরও আলো দরকার আমাদের", "রাস্তায় গাছ লাগানো হোক তাড়াতাড়ি"], "open"),
        ("Maxaad ku darsan lahayd?", ["Nalal badan oo waddada ah ayaan rabnaa", "Geedo iyo kuraas badan"], "open"),
        ("ماذا تريد؟", ["نريد المزيد من الأضواء في الحديقة", "أشجار ومقاعد للجلوس في الظل"], "open"),
        ("Would you like us to keep you informed?", ["Yes", "No"], "permission_to_contact"),
        ("Are you happy for us to quote your response?", ["Yes", "No", ""], "consent_publish"),
        ("আমরা কি আপনার মতামত প্রকাশ করতে পারি?", ["হ্যাঁ", "না"], "consent_publish"),
        ("Do you want your response to be confidential?", ["Yes", "No"], "consent_publish"),
        ("May we publish your name?", ["Yes", "No"], "closed_single"),
        ("In what capacity are you responding?", ["As a resident", "On behalf of a charity"], "kind"),
        ("Duration (in seconds)", ["3", "9"], "ignore"),
        ("user_agent", ["Mozilla/5.0 (X11)", "Mozilla/5.0 (Mac)"], "ignore"),
    ],
)
def test_a_column_is_taken_for_what_it_is(heading: str, values: list[str], role: str) -> None:
    assert role_of(heading, values) == role


def test_options_that_recur_in_combinations_are_several_choices() -> None:
    values = ["Bins; Trees", "Trees; Light", "Light; Bins", "Trees", "Bins; Trees; Light", "Bins"] * 4
    assert role_of("What matters here", values) != "personal"
    assert role_of("Priorities", values) == "closed_multi"


def test_labels_with_commas_are_one_choice() -> None:
    values = ["Lamps, cameras and wardens", "Trees, flowers and shade"] * 10
    assert role_of("Priority", values) == "closed_single"


def test_the_open_column_of_numbers_counts_is_not_a_rating() -> None:
    assert role_of("agrees", ["1", "0", "4"]) == "ignore"


def test_a_comment_column_with_unique_values_is_not_the_id() -> None:
    guesses = _guesses([("Reference", SENTENCES), ("No.", [str(n) for n in range(len(SENTENCES))])])
    assert [guess.role for guess in guesses] == ["open", "id"]


def test_only_one_id_is_kept_and_it_is_a_unique_one() -> None:
    guesses = _guesses([("ID", ["1", "1"]), ("Response ID", ["5", "6"]), ("Comments", ["a", "b"])])
    assert [guess.role for guess in guesses] == ["ignore", "id", "open"]


def test_the_only_column_beside_the_id_is_the_open_question() -> None:
    guesses = _guesses([("ID", ["1", "2", "3"]), ("Beeraha", ["geedo", "nalal", "kuraas"])])
    assert [guess.role for guess in guesses] == ["id", "open"]


def test_every_guess_has_a_reason_and_a_confidence() -> None:
    for guess in _guesses([("ID", ["1"]), ("Ward", ["x"]), ("?", ["y"]), ("z", [""])]):
        assert guess.reason
        assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize(
    ("heading", "answer", "consent"),
    [
        ("May we publish?", "Yes", True),
        ("May we publish?", " no ", False),
        ("May we publish?", "TRUE", True),
        ("May we publish?", "I consent", True),
        ("May we publish?", "Yes, without my name", True),
        ("May we publish?", "Do not publish my response", False),
        ("May we publish?", "I do not agree", False),
        ("May we publish?", "Yes, but not the part about my son", None),
        ("May we publish?", "No objection", True),
        ("May we publish?", "Not sure", None),
        ("May we publish?", "Maybe later", None),
        ("May we publish?", "", None),
        ("May we publish?", "হ্যাঁ", True),
        ("May we publish?", "maya", False),
        ("Keep my response confidential?", "Yes", False),
        ("Keep my response confidential?", "No", True),
        ("Tick if you do not want your comments published", "TRUE", False),
        ("Tick if you do not want your comments published", "FALSE", None),
        ("Tick if you do not want your comments published", "Do not publish", False),
    ],
)
def test_consent_is_read_plainly_and_doubt_is_unknown(heading: str, answer: str, consent: bool | None) -> None:
    assert consent_of(heading, answer) is consent


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Individual", "individual"),
        ("I am a local resident", "individual"),
        ("on behalf of an organisation", "organisation"),
        ("Community group", "organisation"),
        ("ব্যক্তি হিসেবে", "individual"),
        ("Individual / organisation", "unknown"),
        ("", "unknown"),
    ],
)
def test_kind_of_respondent(answer: str, kind: str) -> None:
    assert kind_of(answer) == kind


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Q3. Do you agree?", "q3"),
        ("q12 Why?", "q12"),
        ("Q3a) Why?", "q3a"),
        ("3. Do you agree?", "q3"),
        ("2.a Why?", "q2a"),
        ("13.4.a Other", "q13_4a"),
        ("Question 7: why?", "q7"),
        ("1", None),
        ("16 to 24", None),
        ("2026 plan", None),
        ("3 parks", None),
        ("20mph limits", None),
        ("Quality of parks", None),
        ("4 A's", None),
    ],
)
def test_question_numbers_in_headings(heading: str, number: str | None) -> None:
    assert question_number(heading) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [("পার্কের আলো চাই", 3), ("amader park e alo nai", 5), ("😀", 1), ("公园里需要更多的灯", 4), ("  ", 0)],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words
