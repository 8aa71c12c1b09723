from __future__ import annotations

import textwrap

import pytest

from textmine.text.points import point_spans
from textmine.text.sentences import sentence_spans
from textmine.text.wrapping import wrapped_starts

LETTERS = {
    "en": "I use the path by the canal every evening when I walk home from work and there is no light at all between "
    "the bridge and the lock. My neighbour Fatima fell there last winter and London Road is no better. Please put "
    "lamps along it before the nights draw in again, so that we can all walk home safely.",
    "bn": "আমি প্রতিদিন সন্ধ্যায় কাজ থেকে ফেরার সময় খালের পাশের পথটি ব্যবহার করি এবং সেতু থেকে তালা পর্যন্ত কোথাও কোনো আলো নেই। "
    "গত শীতে আমার প্রতিবেশী সেখানে পড়ে গিয়েছিলেন এবং লন্ডন রোডের অবস্থাও ভালো নয়। দয়া করে রাত দীর্ঘ হওয়ার আগেই সেখানে বাতি "
    "লাগান যাতে আমরা নিরাপদে হাঁটতে পারি।",
    "so": "Waxaan isticmaalaa wadada kanaalka agteeda fiid kasta marka aan shaqada ka imanayo, iftiinna kuma jiro "
    "buundada iyo meesha u dhaxaysa. Deriskayga Faadumo ayaa halkaas ku dhacday jiilaalkii hore. Fadlan "
    "laydhadhka geli ka hor inta aanay habeennadu dheeraan, si aan ammaan ugu soconno.",
    "ar": "أستخدم الطريق بجانب القناة كل مساء عندما أعود من العمل ولا يوجد ضوء على الإطلاق بين الجسر والقفل. سقطت "
    "جارتي هناك في الشتاء الماضي وطريق لندن ليس أفضل حالا. من فضلكم ضعوا المصابيح على طوله قبل أن تطول "
    "الليالي مرة أخرى حتى نتمكن من المشي بأمان.",
}


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("width", [66, 72, 78])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_letter_is_cut_alike_however_a_program_broke_its_lines(language: str, width: int, end: str) -> None:
    text = LETTERS[language]
    broken = end.join(textwrap.wrap(text, width, break_on_hyphens=False))
    for spans in (sentence_spans, point_spans):
        assert [" ".join(span.of(broken).split()) for span in spans(broken, language)] == [
            span.of(text) for span in spans(text, language)
        ]


@pytest.mark.parametrize(
    "text",
    [
        "Better lighting along the whole of the canal path, at night too\nMore trees\nBenches for older people",
        "খালের পাশের পুরো পথে আরও ভালো আলো, বিশেষ করে রাতের বেলায় হাঁটার জন্য\nআরও গাছ\nবয়স্কদের জন্য বেঞ্চ",
        "One line",
        "",
    ],
)
def test_lines_that_people_broke_stay_apart(text: str) -> None:
    assert wrapped_starts(text) == frozenset()


def test_points_of_a_list_stay_apart_in_a_letter_that_a_program_broke() -> None:
    text = (
        "- Better lighting along the canal path between the bridge and the lock\n"
        "- Benches for older people near the bus stop and the health centre now\n- Trees"
    )
    assert len(sentence_spans(text, "en")) == 3
