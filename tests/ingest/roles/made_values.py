"""Values for the made list of headings: sixty answers of each kind, in the words people use."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

ROWS = 60

_SENTENCES: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "en": (
        ("I think", "Honestly,", "As a parent of two,", "My mum says", "We all know", "To be fair,", "Please note:"),
        ("the lights by the canal", "buses on Roman Road", "the new benches", "parking near the school", "the flats"),
        (
            "never work after ten at night",
            "are far too dear for us",
            "should have been done years ago",
            "make it worse",
        ),
    ),
    "bn": (
        ("আমার মনে হয়", "সত্যি বলতে", "দুই সন্তানের মা হিসেবে", "আমরা সবাই জানি", "দয়া করে দেখুন"),
        ("পার্কের আলোগুলো", "স্কুলের পাশের রাস্তা", "নতুন বেঞ্চগুলো", "বাজারের ভাড়া", "আমাদের ফ্ল্যাটগুলো"),
        ("রাতে একেবারেই কাজ করে না", "আমাদের জন্য খুব কষ্টের", "অনেক আগেই ঠিক করা উচিত ছিল"),
    ),
    "so": (
        ("Waxaan u malaynayaa", "Runtii", "Hooyo laba carruur ah ayaan ahay", "Dhammaanteen waan ognahay"),
        ("in nalalka beerta", "in baska waddada weyn", "in kuraasta cusub", "in baabuurta iskuulka"),
        ("aysan habeenkii shaqayn", "ay aad inoogu qaali tahay", "la hagaajin lahaa sannado ka hor"),
    ),
    "ar": (
        ("أعتقد أن", "بصراحة", "كأم لطفلين أرى أن", "نعلم جميعا أن"),
        ("أضواء الحديقة", "الحافلات في الشارع الرئيسي", "المقاعد الجديدة", "مواقف السيارات قرب المدرسة"),
        ("لا تعمل في الليل أبدا", "غالية جدا علينا", "كان يجب إصلاحها منذ سنوات"),
    ),
    "pl": (
        ("Myślę, że", "Szczerze mówiąc,", "Jako matka dwójki dzieci uważam, że", "Wszyscy wiemy, że"),
        ("lampy przy kanale", "autobusy na głównej ulicy", "nowe ławki", "parking koło szkoły"),
        ("nigdy nie działają po zmroku", "są dla nas za drogie", "trzeba było naprawić lata temu"),
    ),
    "fr": (
        ("Je pense que", "Franchement,", "En tant que mère de deux enfants, je trouve que", "Nous savons tous que"),
        ("les lampes du canal", "les bus de la grande rue", "les nouveaux bancs", "le parking près de l'école"),
        ("ne marchent jamais le soir", "sont trop chers pour nous", "auraient dû être réparés il y a des années"),
    ),
    "es": (
        ("Creo que", "La verdad,", "Como madre de dos hijos pienso que", "Todos sabemos que"),
        ("las luces del canal", "los autobuses de la calle mayor", "los bancos nuevos"),
        ("nunca funcionan de noche", "son demasiado caros", "se debían haber arreglado hace años"),
    ),
    "it": (
        ("Penso che", "Onestamente,", "Come madre di due figli credo che", "Sappiamo tutti che"),
        ("le luci del canale", "gli autobus della via principale", "le nuove panchine"),
        ("non funzionino mai di sera", "siano troppo cari per noi", "andassero riparati anni fa"),
    ),
    "pt": (
        ("Acho que", "Sinceramente,", "Como mãe de dois filhos penso que", "Todos sabemos que"),
        ("as luzes do canal", "os autocarros da rua principal", "os bancos novos"),
        ("nunca funcionam à noite", "são caros demais para nós", "deviam ter sido arranjados há anos"),
    ),
}
_SHORT = {
    "en": ("more bins", "trees", "tired", "Busy, loud, home", "scruffy", "lovely", "dirty streets", "shops", "police"),
    "bn": ("আরও গাছ", "আলো", "শান্ত", "ভিড়", "নোংরা", "সুন্দর জায়গা", "দোকান", "পুলিশ", "বেঞ্চ চাই"),
    "so": ("geedo badan", "nal", "deggan", "mashquul", "wasakh", "meel fiican", "dukaanno", "booliis", "kuraas"),
}
_CHOICES: dict[str, Sequence[str]] = {
    "yesno": ("Yes", "No", "Yes", "No", "Don't know"),
    "yesno_bn": ("হ্যাঁ", "না", "হ্যাঁ", "জানি না"),
    "yesno_so": ("Haa", "Maya", "Haa", "Ma garanayo"),
    "yesno_ar": ("نعم", "لا"),
    "yesno_pl": ("Tak", "Nie"),
    "yesno_fr": ("Oui", "Non"),
    "agree": ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree", "Don't know"),
    "agree_bn": ("সম্পূর্ণ একমত", "একমত", "একমতও নই দ্বিমতও নই", "একমত নই", "সম্পূর্ণ দ্বিমত"),
    "agree_so": ("Aad baan ugu raacsanahay", "Waan raacsanahay", "Dhexdhexaad", "Ma raacsani"),
    "satisfied": ("Very satisfied", "Fairly satisfied", "Neither satisfied nor dissatisfied", "Very dissatisfied"),
    "satisfied_bn": ("খুব সন্তুষ্ট", "কিছুটা সন্তুষ্ট", "অসন্তুষ্ট", "খুব অসন্তুষ্ট"),
    "satisfied_so": ("Aad baan ugu qanacsanahay", "Waan ku qanacsanahay", "Kuma qanacsani"),
    "definitely": ("Yes, definitely", "Yes, to some extent", "No", "Don't know"),
    "often": ("Every day", "Once a week", "Once a month", "Less often", "Never", "Prefer not to say"),
    "oftencomma": ("Less than a year", "A year, or a little more", "Two to five years", "Longer, from the start"),
    "often_bn": ("প্রতিদিন", "সপ্তাহে একবার", "মাসে একবার", "কখনও না"),
    "often_so": ("Maalin kasta", "Toddobaadkii mar", "Bishii mar", "Weligay"),
    "longoptions": (
        "Option 1: keep the road open to all traffic but add a new crossing outside the school and wider pavements",
        "Option 2: close the road to through traffic at school times only, with exemptions for residents and carers",
        "Option 3: close the road for good, plant trees along it, and make a play street with seats and cycle parking",
    ),
    "modes": ("Walk", "Bus", "Cycle", "Car or van", "Tube, DLR or train", "I work from home"),
    "likert": ("1 = strongly disagree", "2 = disagree", "3 = neither", "4 = agree", "5 = strongly agree"),
    "emoji": ("😀", "🙂", "😐", "🙁", "😡"),
    "important": ("Very important", "Fairly important", "Not very important", "Not at all important"),
    "options": ("Option A", "Option B", "Neither"),
    "hours": ("6pm", "8pm", "10pm", "Do not lock them"),
    "ages": ("Under 16", "16 to 24", "25-34", "35-44", "45 to 54", "55-64", "65+", "Prefer not to say"),
    "ages_bn": ("১৬-২৪", "২৫-৩৪", "৩৫-৪৪", "৬৫+", "বলতে চাই না"),
    "sexes": ("Female", "Male", "Prefer not to say", "Non-binary"),
    "sexes_bn": ("মহিলা", "পুরুষ", "বলতে চাই না"),
    "sexes_so": ("Dheddig", "Lab", "Ma doonayo inaan sheego"),
    "sexes_ar": ("أنثى", "ذكر"),
    "sexes_pl": ("Kobieta", "Mężczyzna"),
    "sexes_fr": ("Femme", "Homme", "Ne souhaite pas répondre"),
    "ethnic": (
        "Asian, Asian British or Asian Welsh: Bangladeshi",
        "White: English, Welsh, Scottish, Northern Irish or British",
        "Black, Black British, Black Welsh, Caribbean or African: African",
        "White: Irish",
        "Prefer not to say",
    ),
    "ethnic_bn": ("বাংলাদেশি", "শ্বেতাঙ্গ ব্রিটিশ", "আফ্রিকান", "মিশ্র", "বলতে চাই না"),
    "ethnic_so": ("Soomaali", "Bangaali", "Cadaan", "Ma doonayo inaan sheego"),
    "religions": ("Muslim", "Christian", "No religion", "Hindu", "Prefer not to say"),
    "religions_bn": ("ইসলাম", "হিন্দু", "খ্রিস্টান", "কোনো ধর্ম নেই"),
    "religions_so": ("Muslim", "Kiristan", "Diin malaha"),
    "orientations": ("Straight or heterosexual", "Gay or lesbian", "Bisexual", "Prefer not to say"),
    "marital": ("Never married and never registered a civil partnership", "Married", "Divorced", "Widowed"),
    "languages": ("English", "Bengali", "Somali", "Polish", "Other"),
    "countries": ("England", "Bangladesh", "Somalia", "Poland", "Italy"),
    "wards": ("Mile End", "Bow East", "Whitechapel", "Limehouse", "Lansbury"),
    "lsoas": ("E01004200", "E01004201", "E01004202", "E01004203"),
    "outward": ("E1", "E2", "E3", "E14", "E1W", "E14 3"),
    "consents": ("You may publish my response", "Please do not publish my response"),
    "kinds": ("As an individual", "On behalf of an organisation", "As a local business", "A resident"),
    "kinds_bn": ("ব্যক্তি হিসেবে", "সংগঠনের পক্ষে"),
    "kinds_so": ("Shakhsi ahaan", "Urur"),
    "statuses": ("Completed", "Partial"),
    "formlanguages": ("en", "bn", "so"),
    "collectors": ("4210001", "4210002"),
    "ten": tuple(map(str, range(11))),
    "ten_bn": tuple("১২৩৪৫৬৭৮৯"),
    "five": ("1", "2", "3", "4", "5"),
    "stars": ("★", "★★", "★★★", "★★★★", "★★★★★"),
    "marks": ("8/10", "7/10", "10/10", "3/10"),
    "nas": ("N/A", "n/a", "NA", "None", ""),
    "noanswers": ("No", "no", "No.", "Yes", "", "Nope", "None"),
    "noanswers_bn": ("না", "না।", "নেই", "", "হ্যাঁ"),
    "noanswers_so": ("Maya", "maya", "", "Haa", "Waxba"),
    "empties": ("",),
}
_PARTS: dict[str, tuple[str, Sequence[str]]] = {
    "semis": (";", ("Playground", "Sports pitches", "Toilets", "Café", "Benches and tables, in the shade")),
    "semis_bn": (";", ("খেলার মাঠ", "শৌচাগার", "বেঞ্চ", "দোকান")),
    "semis_so": (";", ("Goob ciyaar", "Musqulo", "Kuraas", "Dukaan")),
    "semis_ar": ("؛", ("البريد", "الأصدقاء", "الإنترنت", "المدرسة")),
    "commas": (", ", ("Facebook", "Letter through my door", "Poster", "Friend or neighbour", "East End Life")),
    "commas_bn": (", ", ("ফেসবুক", "চিঠি", "পোস্টার", "বন্ধু")),
    "commas_so": (", ", ("Facebook", "Warqad", "Boostar", "Saaxiib")),
    "commalabels": (
        ", ",
        ("Trees, flowers and shade", "Lamps, cameras and wardens", "Play areas", "Cleaning", "Benches"),
    ),
    "commaother": (", ", ("Walking the dog", "Sport", "Meeting friends", "Getting to work", "Playing with children")),
    "disabilities": (", ", ("Mobility", "Hearing", "Vision", "Mental health", "None")),
    "lines": ("\n", ("Traffic", "No bicycle", "Nowhere to park it", "Weather")),
}
_GIVEN = ("Fatima", "Mohammed", "Sarah", "James", "Ayesha", "Abdi", "Hodan", "Rahima", "John", "Emma", "Ali", "Maria")
_FAMILY = ("Begum", "Ahmed", "Smith", "Khatun", "Hassan", "Jones", "Miah", "Williams", "Ali", "Brown", "Rahman")


def _sentence(rng: random.Random, language: str) -> str:
    """Return one sentence, or two."""
    parts = _SENTENCES[language]
    one = " ".join(rng.choice(part) for part in parts)
    end = "।" if language == "bn" else "."
    return (
        f"{one}{end}"
        if rng.random() < 0.5
        else f"{one}{end} {' '.join(rng.choice(part) for part in parts)} {rng.randint(2, 99)}"
    )


def _postcode(rng: random.Random) -> str:
    return f"E{rng.randint(1, 17)} {rng.randint(1, 9)}{rng.choice('ABDEFG')}{rng.choice('HJLNPQ')}"


def _nhs(rng: random.Random) -> str:
    """Return a number with the right last digit."""
    while True:
        digits = [rng.randint(0, 9) for _ in range(9)]
        check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            text = "".join(map(str, [*digits, 0 if check == 11 else check]))
            return f"{text[:3]} {text[3:6]} {text[6:]}"


def _ticked(rng: random.Random, kind: str) -> str:
    """Return some options in the order of the form."""
    mark, options = _PARTS[kind]
    chosen = [option for option in options if rng.random() < 0.4] or [rng.choice(options)]
    if kind == "commaother" and rng.random() < 0.1:
        chosen.append(f"Other: feeding birds, mostly number {rng.randint(1, 99)}")
    return mark.join(chosen) + (mark if kind.startswith("semis") else "")


_MAKERS: dict[str, Callable[[random.Random, int], str]] = {
    "ids": lambda _, n: str(10_001 + n),
    "refs": lambda _, n: f"ANON-{n:03d}-K{n % 7}",
    "dates": lambda rng, _: f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2026",
    "datetimes": lambda rng, _: f"2026-03-{rng.randint(1, 28):02d} {rng.randint(8, 20):02d}:{rng.randint(10, 59)}:07",
    "births": lambda rng, _: f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{rng.randint(1935, 2005)}",
    "names": lambda rng, _: f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}",
    "firstnames": lambda rng, _: rng.choice(_GIVEN),
    "surnames": lambda rng, _: rng.choice(_FAMILY),
    "names_bn": lambda rng, _: f"{rng.choice(('রহিম', 'ফাতেমা', 'আয়েশা'))} {rng.choice(('বেগম', 'আহমেদ', 'খাতুন'))}",
    "names_so": lambda rng, _: f"{rng.choice(('Hodan', 'Abdi', 'Faadumo'))} {rng.choice(('Cali', 'Xasan', 'Maxamed'))}",
    "names_ar": lambda rng, _: f"{rng.choice(('فاطمة', 'محمد', 'مريم'))} {rng.choice(('حسن', 'علي', 'أحمد'))}",
    "emails": lambda rng, n: f"{rng.choice(_GIVEN).lower()}{n}@example.org" if n % 3 else "",
    "phones": lambda rng, n: f"07700 {rng.randint(900_000, 900_999)}" if n % 4 else "",
    "phones_bn": lambda rng, n: "০৭৭০০ " + "".join(rng.choice("০১২৩৪৫৬৭৮৯") for _ in range(6)) if n % 4 else "",
    "postcodes": lambda rng, _: _postcode(rng),
    "streets": lambda rng, _: f"{rng.randint(1, 190)} {rng.choice(('Roman', 'Bow', 'Old Ford'))} Road, London E3",
    "contacts": lambda rng, n: f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)} 07700 9{n:05d}" if n % 2 else "",
    "nhs": lambda rng, _: _nhs(rng),
    "ni": lambda rng, _: f"AB{rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(10, 99)} C",
    "ips": lambda rng, _: f"192.0.2.{rng.randint(1, 254)}",
    "gps": lambda rng, _: f"51.5{rng.randint(100, 999)}, -0.0{rng.randint(100, 999)}",
    "handles": lambda rng, n: f"{rng.choice(_GIVEN).lower()}_{n}",
    "tenants": lambda rng, _: f"T{rng.randint(100_000, 999_999)}",
    "plates": lambda rng, _: f"LB{rng.randint(10, 75)} {rng.choice('ABC')}{rng.choice('XYZ')}{rng.choice('KLM')}",
    "tokens": lambda rng, _: f"{rng.getrandbits(64):016x}",
    "seconds": lambda rng, _: str(rng.randint(60, 4000)),
    "numbers": lambda rng, _: str(rng.randint(11, 9000)),
    "exactages": lambda rng, _: str(rng.randint(16, 90)),
    "hundred": lambda rng, _: str(rng.randint(0, 100)),
    "urls": lambda rng, _: f"https://example.org/{rng.choice(('a', 'b'))}",
    "agents": lambda rng, n: f"Mozilla/5.0 (X11; Linux {n})",
    "orgnames": lambda rng, n: (
        f"{rng.choice(('Bow', 'Stepney', 'Poplar'))} {rng.choice(('Trust', 'School', 'Forum'))}" if n % 6 == 0 else ""
    ),
    "amounts": lambda rng, n: (
        f"£{rng.randint(1, 90)}" if n % 2 else f"{rng.choice(('nothing', 'five pounds'))}, {_sentence(rng, 'en')}"
    ),
    "grid": lambda rng, _: ", ".join(
        f"{line} : {rng.choice(('Good', 'Poor', 'Very good, mostly'))}" for line in ("Parks, trees", "Roads", "Lights")
    ),
    "grid_bn": lambda rng, _: ", ".join(f"{line} : {rng.choice(('ভালো', 'খারাপ'))}" for line in ("পার্ক", "রাস্তা")),
    "grid_so": lambda rng, _: ", ".join(f"{x} : {rng.choice(('Fiican', 'Xun'))}" for x in ("Beerta", "Waddada")),
    "ranking": lambda rng, _: ";".join(rng.sample(("Trees", "Bins", "Lights", "Benches"), 4)) + ";",
    "withemails": lambda rng, n: f"{_sentence(rng, 'en')} {'write to a@example.org' if n % 5 == 0 else ''}",
    "few": lambda rng, n: _sentence(rng, "en") if n in (7, 31, 50) else "",
    "few_bn": lambda rng, n: _sentence(rng, "bn") if n in (7, 31, 50) else "",
    "few_so": lambda rng, n: _sentence(rng, "so") if n in (7, 31, 50) else "",
    "hybrid": lambda rng, n: (
        ("Yes", "No", "Yes, because ", "No, as ")[n % 4] + (_sentence(rng, "en") if n % 4 > 1 else "")
    ),
    "mixedlanguages": lambda rng, n: _sentence(rng, ("en", "bn", "so")[n % 3]),
    "short": lambda rng, _: rng.choice(_SHORT["en"]) + rng.choice(("", "", " and noise", " mostly", "!", " :)")),
    "short_bn": lambda rng, _: rng.choice(_SHORT["bn"]) + rng.choice(("", "", " খুব", " আর শব্দ")),
    "short_so": lambda rng, _: rng.choice(_SHORT["so"]) + rng.choice(("", "", " aad", " iyo buuq")),
}


def made(kind: str, seed: int) -> list[str]:
    """Return sixty values of a kind."""
    rng = random.Random(seed)  # noqa: S311 - made-up answers
    if kind in _CHOICES:
        return [rng.choice(_CHOICES[kind]) for _ in range(ROWS)]
    if kind in _PARTS:
        return [_ticked(rng, kind) for _ in range(ROWS)]
    if kind.startswith("free"):
        language = kind.partition("_")[2] or "en"
        return [_sentence(rng, language) if rng.random() < 0.8 else "" for _ in range(ROWS)]
    return [_MAKERS[kind](rng, n) for n in range(ROWS)]
