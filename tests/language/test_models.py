from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from textmine.config import LanguageSettings
from textmine.language import detect, second
from textmine.language.latin_text import latin_text
from textmine.language.ngrams import WordScores, fold, hashed_ngrams, ngram_model
from textmine.language.primary import primary
from textmine.language.second import SecondVoice, second_opinion
from textmine.language.weigh import weighing
from textmine.resources import resource


def test_hashes_of_a_word_never_change() -> None:
    buckets, owners = hashed_ngrams(["nal"])
    again, _ = hashed_ngrams(["so", "nal"])
    # One letter: 3; two to five letters of "␂nal␃": 4 + 3 + 2 + 1; the word itself.
    assert len(buckets) == 14
    assert set(owners) == {0}
    assert set(buckets) <= set(again)
    assert int(buckets[0]) == int(hashed_ngrams(["n"])[0][0])


def test_the_evidence_of_a_text_is_the_sum_of_its_words() -> None:
    words = [fold(word) for word in ("Nal", "badan", "ayaan", "u", "baahannahay")]
    scores = WordScores([words, ["park"]])
    total = scores.of(words).sum(axis=0) * ngram_model().scale + ngram_model().bias
    logs = scores.logs([words])[0]
    assert np.allclose(logs, total - np.log(np.exp(total - total.max()).sum()) - total.max())
    assert np.exp(logs).sum() == pytest.approx(1)


def test_a_word_is_scored_alike_in_any_company() -> None:
    alone = WordScores([["rasta"]]).of(["rasta"])
    company = WordScores([["rasta", "khub"], [f"word{n}" for n in range(9_000)]]).of(["rasta"])
    assert (alone == company).all()


def test_letters_repeated_for_emphasis_and_very_long_words_are_cut() -> None:
    assert fold("NOOOOOO") == "noo"
    assert len(fold("a" * 3 + "bc" * 500)) <= 24


def test_the_first_voice_knows_romanised_bengali_and_survives_texts_without_features() -> None:
    voice = primary()
    assert "bn-Latn" in voice.languages
    silent, spoken = voice.scores(["\x01", "ami tomake khub bhalobashi"], ["en", "so", "bn-Latn", "qqq"])
    assert set(silent) == {"en", "so", "bn-Latn"}
    assert len(set(silent.values())) == 1
    assert np.isfinite(list(silent.values())).all()
    assert max(spoken, key=lambda tag: spoken[tag]) == "bn-Latn"
    assert voice.scores(["x"], ["qqq"]) == [{}]


def test_english_is_likelier_the_shorter_the_text() -> None:
    prior = weighing().english_prior(np.array([2, 5, 8, 30]), ("en", "so"))
    assert (np.diff(prior[:, 0]) < 0).all()
    assert (prior[:, 1] == 0).all()


def test_the_second_voice_says_the_same_each_time() -> None:
    second._probabilities.cache_clear()
    first = SecondVoice().probabilities("La basura huele mal", ("es", "it", "pt"))
    second._probabilities.cache_clear()
    assert SecondVoice().probabilities("La basura huele mal", ("pt", "es", "it")) == first
    assert max(first, key=lambda tag: first[tag]) == "es"


def test_the_second_voice_moves_probability_only_between_languages_it_is_asked_about() -> None:
    asked = ("bn-Latn", "es", "it", "yo")
    own = np.log(np.array([0.3, 0.2, 0.3, 0.2]))
    after = np.exp(second_opinion(own, asked, ("es", "it", "yo"), "La basura huele mal", SecondVoice()))
    assert after[[0, 3]] == pytest.approx([0.3, 0.2])
    assert after[1] > 0.2
    assert after.sum() == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "👍", "12 34"])
def test_the_second_voice_has_no_opinion_on_texts_without_words(text: str) -> None:
    assert SecondVoice().probabilities(text, ("en", "so")) == {}


def test_without_the_second_voice_langdetect_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(SecondVoice, "probabilities", refuse)
    detect(["menos ruido por favor"], LanguageSettings(second_voice=False))
    with pytest.raises(AssertionError):
        detect(["menos ruido por favor"])


def test_names_and_capitals_are_no_evidence() -> None:
    text = latin_text("Angela Merkel walked along Unter den Linden")
    shouted = latin_text("MEER LICHT IN HET PARK")
    assert text is not None
    assert shouted is not None
    assert text.folded == ("walked", "along", "den")
    assert shouted.plain == "meer licht in het park"
    assert latin_text("আলো and lights") is None


def test_the_declaration_is_recognised_in_every_expected_language() -> None:
    folder = resource("corpora", "udhr")
    wrong = {}
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[::2]
        found = detect(lines)["language"]
        wrong[path.stem] = (found != path.stem).mean()
    from textmine.language.catalogue import languages

    assert np.mean([wrong[tag] for tag in languages()]) <= 0.01
    assert max(wrong[tag] for tag in languages()) <= 0.1


def _rows(name: str) -> list[dict[str, str]]:
    with resource("corpora", "language", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_pitfalls_are_answered_acceptably() -> None:
    rows = _rows("pitfalls.csv")
    found = detect([row["text"] for row in rows])["language"]
    right = [tag in row["accept"].split(";") for tag, row in zip(found, rows, strict=True)]
    assert np.mean(right) >= 0.975


def test_romanised_texts_held_out_are_bengali_or_undetermined_and_never_somali() -> None:
    rows = [row for row in _rows("romanised.csv") if row["split"] == "test"]
    found = detect([row["text"] for row in rows])["language"].tolist()
    by_language: dict[str, list[str]] = {}
    for row, tag in zip(rows, found, strict=True):
        by_language.setdefault(row["language"], []).append(tag)
    assert np.mean([tag == "bn-Latn" for tag in by_language["bn-Latn"]]) >= 0.9
    assert np.mean([tag in ("bn-Latn", "und") for tag in by_language["syl"]]) >= 0.95
    for language in ("ur-Latn", "ar-Latn"):
        assert np.mean([tag == "und" for tag in by_language[language]]) >= 0.85
    assert np.mean([tag == "so" for tag in found]) <= 0.01


def test_all_languages_of_mixed_answers_are_found_and_loan_words_are_not_a_mix() -> None:
    rows = _rows("mixed.csv")
    found = detect([row["text"] for row in rows])["languages"]
    exact: dict[str, list[bool]] = {}
    for row, tags in zip(rows, found, strict=True):
        exact.setdefault(row["kind"], []).append(set(tags) == set(row["languages"].split(";")))
    assert np.mean(exact["sentence"]) >= 0.85
    assert np.mean(exact["clause"]) >= 0.6
    assert np.mean(exact["loan"]) >= 0.95


def _windows(texts: list[str], count: int) -> list[str]:
    """Return the `count` words in the middle of each text that has as many."""
    split = [text.split() for text in texts if len(text.split()) >= count]
    return [" ".join(words[(len(words) - count) // 2 :][:count]) for words in split]


@pytest.mark.parametrize(("count", "english", "somali"), [(2, 0.994, 0.75), (3, 0.994, 0.9), (5, 0.997, 0.97)])
def test_short_news_held_out_is_named_rightly(real_data: Path, count: int, english: float, somali: float) -> None:
    with (real_data / "ntrex" / "parallel.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {tag: detect(_windows([row[tag] for row in rows], count))["language"] for tag in ("en", "bn", "so")}
    assert found["en"].isin(["en", "und", "zxx"]).mean() >= english
    assert (found["bn"] == "bn").mean() >= 0.985
    assert (found["so"] == "so").mean() >= somali


@pytest.mark.parametrize(("count", "least"), [(2, 0.62), (3, 0.76), (5, 0.91)])
def test_romanised_bengali_held_out_is_recognised_and_hardly_ever_somali(
    real_data: Path, count: int, least: float
) -> None:
    with (real_data / "bnsentmix" / "romanised-bengali.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][-2_500:]
    found = detect(_windows(texts, count))["language"]
    assert (found == "bn-Latn").mean() >= least
    assert (found == "so").mean() <= 0.005
