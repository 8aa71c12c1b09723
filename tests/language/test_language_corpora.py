"""The hand-written texts of `corpora/language`: their shape, their tags, and that no test text is trained on."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from itertools import combinations

import pytest

from textmine.language.catalogue import known_languages, script_by_language
from textmine.language.scripts import NO_SCRIPT, script_of
from textmine.resources import resource

COLUMNS = {
    "pitfalls.csv": ["text", "accept", "kind"],
    "mixed.csv": ["text", "languages", "kind"],
    "romanised.csv": ["text", "language", "split"],
    "short.csv": ["text", "language", "split"],
}
SPLIT_FILES = ["romanised.csv", "short.csv"]
ROMANISED = {"ur-Latn", "ar-Latn", "bn-Latn", "syl"}
ALIKE = 0.6
"""Share of their words that two texts have in common from which one counts as a copy of the other."""


def content(name: str) -> str:
    return resource("corpora", "language", name).read_bytes().decode("utf-8")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(name), newline="")))


def words(text: str) -> frozenset[str]:
    """Return the words of a text without case and punctuation; vowel signs belong to the word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(
        "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded.replace("'", "")).split()
    )


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= ALIKE * len(one | other)


def script_of_tag(tag: str) -> str:
    return "Latn" if tag in ROMANISED else script_by_language(tag)


def test_near_copies_are_recognised() -> None:
    assert alike(words("More bins, please!"), words("more bins please"))
    assert alike(words("I love this so much"), words("I hate this so much"))
    assert not alike(words("More bins please"), words("More trees please now"))
    assert not alike(words("পার্কে আলো নেই"), words("পার্কের গেট বন্ধ"))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_file_is_plain_csv(name: str) -> None:
    text = content(name)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline="")))
    assert written.getvalue() == text
    assert text.splitlines()[0].split(",") == COLUMNS[name]
    for row in rows(name):
        assert None not in row
        assert all(value and value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("name", COLUMNS)
def test_no_text_stands_twice(name: str) -> None:
    counts = Counter(row["text"] for row in rows(name))
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "column", "least"),
    [
        (
            "pitfalls.csv",
            "kind",
            {
                "non_answer": 40,
                "name": 60,
                "number": 30,
                "caps": 20,
                "misspelled": 35,
                "dialect": 40,
                "jargon": 40,
                "noise": 25,
                "symbols": 20,
                "address": 12,
                "single_word": 45,
                "loan_word": 35,
                "short_english": 80,
                "quotation": 15,
                "units": 15,
            },
        ),
        ("mixed.csv", "kind", {"sentence": 80, "clause": 40, "loan": 40}),
        ("romanised.csv", "language", {"ur-Latn": 160, "ar-Latn": 120, "syl": 160, "bn-Latn": 200}),
        ("short.csv", "language", {"en": 500, "so": 250, "bn": 120}),
    ],
)
def test_there_is_enough_of_each_sort(name: str, column: str, least: dict[str, int]) -> None:
    counts = Counter(row[column] for row in rows(name))
    assert set(counts) == set(least)
    assert {sort: counts[sort] for sort in least if counts[sort] < least[sort]} == {}


def test_only_a_text_without_letters_must_not_be_english() -> None:
    for row in rows("pitfalls.csv"):
        accept = row["accept"].split(";")
        allowed = (
            [["zxx", "und"]] if script_of(row["text"]) == NO_SCRIPT else [["en"], ["en", "und"], ["en", "und", "zxx"]]
        )
        assert accept in allowed, row


@pytest.mark.parametrize(
    "kind", ["caps", "loan_word", "misspelled", "quotation", "short_english", "single_word", "units"]
)
def test_plain_english_words_are_never_no_words(kind: str) -> None:
    assert [row["text"] for row in rows("pitfalls.csv") if row["kind"] == kind and "zxx" in row["accept"]] == []


def test_an_answer_is_mixed_unless_the_second_language_is_a_loan() -> None:
    for row in rows("mixed.csv"):
        tags = row["languages"].split(";")
        assert len(tags) == len(set(tags)) == (1 if row["kind"] == "loan" else 2), row
        assert set(tags) <= set(known_languages()) | ROMANISED, row


def test_the_language_with_most_letters_comes_first() -> None:
    for row in rows("mixed.csv"):
        assert script_of_tag(row["languages"].split(";")[0]) == script_of(row["text"]), row


@pytest.mark.parametrize("name", SPLIT_FILES)
def test_texts_are_in_the_script_of_their_language(name: str) -> None:
    for row in rows(name):
        assert script_of(row["text"]) == script_of_tag(row["language"]), row


@pytest.mark.parametrize(("name", "most"), [("romanised.csv", 25), ("short.csv", 8)])
def test_answers_are_short(name: str, most: int) -> None:
    assert [row["text"] for row in rows(name) if not 2 <= len(row["text"].split()) <= most] == []


@pytest.mark.parametrize("name", SPLIT_FILES)
def test_the_two_splits_are_of_one_size_in_every_language(name: str) -> None:
    counts = Counter((row["language"], row["split"]) for row in rows(name))
    assert {split for _, split in counts} == {"train", "test"}
    for language in {language for language, _ in counts}:
        assert abs(counts[language, "train"] - counts[language, "test"]) <= 2, language


@pytest.mark.parametrize("name", SPLIT_FILES)
def test_no_text_resembles_one_of_the_other_split(name: str) -> None:
    known = [(words(row["text"]), row) for row in rows(name)]
    assert [
        (one["text"], other["text"])
        for (mine, one), (theirs, other) in combinations(known, 2)
        if one["split"] != other["split"] and alike(mine, theirs)
    ] == []


@pytest.mark.parametrize("name", SPLIT_FILES)
def test_no_training_text_resembles_a_test_text_of_another_file(name: str) -> None:
    tests = [(words(row["text"]), row["text"]) for other in ("pitfalls.csv", "mixed.csv") for row in rows(other)]
    tests += [
        (words(row["text"]), row["text"]) for other in SPLIT_FILES for row in rows(other) if row["split"] == "test"
    ]
    training = [(words(row["text"]), row["text"]) for row in rows(name) if row["split"] == "train"]
    assert [(mine, text) for known, mine in training for theirs, text in tests if alike(known, theirs)] == []
