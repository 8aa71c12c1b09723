"""Small folders of real text in the layout of the public data, and of the project's own texts."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import write_csv

ENGLISH = [
    "The park needs more lights because the path is dark at night.",
    "Please empty the bins on our street more often than once a week.",
    "Buses are always late and there are never enough seats for everyone.",
    "My daughter cannot cycle to school safely while cars speed past.",
]
BENGALI = [
    "পার্কে আরও আলো দরকার কারণ রাতে পথ অন্ধকার থাকে।",
    "আমাদের রাস্তায় ময়লার বাক্স আরও ঘন ঘন খালি করুন।",
    "বাস সব সময় দেরি করে আসে এবং বসার জায়গা থাকে না।",
    "আমার মেয়ে নিরাপদে সাইকেলে স্কুলে যেতে পারে না।",
]
SOMALI = [
    "Beerta waxay u baahan tahay iftiin badan sababtoo ah waddadu waa madow tahay habeenkii.",
    "Fadlan faaruqiya qashinka waddadayada wax ka badan hal mar toddobaadkii.",
    "Basasku had iyo jeer way soo daahaan mana jiraan kuraas ku filan dadka oo dhan.",
    "Gabadhaydu si nabad ah baaskiil ugu ma tagi karto dugsiga.",
]
ROMANISED = [
    "park e aro alo dorkar karon rate rasta ondhokar thake",
    "amader rastay moyla gulo beshi beshi porishkar koren please",
    "bus shob shomoy deri kore ashe ar boshar jayga thake na",
    "amar meye nirapode cycle e school e jete pare na",
]


def public_data(folder: Path) -> Path:
    """Write a data folder that has some of the public sets and lacks the others."""
    for name in ("ntrex", "polis", "bnsentmix", "argkp"):
        (folder / name).mkdir(parents=True)
    rows = [[str(at), *texts] for at, texts in enumerate(zip(ENGLISH, BENGALI, SOMALI, strict=True))]
    write_csv(folder / "ntrex/parallel.csv", ["row", "en", "bn", "so"], rows)
    answers = [[str(at), text] for at, text in enumerate(ENGLISH)]
    write_csv(folder / "polis/youth-policing.csv", ["response_id", "What should change?"], answers)
    write_csv(folder / "polis/bowling-green.csv", ["response_id", "What should change?"], answers)
    write_csv(folder / "bnsentmix/romanised-bengali.csv", ["text"], [[text] for text in ROMANISED])
    repeated = [["a", text, "topic"] for text in ENGLISH * 2]
    write_csv(folder / "argkp/arguments_dev.csv", ["arg_id", "argument", "topic"], repeated)
    return folder


def own_texts(folder: Path) -> Path:
    """Write a folder of the project's own texts: the Declaration's place, a sample and the four lists."""
    (folder / "udhr").mkdir(parents=True)
    (folder / "language").mkdir()
    (folder / "sample").mkdir()
    polish = ["Wszyscy ludzie rodzą się wolni i równi.", "Każdy człowiek ma prawo do życia i wolności."]
    dutch = ["Alle mensen worden vrij en gelijk in waardigheid geboren.", "Een ieder heeft recht op leven."]
    for tag, lines in {"en": ENGLISH, "so": SOMALI, "bn": BENGALI, "pl": polish, "nl": dutch}.items():
        (folder / f"udhr/{tag}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    short = [
        ["More bins", "en", "test"],
        ["Roads are bad", "en", "train"],
        ["Waxaan rabnaa iftiin badan", "so", "test"],
    ]
    write_csv(folder / "language/short.csv", ["text", "language", "split"], short)
    romanised = [["park mein roshni nahi hai", "ur-Latn", "test"], [ROMANISED[0], "bn-Latn", "test"]]
    write_csv(folder / "language/romanised.csv", ["text", "language", "split"], romanised)
    pitfalls = [["N/A", "en;und;zxx", "non_answer"], ["👍👍", "zxx;und", "symbols"], [ENGLISH[0].upper(), "en", "caps"]]
    write_csv(folder / "language/pitfalls.csv", ["text", "accept", "kind"], pitfalls)
    mixed = [
        [f"{BENGALI[0]} {BENGALI[1]} {ENGLISH[0]}", "bn;en", "sentence"],
        ["Please open the masjid car park on Fridays.", "en", "loan"],
    ]
    write_csv(folder / "language/mixed.csv", ["text", "languages", "kind"], mixed)
    rows = [["R1", ENGLISH[1]], ["R2", f"{SOMALI[1]} {ENGLISH[2]}"], ["R3", ""]]
    write_csv(folder / "sample/eastmere.csv", ["Response ID", "Why?"], rows)
    tags: list[list[str]] = [["en"], ["so", "en"], []]
    answers = [
        {"response_id": row[0], "question": "Why?", "languages": own} for row, own in zip(rows, tags, strict=True)
    ]
    (folder / "sample/gold.json").write_text(json.dumps({"themes": [], "answers": answers}), encoding="utf-8")
    return folder
