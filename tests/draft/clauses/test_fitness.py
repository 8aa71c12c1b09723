from __future__ import annotations

import pytest

from textmine.draft.clauses.fitness import english_flaws, english_penalty
from textmine.draft.clauses.story import personal_flaws


@pytest.mark.parametrize(
    "said",
    [
        "I have shopped here since 1971",
        "My mother's carer uses bay 12 twice a day",
        "I work nights at the hospital",
        "Since she left I've had the crack house on the second floor back",
        "I fell on Hazel Street in November",
        "A man exposed himself to me on the towpath",
        "I have been followed twice",
        "We moved here from Utrecht",
        "I've stopped running after work",
    ],
)
def test_what_happened_to_one_person_is_a_story(said: str) -> None:
    assert "story" in personal_flaws(said)


@pytest.mark.parametrize(
    "said", ["I hold a Blue Badge myself", "I am 83", "I'm a bus controller", "I am plumber", "My ethnicity is mixed"]
)
def test_who_somebody_is_makes_no_point(said: str) -> None:
    assert personal_flaws(said)


@pytest.mark.parametrize(
    "said",
    [
        "I don't feel safe walking my kids through the park",
        "We need more bins",
        "I cannot support the closure of the lane",
        "I am scared of the canal path",
        "I am in favour of the plan",
        "I can't see the roots on the path",
        "We would like the ball court reopened",
        "The bench we used is broken",
        "The planters were delivered in January",
        "These bays are used every day by customers of our small shops",
        "We regret that the papers were not delivered",
        "City parks need lights when we have long nights",
    ],
)
def test_what_somebody_wants_or_judges_is_no_story(said: str) -> None:
    assert personal_flaws(said) == frozenset()


@pytest.mark.parametrize(
    ("said", "flaw"),
    [
        ("They never turn up", "lost"),
        ("Ban them completely", "lost"),
        ("That is the whole of it", "lost"),
        ("You want somebody to speak to them", "lost"),
        ("I agree with 1, 2 and 5", "lost"),
        ("because of the rats", "fragment"),
        ("If there was a law for employers", "fragment"),
        ("Feels like a lot of cash", "fragment"),
        ("Three Mondays running now", "fragment"),
        ("In the evening", "fragment"),
        ("Lost my house", "fragment"),
        ("Wardens I'd pay for", "fragment"),
        ("Anything that puts more light on the street I'm for", "fragment"),
        ("the same for the other road", "incomplete"),
        ("Why is the road closed", "question"),
        ("Is there any point?", "question"),
        ("Ringing a bell as if that makes it my fault", "sarcasm"),
        ("Empty the bins 🙃", "sarcasm"),
        ("My neighbour Mr Doyle parks on the kerb", "name"),
    ],
)
def test_what_cannot_stand_alone_is_named(said: str, flaw: str) -> None:
    assert flaw in english_flaws(said)


@pytest.mark.parametrize(
    "said",
    [
        "Bigger bins at the canal",
        "More bins",
        "Expanded bus system",
        "It is dangerous to cross the road",
        "It would be nice to have a café",
        "The bins are full and they stink",
        "The council should listen when they ask",
        "If the lamps worked, people would use the path",
        "County residents should vote on city issues, they shop there too",
        "People should not bring their pets to every place they go to",
        "No dogs in the playground",
        "That hedge is far too high",
        "Lights until eleven",
    ],
)
def test_a_clause_that_stands_alone_has_no_flaw(said: str) -> None:
    assert english_flaws(said) == frozenset()


def test_a_request_ranks_before_a_remark_and_a_remark_before_a_pronoun() -> None:
    request, remark, pronoun = (
        english_penalty(said) for said in ("Mend the lamps", "The lamps are old", "It has old lamps")
    )
    assert request < remark < pronoun
