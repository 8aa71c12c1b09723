"""The first stage: the language, the status and the campaign of every answer, and the points it makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd

from textmine.checkpoints import Frames
from textmine.config import Config, LanguageSettings
from textmine.engine import LOCAL
from textmine.language import detect
from textmine.ledger import NOT_ASKED
from textmine.model import Consultation
from textmine.pipeline.workplace import Workplace
from textmine.protocols import Engine
from textmine.schema import ANSWER, conform
from textmine.text import campaign_ids, no_content_reason, point_spans

BLANK = "Nothing was written."
FITS_NOWHERE = "The answer is not close to any theme. A person decides where it belongs."
PART = 2_000
"""Answers that are read, or cut into points, at a time."""

Item = TypeVar("Item")
Cut = list[tuple[int, int]]
"""Start and end of each point of an answer."""


def read_part(settings: LanguageSettings, texts: Sequence[str]) -> tuple[pd.DataFrame, list[str | None]]:
    """Return the languages of some texts, and why each has no content (None: it has some)."""
    return detect(texts, settings), list(map(no_content_reason, texts))


def cut_part(answers: Sequence[tuple[str, str]]) -> list[Cut]:
    """Return the points of some answers, each a text and its language."""
    return [[(span.start, span.end) for span in point_spans(text, language)] for text, language in answers]


def read_answers(consultation: Consultation, config: Config, place: Workplace) -> Frames:
    """Add language, status and campaign to every answer."""
    answers = consultation.answers.reset_index(drop=True)
    asked = list(answers.pop("asked")) if "asked" in answers else [True] * len(answers)
    texts: list[str | None] = [text if isinstance(text, str) else None for text in answers["text"]]
    with place.progress.stage(f"Detecting the language of {len(texts)} answers"):
        languages, reasons = _read(texts, config.language, place.engine)
    frame = pd.concat([answers, languages], axis=1)
    frame["status"] = [
        "blank" if text is None else "no_content" if reason else "needs_person"
        for text, reason in zip(texts, reasons, strict=True)
    ]
    frame["status_reason"] = [
        (BLANK if was_asked else NOT_ASKED) if text is None else reason or FITS_NOWHERE
        for text, reason, was_asked in zip(texts, reasons, asked, strict=True)
    ]
    frame["campaign_id"] = None
    wordings = {question.question_id: question.wording for question in consultation.open_questions}
    with place.progress.stage("Looking for letters that many people sent"):
        for question, index in frame.groupby("question_id", sort=False).groups.items():
            groups = campaign_ids([texts[i] for i in index], question=wordings.get(str(question), ""))
            frame.loc[index, "campaign_id"] = [group and f"{question}.{group}" for group in groups]
    return {"responses": conform(frame, "responses")}


def _read(
    texts: Sequence[str | None], settings: LanguageSettings, engine: Engine
) -> tuple[pd.DataFrame, list[str | None]]:
    """Return the languages of all texts, and why each has no content; each different text is read once."""
    places: dict[str, int] = {}
    at = [places.setdefault(text or "", len(places)) for text in texts]
    none = detect([], settings)  # what is wrong with the settings is said here, not on a worker
    frames, reasons = [none], list[str | None]()
    for languages, why in engine.map(partial(read_part, settings), _parts(list(places))):
        frames.append(languages)
        reasons += why
    every = pd.concat(frames, ignore_index=True)
    return every.iloc[at].reset_index(drop=True), [reasons[place] for place in at]


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield so many items at a time."""
    for start in range(0, len(items), PART):
        yield items[start : start + PART]


def make_points(responses: pd.DataFrame, engine: Engine = LOCAL) -> pd.DataFrame:
    """Cut every answer with content into points.

    Args:
        responses: With `text`, `language` and `status`.
        engine: Where they are cut.

    Returns:
        `response_id, question_id, start, end, text, language`, in the order of the answers.
    """
    content = responses[~responses["status"].isin(["no_content", "blank"])]
    texts, languages = list(content["text"]), list(content["language"])
    answers = list(zip(texts, languages, strict=True))
    cuts = [own for part in engine.map(cut_part, _parts(answers)) for own in part]
    owner = np.repeat(np.arange(len(cuts)), [len(own) for own in cuts])
    frame = content[ANSWER].iloc[owner].reset_index(drop=True)
    spans = [span for own in cuts for span in own]
    frame["start"] = np.array([start for start, _ in spans], dtype=np.int64)
    frame["end"] = np.array([end for _, end in spans], dtype=np.int64)
    frame["text"] = pd.Series(
        [texts[own][start:end] for own, (start, end) in zip(owner, spans, strict=True)], dtype="object"
    )
    frame["language"] = pd.Series([languages[own] for own in owner], dtype="object")
    return frame
