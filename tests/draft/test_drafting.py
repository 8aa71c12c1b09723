from __future__ import annotations

import json
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import draft_themes, figure_sentence, minority_sentence
from textmine.draft.person.shift import first_person_words
from textmine.schema import SCHEMA
from textmine.tables import Tables, replace
from textmine.themes.counts import people_in_themes

from .build import Said, tables_of, texts

_SENTENCES = [
    "The park is far too dark in the evening.",
    "I don't feel safe walking my kids home after school.",
    "We should close the road to cars.",
    "My neighbour parks on the pavement every single night.",
    "More bins are needed at the canal!",
    "পার্কের রাস্তায় সন্ধ্যার পরে কিছুই দেখা যায় না।",
    "Nalalka beerta ayaa jaban, habeenkiina waa mugdi.",
    "park e light nai, shondhar por voy lage",
    "الأضواء في الحديقة معطلة منذ سنة كاملة.",
    "Please call me on 07700 900142 about this 🙏",
    "=1+1 is what the budget looks like to everyone",
    "THIS IS A TOTAL AND UTTER WASTE OF MONEY",
    "see above",
    "bins",
    "you never listen to us about anything at all",
]
_PEOPLE = st.builds(
    Said,
    text=st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3).map(" ".join),
    themes=st.sampled_from([("a",), ("b",), ("a", "b"), ()]),
    language=st.sampled_from(["en", "bn", "so", "bn-Latn", "ar", "und"]),
    consent=st.sampled_from([True, False, None]),
    position=st.sampled_from(["for", "against", "mixed", "unknown"]),
)
_PARENTS: dict[str, str | None] = {"top": None, "a": "top", "b": "top", "empty": None}
_ORDER = ["figure", "key_point", "quote", "minority"]


def _people(tables: Tables) -> dict[str, set[str]]:
    return people_in_themes(tables.themes, tables.assignments)


@given(st.lists(_PEOPLE, min_size=1, max_size=14))
@settings(deadline=None, max_examples=60)
def test_every_sentence_keeps_the_contract(said: list[Said]) -> None:
    tables = tables_of(said, _PARENTS)
    drafts = draft_themes(tables)
    people = _people(tables)
    answers = dict(zip(tables.responses["response_id"], tables.responses["text"], strict=True))
    assert list(drafts.columns) == list(SCHEMA["drafts"])
    assert set(drafts["theme_id"]) == {theme for theme, members in people.items() if members}
    for row in drafts.itertuples():
        assert row.text.strip()
        assert row.evidence
        assert set(row.evidence) <= people[row.theme_id]
        assert len(set(row.evidence)) == len(row.evidence)
        assert row.source == "extractive"
        figures = json.loads(row.figures)
        if row.kind == "figure":
            assert figures["n"] == len(people[row.theme_id]) == len(row.evidence)
        if row.kind == "quote":
            (author,) = row.evidence
            assert row.text in answers[author]
            assert row.text == row.text.strip()
            assert said[int(author[1:])].consent is not False
    for _, theme in drafts.groupby("theme_id"):
        kinds = list(theme["kind"])
        assert list(theme["ordinal"]) == list(range(len(theme)))
        assert kinds == sorted(kinds, key=_ORDER.index)
        assert kinds.count("figure") == 1
        assert kinds.count("key_point") <= 5
        assert kinds.count("quote") <= 3
        assert kinds.count("minority") <= 1


@given(st.lists(_PEOPLE.map(lambda one: Said(one.text, one.themes, "en", one.consent)), min_size=1, max_size=10))
@settings(deadline=None, max_examples=40)
def test_no_english_key_point_speaks_in_the_first_person(said: list[Said]) -> None:
    drafts = draft_themes(tables_of(said, _PARENTS))
    points = drafts.loc[drafts["kind"] == "key_point", "text"]
    assert all(first_person_words(text) == (0, 0) for text in points)


def test_the_same_tables_give_the_same_drafts() -> None:
    tables = tables_of([Said(text) for text in _SENTENCES])
    pd.testing.assert_frame_equal(draft_themes(tables), draft_themes(tables))


def test_only_names_the_themes_to_draft() -> None:
    tables = tables_of([Said(text, ("a", "b")) for text in _SENTENCES], _PARENTS)
    some, everything = draft_themes(tables, only=["b"]), draft_themes(tables)
    pd.testing.assert_frame_equal(some, everything[everything["theme_id"] == "b"].reset_index(drop=True))


def test_no_themes_give_an_empty_frame() -> None:
    drafts = draft_themes(tables_of([Said("More bins please", ())], {"a": None}))
    assert drafts.empty
    assert list(drafts.columns) == list(SCHEMA["drafts"])


def test_a_figure_counts_people_once_and_parents_count_those_below() -> None:
    said = [Said("More bins at the park please.", ("a", "b")) for _ in range(6)]
    said += [Said("Something else entirely is on my mind.", ()) for _ in range(4)]
    drafts = draft_themes(tables_of(said, _PARENTS))
    assert texts(drafts, "figure", "top") == [figure_sentence(6, 10)]


def test_a_personal_clause_is_shifted_to_the_second_person() -> None:
    drafts = draft_themes(tables_of([Said("I don't feel safe walking my kids home.")]))
    assert texts(drafts, "key_point") == ["You don't feel safe walking your kids home."]


def test_an_uncertain_clause_is_a_quote_and_no_key_point() -> None:
    drafts = draft_themes(tables_of([Said("We should close the whole road to cars.")]))
    assert texts(drafts, "key_point") == []
    assert texts(drafts, "quote") == ["We should close the whole road to cars."]


def test_nobody_who_refused_is_quoted_or_paraphrased_while_others_spoke() -> None:
    said = [
        Said("The lamps on the towpath are all broken again.", consent=False),
        Said("Bins overflow beside the bus stop every weekend.", consent=True),
    ]
    drafts = draft_themes(tables_of(said))
    assert texts(drafts, "quote") + texts(drafts, "key_point")
    assert "lamps" not in " ".join(drafts.loc[drafts["kind"] != "figure", "text"])


def test_a_theme_of_refusers_has_key_points_but_no_quotes() -> None:
    drafts = draft_themes(tables_of([Said("The lamps on the towpath are broken.", consent=False)]))
    assert texts(drafts, "key_point") == ["The lamps on the towpath are broken."]
    assert texts(drafts, "quote") == []


@pytest.mark.parametrize(
    "unfit",
    [
        "Call 07700 900142 about the lamps in the park.",
        "ALL THE LAMPS IN THE PARK ARE BROKEN AGAIN",
        "The lamps in the park are shit every winter.",
        "More on the park lamps at https://example.org/lamps today.",
        "<b>The lamps in the park</b> are broken again.",
        "=HYPERLINK(lamps) in the park are broken again",
    ],
)
def test_unfit_clauses_are_left_out_while_anything_else_exists(unfit: str) -> None:
    drafts = draft_themes(tables_of([Said(unfit), Said("Every lamp near the bridge is out of order.")]))
    assert texts(drafts, "key_point") == ["Every lamp near the bridge is out of order."]
    assert unfit not in texts(drafts, "quote")


def test_a_campaign_makes_one_key_point() -> None:
    said = [Said("These bays are used every day by Blue Badge holders.") for _ in range(20)]
    drafts = draft_themes(tables_of(said))
    assert len(texts(drafts, "key_point")) == 1


def test_a_language_of_a_quarter_of_the_people_is_heard_beside_english() -> None:
    said = [Said("The park is dark after four in winter.") for _ in range(6)]
    said += [Said("পার্কের রাস্তায় সন্ধ্যার পরে কিছুই দেখা যায় না।", language="bn") for _ in range(4)]
    drafts = draft_themes(tables_of(said))
    assert texts(drafts, "key_point") == [
        "The park is dark after four in winter.",
        "পার্কের রাস্তায় সন্ধ্যার পরে কিছুই দেখা যায় না।",
    ]


def test_a_bengali_key_point_ends_with_a_danda_and_is_otherwise_verbatim() -> None:
    drafts = draft_themes(tables_of([Said("পার্কের আলো  নষ্ট\nহয়ে গেছে", language="bn")]))
    assert texts(drafts, "key_point") in (["পার্কের আলো নষ্ট হয়ে গেছে।"], ["হয়ে গেছে।"], ["পার্কের আলো নষ্ট।"])


def test_the_minority_is_named_with_its_people() -> None:
    said = [Said("The lamps in the park are very welcome.", position="for") for _ in range(8)]
    said += [Said("The lamps in the park scare bats.", position="against") for _ in range(2)]
    drafts = draft_themes(tables_of(said))
    (row,) = drafts[drafts["kind"] == "minority"].itertuples()
    assert row.evidence == ["R008", "R009"]
    assert json.loads(row.figures) == {"n": 2}
    assert row.text == minority_sentence(2, "against", "The lamps in the park scare bats.", raised=10)


def test_a_point_of_the_minority_that_makes_the_sentence_too_long_is_left_out() -> None:
    said = [Said("The lamps in the park are very welcome.", position="for") for _ in range(8)]
    said += [Said("The lamps in the park will keep the bats away.", position="against") for _ in range(2)]
    assert texts(draft_themes(tables_of(said)), "minority") == [minority_sentence(2, "against", raised=10)]


def test_no_minority_where_hardly_anybodys_position_is_known() -> None:
    said = [Said("The lamps in the park are very welcome.") for _ in range(20)]
    said += [Said("The lamps in the park are very welcome.", position="for") for _ in range(2)]
    said += [Said("The lamps in the park scare bats.", position="against")]
    assert texts(draft_themes(tables_of(said)), "minority") == []


def test_a_key_point_tells_how_many_of_its_people_are_for_and_against() -> None:
    said = [Said("The lamps in the park are very welcome.", position="for") for _ in range(3)]
    said += [Said("The lamps in the park are very welcome.", position="against")]
    drafts = draft_themes(tables_of(said))
    (figures,) = drafts[drafts["kind"] == "key_point"]["figures"]
    assert json.loads(figures) == {"n": 4, "for": 3, "against": 1}


def test_small_numbers_are_those_of_the_settings() -> None:
    tables = tables_of([Said("More bins please, they overflow.") for _ in range(7)])
    assert "7" in texts(draft_themes(tables), "figure")[0]
    strict = replace(tables, manifest={"config": {"publish": {"minimum_count": 10}}})
    assert "7" not in texts(draft_themes(strict), "figure")[0]


def test_no_minority_where_the_sides_are_even_or_unknown() -> None:
    even = [Said("The lamps in the park are fine.", position=side) for side in ("for", "against")]
    for said in (even, [Said("The lamps in the park are fine.")]):
        assert texts(draft_themes(tables_of(said)), "minority") == []


def test_the_author_of_a_key_point_leads_its_evidence() -> None:
    said = [Said("More bins."), Said("Every lamp near the bridge is out of order."), Said("Bins.")]
    drafts = draft_themes(tables_of(said))
    row = drafts[drafts["kind"] == "key_point"].iloc[0]
    assert row["evidence"][0] == "R001"


def test_an_assignment_made_by_hand_needs_no_vector() -> None:
    tables = tables_of([Said("The lamps are broken again. The bins are full.", ()), Said("Bins are full.")])
    by_hand = tables.assignments.iloc[:1].assign(response_id="R000", start=0, end=27)
    changed = replace(tables, assignments=pd.concat([tables.assignments, by_hand], ignore_index=True))
    without = replace(changed, vectors=changed.vectors.iloc[:0], vector_array=np.zeros((0, 24), np.float32))
    for one in (changed, without):
        drafts = draft_themes(one)
        assert drafts.iloc[0]["evidence"] == ["R000", "R001"]
        assert "The lamps are broken again." in texts(drafts, "key_point")


def test_a_point_torn_out_of_a_denial_is_not_used() -> None:
    tables = tables_of([Said("I am not sure whether the council can pay for lamps."), Said("Lamps are needed here.")])
    torn = tables.assignments.copy()
    torn.loc[torn["response_id"] == "R000", "start"] = 22
    drafts = draft_themes(replace(tables, assignments=torn))
    assert texts(drafts, "key_point") == ["Lamps are needed here."]


@pytest.mark.slow
def test_a_thousand_answers_are_drafted_in_seconds() -> None:
    rng = np.random.default_rng(1)
    said = [
        Said(" ".join(rng.choice(_SENTENCES, 2)) + f" Number {number} says so.", (("a", "b")[number % 2],))
        for number in range(1000)
    ]
    tables = tables_of(said, _PARENTS)
    started = time.process_time()
    draft_themes(tables)
    assert time.process_time() - started < 8
