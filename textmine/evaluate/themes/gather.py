"""The sets of texts: the project's own sample, and public data in a folder of the user's.

The model that makes textmine's vectors was trained on public data too (`scripts/train_embedding`). What is measured
here it has not seen, except for the answers of `bowling-green`, which it saw without any label.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from textmine.evaluate.contract import Options
from textmine.evaluate.themes.sets import TYPED_BY_RULE, Coded, Plain, Sets, Theme, Twins
from textmine.text.romanise import romanise

ARGKP = ("argkp/arguments_dev", "argkp/key_points_dev", "argkp/labels_dev")
"""Questions that training did not see: the arguments of the other ones were among its texts."""
TOPICS = 8
PER_TOPIC = 60
HELD_OUT = (7, 8, 9)
"""Rows of hornmt that training left out, by their number's last digit."""
MIX = {"en": 0.7, "bn": 0.2, "so": 0.1}
LEAST = 30
"""A set with fewer texts than this is left out: UMAP cannot place so few, and the figures would say nothing."""


def gather(options: Options) -> Sets:
    """Return the sets, each cut to `options.sample` texts."""
    absent: list[str] = []
    sample, seed = options.sample, options.seed
    coded: list[Coded] = []
    own = options.own_texts / "sample/gold.json"
    if own.is_file():
        coded += _own_sample(own, sample, seed)
    else:
        absent.append("corpora/sample/gold.json")
    found: dict[str, list[dict[str, str]]] = {}
    if options.data is not None:
        for name in ("hornmt/parallel", *ARGKP, "ntrex/parallel", "polis/bowling-green"):
            found[name] = _rows(options.data / f"{name}.csv", absent)
        coded += _hornmt(found["hornmt/parallel"], sample, seed)
        coded += _arguments(found[ARGKP[0]], sample, seed)
        arguments, points, labels = (found[name] for name in ARGKP)
        coded += _key_points(arguments, points, labels, sample, seed)
        for number in (1, 2):
            coded += _gambling(options.data / "gambling_xs", number, sample, absent)
    # The first half for the mix in which themes are found; the other for its twins, and by itself for parity.
    mixed, others = _halves(_shuffled(found.get("ntrex/parallel", []), seed), sample)
    twins = _twins("ntrex", mixed, others)
    parity = _mixed("ntrex, other half", others)
    repeated = _answers("bowling-green", found.get("polis/bowling-green", []), sample, seed)
    return Sets(
        tuple(item for item in coded if len(item.texts) >= LEAST),
        twins if len(twins.mix.texts) >= LEAST else None,
        parity if len(parity.texts) >= LEAST else None,
        repeated if len(repeated.texts) >= LEAST else None,
        tuple(absent),
    )


def _rows(path: Path, absent: list[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file by heading, or note its absence."""
    if not path.is_file():
        absent.append(f"{path.parent.name}/{path.name}")
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _shuffled(rows: Sequence[dict[str, str]], seed: int) -> list[dict[str, str]]:
    """Return rows in a seeded order."""
    return [rows[int(at)] for at in np.random.default_rng(seed).permutation(len(rows))]


def _own_sample(path: Path, sample: int, seed: int) -> Iterator[Coded]:
    """Give the answers of the sample consultation that have themes, by question."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    titles = [Theme(item["theme"], item["title"], item["parent_title"]) for item in gold["themes"]]
    texts = {row["Response ID"]: row for row in _rows(path.with_name("eastmere.csv"), [])}
    questions = dict.fromkeys(answer["question"] for answer in gold["answers"])
    for number, question in enumerate(questions, start=1):
        answers = [item for item in gold["answers"] if item["question"] == question and item["points"]]
        order = np.sort(np.random.default_rng(seed).permutation(len(answers))[:sample])
        chosen = [answers[int(at)] for at in order]
        yield Coded(
            f"sample, question {number}",
            tuple(texts[item["response_id"]][question] for item in chosen),
            tuple(item["languages"][0] for item in chosen),
            tuple(_by_length(item["points"]) for item in chosen),
            codebook=tuple(titles),
            source="sample",
        )


def _by_length(points: Sequence[dict[str, object]]) -> tuple[str, ...]:
    """Return the themes of an answer, the one most of the marked words are about first."""
    letters: Counter[str] = Counter()
    for point in points:
        letters[str(point["theme"])] += int(str(point["end"])) - int(str(point["start"]))
    return tuple(theme for theme, _ in letters.most_common())


def _hornmt(rows: Sequence[dict[str, str]], sample: int, seed: int) -> Iterator[Coded]:
    """Give news in English and Somali, 70 to 30, each piece in one of them only."""
    if not rows:
        return
    unseen = [row for number, row in enumerate(rows) if number % 10 in HELD_OUT]
    chosen = _shuffled(unseen, seed)[:sample]
    languages = ["en" if at < round(0.7 * len(chosen)) else "so" for at in range(len(chosen))]
    texts = tuple(row[tag] for row, tag in zip(chosen, languages, strict=True))
    yield Coded("hornmt", texts, tuple(languages), tuple((row["category"],) for row in chosen))


def _arguments(rows: Sequence[dict[str, str]], sample: int, seed: int) -> Iterator[Coded]:
    """Give English arguments about several questions; the question is the theme."""
    if not rows:
        return
    topics = sorted({row["topic"] for row in rows})
    picked = [topics[int(at)] for at in np.random.default_rng(seed).permutation(len(topics))[:TOPICS]]
    most = min(PER_TOPIC, max(1, sample // len(picked)))
    mixed = _shuffled(rows, seed)
    chosen = [row for topic in picked for row in [own for own in mixed if own["topic"] == topic][:most]]
    gold = tuple((row["topic"],) for row in chosen)
    yield Coded("argkp, topics", tuple(row["argument"] for row in chosen), ("en",) * len(chosen), gold)


def _key_points(
    arguments: Sequence[dict[str, str]],
    points: Sequence[dict[str, str]],
    labels: Sequence[dict[str, str]],
    sample: int,
    seed: int,
) -> Iterator[Coded]:
    """Give the arguments of each question that people matched to an expert's key points: these are the codebook."""
    matched: dict[str, list[str]] = {}
    for row in labels:
        if row["label"] == "1":
            matched.setdefault(row["arg_id"], []).append(row["key_point_id"])
    for topic in sorted({row["topic"] for row in points}):
        own = [row for row in points if row["topic"] == topic]
        there = [row for row in arguments if row["topic"] == topic and row["arg_id"] in matched]
        chosen = _shuffled(there, seed)[:sample]
        yield Coded(
            f"argkp, {_short(topic)}",
            tuple(row["argument"] for row in chosen),
            ("en",) * len(chosen),
            tuple(tuple(matched[row["arg_id"]]) for row in chosen),
            main=False,
            codebook=tuple(Theme(row["key_point_id"], row["key_point"], "") for row in own),
            source="argkp",
        )


def _short(topic: str) -> str:
    """Return the last two words of a topic, with what a terminal can show.

    Example:
        >>> _short("We should abandon the use of school uniform")
        'school uniform'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in topic).split()[-2:])


def _gambling(folder: Path, number: int, sample: int, absent: list[str]) -> Iterator[Coded]:
    """Give one question of the synthetic gambling consultation, with its codebook."""
    names = [f"responses_{number}.jsonl", f"mapping_{number}.jsonl", f"themes_{number}.json"]
    missing = [name for name in names if not (folder / name).is_file()]
    absent += [f"gambling_xs/{name}" for name in missing]
    if missing:
        return
    lines = [(folder / name).read_text(encoding="utf-8").splitlines() for name in names[:2]]
    texts = {item["response_id"]: item["response"] for item in map(json.loads, filter(None, lines[0]))}
    gold = {item["response_id"]: tuple(item["labels"]) for item in map(json.loads, filter(None, lines[1]))}
    ids = [key for key in texts if gold.get(key)][:sample]
    themes = json.loads((folder / names[2]).read_text(encoding="utf-8"))
    yield Coded(
        f"gambling_xs, question {number}",
        tuple(texts[key] for key in ids),
        ("en",) * len(ids),
        tuple(gold[key] for key in ids),
        main=False,
        codebook=tuple(Theme(item["topic_id"], item["topic_label"], item["topic_description"]) for item in themes),
        source="gambling_xs",
    )


def _mixed(name: str, rows: Sequence[dict[str, str]]) -> Plain:
    """Return 70 % of the rows in English, 20 % in Bengali and 10 % in Somali."""
    ends = np.round(np.cumsum(list(MIX.values())) * len(rows))
    languages = [list(MIX)[int(np.searchsorted(ends, at, side="right"))] for at in range(len(rows))]
    texts = tuple(row[tag] for row, tag in zip(rows, languages, strict=True))
    return Plain(name, texts, tuple(languages))


def _halves(rows: Sequence[dict[str, str]], sample: int) -> tuple[Sequence[dict[str, str]], Sequence[dict[str, str]]]:
    """Return the first and the second half of rows, each cut to the sample."""
    middle = len(rows) // 2
    return rows[: min(sample, middle)], rows[middle:][:sample]


def _twins(name: str, mix: Sequence[dict[str, str]], others: Sequence[dict[str, str]]) -> Twins:
    """Return a mix of some rows, and others in all languages, Bengali in Latin letters by rule."""
    translations = {tag: tuple(row[tag] for row in others) for tag in ("bn", "so")}
    translations[TYPED_BY_RULE] = tuple(map(romanise, translations["bn"]))
    return Twins(name, _mixed(name, mix), tuple(row["en"] for row in others), translations)


def _answers(name: str, rows: Sequence[dict[str, str]], sample: int, seed: int) -> Plain:
    """Return the answers of a public conversation: the last column, whatever it is called."""
    texts = [list(row.values())[-1] for row in _shuffled(rows, seed)]
    chosen = [text for text in texts if text and text.strip()][:sample]
    return Plain(name, tuple(chosen), ("en",) * len(chosen))
