"""How far the themes of a question can be trusted, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textmine.language import language_name
from textmine.report.answers import percent
from textmine.report.facts import MOSTLY, STEADY

_TAG = re.compile(r"`([A-Za-z0-9-]+)`")
FIRST = 10
"""Languages with a row of their own."""
AS_CHANCE = 0.05
"""Theme and language agree as chance would where they agree at most so much more."""

NOTHING = 0.005
"""Agreement that would be written 0.00 says only that nearly everybody wrote in one language."""


@dataclass(frozen=True)
class LanguageShare:
    """What became of the answers in one language."""

    name: str
    answers: int
    percent: float
    """Of the answers, those that need a person."""


@dataclass(frozen=True)
class TrustView:
    """The check of one question's themes, as the run made it."""

    steady: str
    agreement: str
    languages: tuple[LanguageShare, ...]
    warnings: tuple[str, ...]
    sample: str = ""
    """Where themes were found in a sample: which, and how far it covers the others."""


def trust_view(manifest: Mapping[str, Any], question_id: str) -> TrustView | None:
    """Return what the manifest knows of one question's themes; None where it knows nothing."""
    checked = manifest.get("trust")
    found = checked.get(question_id) if isinstance(checked, dict) else None
    if not isinstance(found, dict):
        return None
    shares = sorted((found.get("languages") or {}).items(), key=lambda item: (-item[1]["answers"], item[0]))
    return TrustView(
        _steady(_number(found.get("stability"))),
        _agreement(_number(found.get("nmi")), _number(found.get("nmi_by_chance")), len(shares)),
        tuple(_shares(shares)),
        trust_warnings(manifest, question_id),
        _sample(found.get("sample")),
    )


def trust_warnings(manifest: Mapping[str, Any], question_id: str) -> tuple[str, ...]:
    """Return the warnings on one question's themes, languages by their names."""
    checked = manifest.get("trust")
    found = checked.get(question_id) if isinstance(checked, dict) else None
    warnings = found.get("warnings") if isinstance(found, dict) else None
    return tuple(_TAG.sub(lambda tag: language_name(tag[1]), str(warning)) for warning in warnings or ())


def _shares(shares: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterable[LanguageShare]:
    """Yield the commonest languages, then all others as one."""
    first = FIRST if len(shares) > FIRST + 1 else len(shares)
    for tag, share in shares[:first]:
        yield LanguageShare(language_name(tag), int(share["answers"]), percent(share["needs_person"], 1))
    rest = [share for _, share in shares[first:]]
    if rest:
        answers = sum(share["answers"] for share in rest)
        waiting = sum(share["answers"] * share["needs_person"] for share in rest)
        yield LanguageShare(f"{len(rest)} other languages", int(answers), percent(waiting, answers))


def _steady(mean: float | None) -> str:
    if mean is None:
        return "There are too few answers to tell whether the same themes would come back."
    tried = "The themes were found again several times, each time without a tenth of the people: on average they"
    if mean >= STEADY:
        return f"{tried} come back every time ({mean:.2f} of 1)."
    if mean >= MOSTLY:
        return f"{tried} mostly come back ({mean:.2f} of 1). Read those marked as loosely held together with care."
    return f"{tried} are loosely held together ({mean:.2f} of 1). Read the answers before you rely on a theme."


def _sample(facts: object) -> str:
    if not isinstance(facts, dict):
        return ""
    text = (
        f"There are {facts['points']:,} points, so the themes were found in {facts['in_sample']:,} of them, drawn from "
        "every language and from short and long answers. Then every answer was compared with the themes: of those "
        f"outside the sample, {percent(facts['covered'], 1):g} in 100 fit one."
    )
    again = facts["sampled_again"]
    return text + (" Answers that fitted none were drawn once more." if again else "")


def _agreement(nmi: float | None, chance: float | None, languages: int) -> str:
    if nmi is None or chance is None or languages < 2 or max(nmi, chance) < NOTHING:
        return ""
    figures = f"their agreement is {nmi:.2f} of 1, and chance alone gives {chance:.2f}"
    if nmi - chance <= AS_CHANCE:
        return f"Which theme an answer is in hardly depends on its language: {figures}."
    return f"Which theme an answer is in depends in part on its language: {figures}."


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not math.isnan(value) else None
