import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.campaigns.letters import LETTERS, OWN
from tests.text.samples import PIECES
from textmine.text import point_spans
from textmine.text.courtesies import body_span, is_courtesy

SALUTATIONS = [
    "Dear Sir or Madam,",
    "Dear Eastmere Council,",
    "dear council",
    "To whom it may concern:",
    "Hello, Dear Cllr. Smith,",
    "শ্রদ্ধেয় মহোদয়,",
    "প্রিয় কাউন্সিলর,",
    "শ্রদ্ধেয় মহোদয়,".replace("\u09af\u09bc", "\u09df"),
    "Assalamu alaikum,",
    "Sroddheyo mohoday,",
    "Mudane sharafle,",
    "Golaha sharafta leh,",
    "السلام عليكم ورحمة الله،",
    "السادة الكرام،",
    "Szanowni Państwo,",
    "Madame, Monsieur,",
    "Gentile Sindaco,",
    "Sehr geehrte Damen und Herren,",
]
SIGN_OFFS = [
    "Yours faithfully, Sheila Bannister (Mrs)",
    "Kind regards\nTom Ashworth",
    "Many thanks,\nTom Ashworth\n118 Chapel Road\nE97 3QT",
    "Thank you, Tom",
    "Thank you for reading this. Best wishes, a worried resident",
    "Derek Pennifold, 118 Chapel Road",
    "বিনীত,\nরহিমা খাতুন",
    "ইতি, রহিমা",
    "ধন্যবাদান্তে\nমোঃ রফিকুল ইসলাম, ২২ চ্যাপেল রোড",
    "Mahadsanid,\nAxmed Cali",
    "Salaan sare,\nHodan Warsame",
    "Dhonnobad, Rahim",
    "Binito,\nRahima Begum",
    "مع التحية\nأحمد علي",
    "وتفضلوا بقبول فائق الاحترام،\nفاطمة علي",
    "Z poważaniem\nAnna Kowalska",
    "Cordialement, Marie Dupont",
    "Veuillez agréer, Madame, Monsieur, l’expression de mes salutations distinguées.\nMarie Dupont",
    "Cordiali saluti,\nMarco Rossi",
    "Vielen Dank.\nAnna Müller\nBahnhofstraße 12",
]
SAYS_SOMETHING = [
    "Thank you for the new bins",
    "Thank you. Please fix the lights",
    "Thanks to Cllr Smith",
    "Thanks for nothing",
    "Best wishes for the project",
    "Too many flats. Stop it.",
    "More trees.\nMore bins.",
    "dear parking, few buses",
    "Hi bins are full, again",
    "Attention, Mill Road is dangerous",
    "The lights are out at:\n22 Weaver's Lane",
    "The broken lamps are these.\n22 Weaver's Lane\n14 Mill Road",
    "Who should lead the board?\nTom Ashworth",
    "Name the park after a local.\nTom Ashworth",
    "ধন্যবাদ পার্কের জন্য",
    "পার্ক ভালো। ধন্যবাদ মালিদের",
    "সালাম মসজিদের পাশে আলো চাই",
    "Mahadsanid inaad af Soomaali nagu weydiiseen",
    "Waan ku faraxsanahay. Mahadsanid shaqaalaha",
    "park er jonno dhonnobad",
    "شكرا على الحديقة الجديدة",
    "Dziękuję za nowe ławki",
    "Merci. Plus de bancs",
    "Salve il parco, per favore",
]


def points(text: str) -> list[str]:
    return [span.of(text) for span in point_spans(text)]


PLAIN = [points(letter) for letter in LETTERS.values()]


@pytest.mark.parametrize("salutation", SALUTATIONS)
def test_a_salutation_is_in_no_point_of_a_letter_in_any_language(salutation: str) -> None:
    assert [points(f"{salutation}\n{letter}") for letter in LETTERS.values()] == PLAIN


@pytest.mark.parametrize("before", ["\n\n", " "])
@pytest.mark.parametrize("sign_off", SIGN_OFFS)
def test_a_sign_off_is_in_no_point_of_a_letter_in_any_language(sign_off: str, before: str) -> None:
    assert [points(f"{letter}{before}{sign_off}") for letter in LETTERS.values()] == PLAIN


@pytest.mark.parametrize("text", [*SALUTATIONS, *SIGN_OFFS, "Dear council,\nThank you.\nKind regards, Tom"])
def test_an_answer_that_is_a_courtesy_alone_is_one_point(text: str) -> None:
    assert is_courtesy(text)
    assert points(text) == [text]


@pytest.mark.parametrize("text", ["118 Chapel Road", "E97 3QT", "Tom Ashworth", "a@b.org", "মোঃ রফিকুল ইসলাম"])
def test_personal_data_alone_is_a_courtesy(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", SAYS_SOMETHING)
def test_words_that_say_something_are_kept(text: str) -> None:
    assert not is_courtesy(text)
    assert body_span(text).of(text) == text


@pytest.mark.parametrize("own", [*OWN.values(), *LETTERS.values()])
def test_a_letter_without_courtesies_is_all_body(own: str) -> None:
    assert not is_courtesy(own)
    assert body_span(own).of(own) == own


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from([*PIECES, *(f"{piece}\n" for piece in SALUTATIONS + SIGN_OFFS)]), max_size=12))
def test_points_hold_the_body_of_a_text_and_no_more(pieces: list[str]) -> None:
    text = "".join(pieces)
    body = body_span(text).of(text)
    assert "".join("".join(points(text)).split()) == "".join(body.split())
    assert bool(body.strip()) == bool(text.strip())
