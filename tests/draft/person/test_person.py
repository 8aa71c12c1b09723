from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import second_person
from textmine.draft.person.shift import first_person_words


@pytest.mark.parametrize(
    ("said", "shifted"),
    [
        ("I don't feel safe walking my kids home", "You don't feel safe walking your kids home"),
        ("I am scared of the canal path", "You are scared of the canal path"),
        ("I was followed twice", "You were followed twice"),
        ("I wasn't told", "You weren't told"),
        ("I also am worried", "You also are worried"),
        ("I'm a carer and I've had enough", "You're a carer and you've had enough"),
        ("I’m worried about my children’s safety", "You’re worried about your children’s safety"),
        ("i feel unsafe and my mum does too", "You feel unsafe and your mum does too"),
        ("I'd like more bins and I'll use them", "You'd like more bins and you'll use them"),
        ("We need more bins", "You need more bins"),
        ("Most of us cannot afford it", "Most of you cannot afford it"),
        ("The traffic on our road is terrible for us", "The traffic on your road is terrible for you"),
        ("A friend of mine was hit by a car", "A friend of yours was hit by a car"),
        ("I hurt myself on the pavement", "You hurt yourself on the pavement"),
        ("When I was young the park was safe", "When you were young the park was safe"),
        ("The lamp outside my flat was broken", "The lamp outside your flat was broken"),
        ("It makes me feel unsafe", "It makes you feel unsafe"),
        ("Cars park on our pavement", "Cars park on your pavement"),
        ("Nobody asked me", "Nobody asked you"),
        ("I open at 8 am", "You open at 8 am"),
        ("I use the park and I love it", "You use the park and you love it"),
        ("All I wanted was a bench", "All you wanted was a bench"),
        ("I went to the park and was attacked there", "You went to the park and were attacked there"),
        ("There is no light on the path and I use my torch", "There is no light on the path and you use your torch"),
        ("I should not have to pay for a gym", "You should not have to pay for a gym"),
        ("We should be able to walk home in peace", "You should be able to walk home in peace"),
        ("Historic buildings need care to keep our heritage", "Historic buildings need care to keep your heritage"),
        ('I would like to see an "art district" there', 'You would like to see an "art district" there'),
        ("The path where I was robbed is dark", "The path where you were robbed is dark"),
        ("Only in the day do I feel safe", "Only in the day do you feel safe"),
        ("You can't see the path at night", "You can't see the path at night"),
        ("People leaving sofas and then council fine Me", "People leaving sofas and then council fine you"),
    ],
)
def test_shifts_to_the_second_person_where_that_is_certain(said: str, shifted: str) -> None:
    assert second_person(said) == shifted


@pytest.mark.parametrize(
    "said",
    [
        "You never listen to me",
        "They hook you in with free bets",
        "I told your officer",
        "The council said I could not park",
        "He told me I was wrong",
        '"I feel safe" is what nobody says here',
        "My wife and I use the park",
        "Residents and I are scared",
        "I use my bike and I walk",
        "World War I",
        "Fix my road",
        "Give us more bins",
        "Stop wasting our money",
        "The road is bad so please help us",
        "Lost my house because of gambling",
        "We should ban all cars",
        "We need to protect the trees",
        "We banned tobacco advertising",
        "By not allowing it we are making people suffer",
        "Our country is going downhill",
        "Let's plant trees",
        "Why should I pay for this?",
        "I, a resident, object",
        "Me and my mum are scared",
        "As a mother of three I do not let my girls out",
        "My god this is bad",
        "Ill be moving out",
        "The rest of us pay",
        "It is a threat to us national security",
        "The camp is an embarrassment to the us",
        "Schools lose Title I funding",
        "We cannot abandon it",
        "When there is dumping on the lane don't come to our door",
        "Nearly destroyed my family",
        "All human beings have the right to meet our needs",
        "If we're banning ads, start with payday loans",
        "We don't need to subsidise space travel",
        "I finish at ten, even me I don't cross it",
        "You closed the library",
        "You can't close the road",
        'My neighbour said "I hate it" and left',
        "Put the lamps on so we see them, please help us",
    ],
)
def test_leaves_a_clause_alone_where_the_shift_is_uncertain(said: str) -> None:
    assert second_person(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "The lights are broken",
        "A fence, i.e. a gate",
        "US policy is no model",
        "পার্কে আলো নেই",
        "Nalalka ayaa jaban",
        "الأضواء معطلة",
        "🙏",
        "",
    ],
)
def test_a_clause_without_a_first_person_comes_back_as_it_is(said: str) -> None:
    assert second_person(said) == said


_VOCABULARY = """I we me us my our mine myself I'm I've I’d we're am was and or the road is bad said you because
Isha , . ? " please help should council kids পার্ক light i US don't wasn't like of never"""
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(_WORDS, max_size=12))
@settings(deadline=None, max_examples=400)
def test_no_first_person_is_left_in_a_shifted_clause(words: list[str]) -> None:
    shifted = second_person(" ".join(words))
    assert shifted is None or first_person_words(shifted) == (0, 0)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(second_person(text), str | None)
