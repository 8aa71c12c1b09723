from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import write_csv
from tests.draft.build import Said
from tests.draft.check.build import over, sentence
from textmine.draft.wording import figure_sentence, figures
from textmine.errors import ConfigError
from textmine.evaluate.contract import Options
from textmine.evaluate.faithfulness import benchmark
from textmine.evaluate.faithfulness.argkp import CONDITIONS, Claim, read_claims
from textmine.evaluate.faithfulness.corrupt import HARMLESS, WAYS, elsewhere, spoilt
from textmine.evaluate.faithfulness.drafts import measure_drafts, sentences_of
from textmine.evaluate.faithfulness.result import FaithfulnessResult
from textmine.evaluate.faithfulness.systems import SYSTEMS, WORDS, make_ready

ENGLISH = "The parking bays on Tanner Street should be kept because 40 visitors need them."
BENGALI = "পার্কে রাতে আলো দরকার কারণ পথ অন্ধকার থাকে।"
SOMALI = "Waddada iskuulka waa in la xiro subaxdii si carruurtu nabad ugu gelaan."
OTHER = "Bigger bins at the canal please, the small ones are full by Saturday lunch."


def argkp(folder: Path) -> Path:
    """Write a small set in ArgKP's layout: two topics to tune on, one held out."""
    (folder / "argkp").mkdir(parents=True)
    for part, topics in (("train", 2), ("dev", 1)):
        arguments, points, labels = [], [], []
        for topic in range(topics):
            for stance, what in (("1", "lamps make paths safer"), ("-1", "lamps waste energy badly")):
                key = f"kp_{topic}_{stance}"
                points.append([key, f"Street {what}", f"topic {topic}", stance])
                for at in range(6):
                    said = f"I say {what} number {at}" if at < 3 else f"foxes and owls suffer here {at}"
                    name = f"arg_{topic}_{stance}_{at}"
                    arguments.append([name, said, f"topic {topic}", stance])
                    labels.append([name, key, "1" if at < 3 else "0"])
        write_csv(folder / f"argkp/arguments_{part}.csv", ["arg_id", "argument", "topic", "stance"], arguments)
        write_csv(folder / f"argkp/key_points_{part}.csv", ["key_point_id", "key_point", "topic", "stance"], points)
        write_csv(folder / f"argkp/labels_{part}.csv", ["arg_id", "key_point_id", "label"], labels)
    return folder


def test_claims_differ_in_their_arguments_only(tmp_path: Path) -> None:
    claims = read_claims(argkp(tmp_path), "dev", 0)
    assert claims is not None
    by_condition: dict[str, list[Claim]] = {condition: [] for condition in CONDITIONS}
    for claim in claims.claims:
        by_condition[claim.condition].append(claim)
    assert len({len(own) for own in by_condition.values()}) == 1
    assert {len(claim.evidence) for claim in claims.claims} == {3}
    assert all("lamps" in text for claim in by_condition["supported"] for text in claim.evidence)
    assert all("owls" in text for claim in by_condition["unsupported"] for text in claim.evidence)


def test_the_check_scores_what_is_said_higher(tmp_path: Path) -> None:
    claims = read_claims(argkp(tmp_path), "dev", 0)
    assert claims is not None
    ready = make_ready(claims, None)
    scores: dict[str, list[float]] = {condition: [] for condition in CONDITIONS}
    for one in ready:
        scores[one.claim.condition].append(SYSTEMS[WORDS].score(one))
    assert min(scores["supported"]) > max(scores["unsupported"])


def test_the_report_fits_a_terminal_and_has_every_figure(tmp_path: Path) -> None:
    options = Options(data=argkp(tmp_path / "data"), corpora=tmp_path, systems=(WORDS, "word-overlap"))
    result = benchmark(options)
    assert isinstance(result, FaithfulnessResult)
    assert result.absent == ("sample/eastmere.csv",)
    text = result.to_text()
    assert max(map(len, text.splitlines())) <= 110
    assert "ROC-AUC" in text
    assert {item["system"] for item in result.as_json()["found"]} == {WORDS, "word-overlap"}


def test_without_data_both_parts_are_absent(tmp_path: Path) -> None:
    assert benchmark(Options(corpora=tmp_path)).absent == ("argkp", "sample/eastmere.csv")


def test_an_unknown_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="oracle"):
        benchmark(Options(corpora=tmp_path, systems=("oracle",)))


SAID = [
    Said(ENGLISH),
    Said(BENGALI, language="bn"),
    Said(SOMALI, language="so"),
    Said(OTHER, themes=("b",)),
    *(Said(f"Buses are late, answer {number}.", themes=("b",)) for number in range(9)),
]
ROWS = [
    *(sentence(str(SAID[at].text), [at], source="extractive") for at in range(3)),
    *(sentence(str(SAID[at].text), [at], kind="quote", source="extractive") for at in range(3)),
    sentence(OTHER, [3], source="extractive", theme="b"),
    sentence(
        figure_sentence(10, 13), range(3, 13), kind="figure", source="extractive", theme="b", figures=figures(10, 13)
    ),
]


def test_every_way_of_spoiling_changes_the_sentence() -> None:
    own = sentences_of(over(SAID, *ROWS))
    originals = {item.text for item in own}
    for name, (kinds, spoil) in {**WAYS, **HARMLESS}.items():
        if "lacks" in name:
            continue
        made = spoilt(own, kinds, spoil, 0)
        assert made, name
        assert not {item.text for item in made} & originals, name


def test_spoiling_is_the_same_for_the_same_seed() -> None:
    own = sentences_of(over(SAID, *ROWS))
    for kinds, spoil in WAYS.values():
        assert spoilt(own, kinds, spoil, 3) == spoilt(own, kinds, spoil, 3)


def test_elsewhere_takes_the_answers_of_another_theme() -> None:
    made = elsewhere(sentences_of(over(SAID, *ROWS)))
    assert made
    assert all(ENGLISH not in item.text or item.theme == "b" for item in made)


def test_drafts_pass_and_spoilt_ones_are_called_out_in_every_language() -> None:
    found = measure_drafts(over(SAID, *ROWS), 0)
    untouched = [item for item in found if item.what == "as drafted"]
    assert untouched
    assert all(item.estimate.right == 0 for item in untouched)
    quotes = [item for item in found if item.what.startswith("quote")]
    assert {item.language for item in quotes} >= {"all", "en", "bn", "so"}
    assert all(item.estimate.right == item.estimate.n for item in quotes)
    flipped = [item for item in found if item.what == "negation flipped" and item.language in ("en", "bn", "so")]
    assert all(item.estimate.right == item.estimate.n for item in flipped)
    text = FaithfulnessResult(0, (), {}, (), tuple(found)).to_text()
    assert max(map(len, text.splitlines())) <= 110


def test_numbers_stay_in_their_script() -> None:
    (made,) = WAYS["number changed"][1]("রাস্তায় ১৮ মিনিট লাগে।", "bn", np.random.default_rng(0))
    assert "১৮" not in made
    assert not any(char.isascii() and char.isdigit() for char in made)
