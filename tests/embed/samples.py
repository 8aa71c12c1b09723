"""Short texts in several languages and scripts, written for the tests."""

from __future__ import annotations

import random

SENTENCES = [
    "The path through the park is too dark at night.",
    "Please empty the bins more often; rubbish is left in the street for days!",
    "Parking for residents costs £120 a year, and there are never enough spaces.",
    "Why was the youth club closed without asking anybody?",
    "Great idea.",
    "no",
    "পার্কের রাস্তা রাতে খুব অন্ধকার।",
    "ময়লা দিনের পর দিন রাস্তায় পড়ে থাকে, দয়া করে আরও ঘন ঘন নিয়ে যান।",
    "বাসিন্দাদের গাড়ি রাখার খরচ অনেক বেশি।",
    "আমাদের এলাকায় তরুণদের জন্য কিছুই নেই",
    "Waddada beerta ku taal habeenkii waa mugdi.",
    "Fadlan qashinka si joogto ah u qaada, maalmo ayuu waddada yaallaa.",
    "Baarkinku aad buu qaali ugu yahay dadka deggan xaafadda.",
    "Dhallinyaradu meel ay ku ciyaaraan ma haystaan",
    "parker rasta rate onek ondhokar",
    "الممر في الحديقة مظلم جدا في الليل",
    "يرجى إفراغ صناديق القمامة أكثر من مرة في الأسبوع",
    "مواقف السيارات باهظة الثمن للسكان",
    "bins 🗑️ আর rubbish everywhere 😡😡",
    "👨‍👩‍👧‍👦 🌳🌳 ❤️",
]


def varied_texts(number: int, seed: int = 0) -> list[str]:
    """Return different texts: the sentences, and chance mixtures of their words, of characters and of spaces."""
    rng = random.Random(seed)  # noqa: S311 - test texts, not secrets
    words = " ".join(SENTENCES).split()
    blocks = [(0x20, 0x17F), (0x600, 0x6FF), (0x980, 0x9FF), (0x1F300, 0x1F6FF), (0x13000, 0x13020), (0xFF01, 0xFF60)]
    texts = list(SENTENCES)
    while len(texts) < number:
        if rng.random() < 0.6:
            texts.append((" " * rng.choice([1, 1, 2])).join(rng.choices(words, k=rng.randint(1, 60))))
        else:
            low, high = rng.choice(blocks)
            texts.append("".join(chr(rng.choice([32, rng.randint(low, high)])) for _ in range(rng.randint(1, 30))))
    return texts[:number]
