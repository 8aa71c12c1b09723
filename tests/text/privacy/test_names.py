"""Names of people: found by what is around them, in every language, and not where a word only looks like one."""

import pytest

from textmine.text import personal_data
from textmine.text.privacy.names import names


def people(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.of(text)) for span in personal_data(text) if span.kind in ("name", "third_party")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Please fix the lamps. Kind regards, Xanthe Quillfeather", "Xanthe Quillfeather"),
        ("Please fix the lamps.\nOyin Braithwaite", "Oyin Braithwaite"),
        ("signed TERENCE OYELARAN", "TERENCE OYELARAN"),
        ("My name is Will Pond and I live here", "Will"),
        ("I am Rukshana Begum from Stepney", "Rukshana Begum"),
        ("Md. Rofiqul Islam", "Md. Rofiqul Islam"),
        ("আমার নাম শাহিদা বেগম, আমি এখানে থাকি", "শাহিদা বেগম"),
        ("নাম মোঃ আব্দুল করিম", "মোঃ আব্দুল করিম"),
        ("amar nam rahima khatun", "rahima khatun"),
        ("Magacaygu waa Hodan Jaamac", "Hodan Jaamac"),
        ("اسمي فاطمة حسين وأسكن هنا", "فاطمة حسين"),
        ("Nazywam się Agnieszka Wrona", "Agnieszka Wrona"),
        ("Mi chiamo Giulia Ferraro", "Giulia Ferraro"),
    ],
)
def test_the_writers_own_name_is_found_where_they_give_it(text: str, name: str) -> None:
    assert people(text) == [("name", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Begum upstairs agrees", "Mrs Begum"),
        ("mr patel sells vapes", "mr patel"),
        ("MY NEIGHBOUR MR SINGH PARKS BADLY", "MR SINGH"),
        ("Cllr. A. Rahman never replies", "Cllr. A. Rahman"),
        ("I told Reverend Alan Green twice", "Reverend Alan Green"),
        ("my neighbour Dave plays music", "Dave"),
        ("My husband Bill has dementia", "Bill"),
        ("my daughter Grace walks to school", "Grace"),
        ("the district nurse Blessing comes", "Blessing"),
        ("Pay Marcia's lot to run it", "Marcia"),
        ("We asked Wiremu Tamahori about the bins last week", "Wiremu Tamahori"),
        ("আমার প্রতিবেশী করিম ভাই রাতে গান বাজায়", "করিম ভাই"),
        ("মিস্টার জনসনকে বলেছিলাম", "মিস্টার জনসন"),
        ("জনাব আব্দুল মালেক সাহায্য করেন", "জনাব আব্দুল মালেক"),
        ("amar protibeshi Karim bhai rate gan bajay", "Karim bhai"),
        ("Deriskayga Cabdi wuxuu dhigaa gaariga", "Cabdi"),
        ("Waxaan la hadlay Xaawo Cali shalay", "Xaawo Cali"),
        ("جارنا السيد محمود يزعج الجميع", "السيد محمود"),
        ("Moja sąsiadka pani Krystyna nie wychodzi", "pani Krystyna"),
    ],
)
def test_somebody_elses_name_is_found_by_titles_relations_and_lists(text: str, name: str) -> None:
    assert people(text) == [("third_party", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Tanner Street, Weaver's Lane and Victoria Park are dark",
        "Hazel Primary and Florence Nightingale House near St Mary's church",
        "I will mark my hope in May, and April is a grace",
        "Will the council rose to the bill? Mark my words. Hope so. Grace periods help.",
        "The Mayor and Eastmere Council, Bangladeshi and Somali families, Muslim and Christian alike",
        "I saw the Imam. Bins are never emptied. Ask the Doctor. Parking is bad.",
        "Scott Waste and Gary Farms Blvd; Trader Joe's; Sainsbury's",
        "Better Lighting In Parks And Wider Pavements For All",
        "Parks team",
        "পার্কে আলো নেই, ইসলাম ধর্মের মানুষ শান্তি চায়, সরকার টাকা খান",
        "ইনটেনসিভ কেয়ার ইউনিট আর হাসপাতালের শিল্পী",
        "pukur er pani nongra, shondha belay alo nai, bhai amar asha",
        "Beerta waxay u baahan tahay iftiin badan. Ayaan ahay qof deggan.",
        "Tatsächliche Kosten auf Waren umlegen, mehr Bäume für die Stadt",
        "ask john about it",
        "my neighbours are loud and my son likes Minecraft",
        "Thank you Mr. President",
    ],
)
def test_places_months_words_and_bodies_are_no_names(text: str) -> None:
    assert people(text) == []


def test_a_contact_after_a_name_makes_it_the_writers() -> None:
    assert people("Call me: Leroy Grandison, 07700 900123") == [("name", "Leroy Grandison")]
    assert people("We saw Leroy Grandison there") == [("third_party", "Leroy Grandison")]


def test_names_can_be_left_out() -> None:
    text = "Mrs Begum, ring 07700 900123"
    assert [span.kind for span in personal_data(text, names="none")] == ["phone"]
    assert [span.kind for span in personal_data(text)] == ["third_party", "phone"]


def test_a_text_without_letters_holds_no_name() -> None:
    assert names("12 !? 👍") == []
