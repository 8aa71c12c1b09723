"""What the check finds in real drafts, and in the same drafts spoilt on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textmine.draft.check import check_drafts
from textmine.evaluate.faithfulness.corrupt import ELSEWHERE, HARMLESS, WAYS, Sentence, elsewhere, spoilt
from textmine.evaluate.intervals import Estimate, proportion
from textmine.language import detect
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.tables import replace as with_frames

UNTOUCHED = "as drafted"


@dataclass(frozen=True, slots=True)
class Caught:
    """How many sentences of one kind were called out, in one language or all."""

    what: str
    bad: bool
    """Whether they should be."""
    source: str
    language: str
    estimate: Estimate


def sentences_of(tables: Tables) -> list[Sentence]:
    """Return the draft sentences of an analysis with their languages.

    Minority sentences hold two and are left out. Quotes stand twice, as what they are and as key points: few key
    points are in other languages than English.
    """
    drafts = tables.drafts[tables.drafts["kind"] != "minority"]
    tags = list(detect(list(drafts["text"]))["language"]) if len(drafts) else []
    own = [
        Sentence(
            row["theme_id"], row["text"], row["kind"], tuple(row["evidence"]), row["figures"], _base(tag), row["source"]
        )
        for row, tag in zip(drafts.to_dict("records"), tags, strict=True)
    ]
    return own + [replace(sentence, kind="key_point") for sentence in own if sentence.kind == "quote"]


def _base(tag: str) -> str:
    return tag if tag == "bn-Latn" else tag.split("-")[0]


def measure_drafts(tables: Tables, seed: int) -> list[Caught]:
    """Check the drafts of an analysis as they are, spoilt, and edited without harm.

    Args:
        tables: An analysis with drafts.
        seed: Of the spoiling.
    """
    own = sentences_of(tables)
    found = _caught(tables, UNTOUCHED, False, "extractive", own)
    groups = [(name, True, spoilt(own, kinds, spoil, seed)) for name, (kinds, spoil) in WAYS.items()]
    groups += [(ELSEWHERE, True, elsewhere(own))]
    groups += [(name, False, spoilt(own, kinds, spoil, seed)) for name, (kinds, spoil) in HARMLESS.items()]
    for source in ("officer", "llm"):
        found += _caught(tables, UNTOUCHED, False, source, own)
        for name, bad, sentences in groups:
            found += _caught(tables, name, bad, source, sentences)
    return found


def _caught(tables: Tables, what: str, bad: bool, source: str, sentences: Sequence[Sentence]) -> list[Caught]:
    """Count what is called out, over all languages and in each."""
    flagged = flags(tables, [replace(sentence, source=source) for sentence in sentences])
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    for sentence, flag in zip(sentences, flagged, strict=True):
        for language in ("all", sentence.language):
            n[language] += 1
            right[language] += flag
    estimates = {language: proportion(right[language], n[language]) for language in n}
    return [Caught(what, bad, source, language, found) for language, found in estimates.items() if found is not None]


def flags(tables: Tables, sentences: Sequence[Sentence]) -> list[bool]:
    """Return which sentences the check calls out when each is a draft of its theme; mere notes do not count."""
    questions = dict(zip(tables.themes["theme_id"], tables.themes["question_id"], strict=True))
    rows = [
        {
            "question_id": questions[sentence.theme],
            "theme_id": sentence.theme,
            "ordinal": at,
            "text": sentence.text,
            "kind": sentence.kind,
            "evidence": list(sentence.evidence),
            "figures": sentence.figures,
            "source": sentence.source,
        }
        for at, sentence in enumerate(sentences)
    ]
    found = check_drafts(with_frames(tables, drafts=frame_of(rows, "drafts")))
    failed = {ordinal for (_, ordinal), failures in found.items() if any(not failure.note for failure in failures)}
    return [at in failed for at in range(len(sentences))]
