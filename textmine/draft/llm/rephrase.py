"""Key points in a language model's words, where every check lets them pass; else the extractive sentence stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pandas as pd

from textmine.config import LlmSettings
from textmine.draft.check import CHECKS, Encode, Failure
from textmine.draft.lexicon import settings
from textmine.draft.llm.answer import acceptable, read_answer, refused
from textmine.draft.llm.failure import ModelFailureError
from textmine.draft.llm.material import Answers, Key, Point, kept_back, key_points, not_sent, theme_prompt
from textmine.draft.llm.meaning import beside_originals, leaves_out
from textmine.draft.llm.prompts import REPHRASE, prompt_file
from textmine.draft.llm.record import Meter, Record
from textmine.draft.llm.redaction import has_personal_data
from textmine.progress import SILENT, Progress
from textmine.protocols import LanguageModel
from textmine.tables import Tables, replace

Check = Callable[[Tables, Sequence[str]], Mapping[Key, Sequence[Failure]]]
"""Given tables whose drafts hold the model's sentences, and the theme ids with any: what is wrong with them."""

_IN_A_ROW = 2
"""After so many calls in a row without an answer the model is not asked again."""
_LOCAL = ("127.0.0.1", "localhost", "::1")


def rephrase_drafts(
    tables: Tables,
    model: LanguageModel,
    config: LlmSettings,
    check: Check,
    *,
    encode: Encode | None = None,
    seed: int = 0,
    progress: Progress = SILENT,
) -> tuple[pd.DataFrame, Record]:
    """Let a language model rephrase the key points, one call a theme. A model that fails changes nothing.

    Figures, quotes and the minority's sentences are never sent. The evidence of a sentence stays what it was.

    Args:
        tables: The analysis with its extractive drafts.
        model: The language model.
        config: The section [llm].
        check: The faithfulness check; a sentence with any failure that is no note is refused.
        encode: Gives the vectors of sentences, to hold a sentence against the one it replaces; None: words do.
        seed: Passed to the model.
        progress: Who is told what is sent where, and what came of it.

    Returns:
        The drafts, with `source` "llm" where a rephrased sentence was accepted, and the record.
    """
    answers, points = Answers(tables), key_points(tables.drafts)
    back = kept_back(points, answers)
    sent = [point for point in points if point.key not in back]
    _announce(model, config, len(sent), progress)
    wordings = dict(zip(tables.questions["question_id"], tables.questions["wording"].fillna(""), strict=True))
    session = _Session(model, config, answers, wordings, seed, not_sent=back)
    with progress.stage("Rephrasing", len(sent)) as advance:
        for own in _by_theme(sent):
            session.theme(own)
            advance(len(own))
    drafts = _drafts(tables, check, encode, session)
    record = session.record(points)
    for line in record.lines():
        progress.say(line)
    return drafts, record


@dataclass
class _Session:
    """One run's talk with a model, and what has become of the key points so far."""

    model: LanguageModel
    config: LlmSettings
    answers: Answers
    wordings: Mapping[str, str]
    seed: int
    meter: Meter = field(default_factory=Meter)
    sentences: dict[Key, str] = field(default_factory=dict)
    unchanged: int = 0
    refused: dict[Key, str] = field(default_factory=dict)
    not_sent: dict[Key, str] = field(default_factory=dict)
    _in_a_row: int = 0
    _stopped: str = ""

    def theme(self, points: Sequence[Point]) -> None:
        """Ask about the key points of one theme, unless the model is not to be asked any more."""
        if self._stopped or self.meter.calls >= self.config.max_calls:
            why = not_sent("stopped", reason=self._stopped) if self._stopped else not_sent("calls")
            self.not_sent |= {point.key: why for point in points}
            return
        prompt, keys = theme_prompt(points, self.answers, self.wordings.get(points[0].question_id, ""))
        try:
            text = self.meter.ask(self.model, prompt, self.seed)
        except ModelFailureError as failure:
            self._failed(failure, points)
            return
        self._in_a_row = 0
        reading = read_answer(text, list(keys))
        same = {key for key, sentence in reading.sentences.items() if sentence == keys[key].text}
        self.unchanged += len(same)
        for key in same:
            del reading.sentences[key]
        reading = acceptable(reading, prompt.standing, has_personal_data)
        self.sentences |= {keys[key].key: sentence for key, sentence in reading.sentences.items()}
        self.refused |= {keys[key].key: why for key, why in reading.refused.items()}

    def _failed(self, failure: ModelFailureError, points: Iterable[Point]) -> None:
        self.refused |= {point.key: str(failure) for point in points}
        self._in_a_row += 1
        if failure.final or self._in_a_row == _IN_A_ROW:
            self._stopped = str(failure)

    def refuse(self, key: Key, why: str) -> None:
        """Take a sentence back."""
        del self.sentences[key]
        self.refused[key] = why

    def record(self, points: Sequence[Point]) -> Record:
        """Return the record, in the order of the drafts."""
        return Record(
            self.model.name,
            self.model.host,
            (prompt_file(REPHRASE),),
            self.meter,
            len(self.sentences),
            self.unchanged,
            {point.key: self.refused[point.key] for point in points if point.key in self.refused},
            {point.key: self.not_sent[point.key] for point in points if point.key in self.not_sent},
        )


def _by_theme(points: Iterable[Point]) -> list[list[Point]]:
    themes: dict[str, list[Point]] = {}
    for point in points:
        themes.setdefault(point.key[0], []).append(point)
    return list(themes.values())


def _announce(model: LanguageModel, config: LlmSettings, n: int, progress: Progress) -> None:
    """Name the host before anything is sent to it."""
    words = settings("llm")["progress"]
    if not n:
        return
    if not model.host:
        progress.say(str(words["rehearse"]).format(n=n))
        return
    progress.say(str(words["announce"]).format(n=n, host=model.host))
    address = urlsplit(config.base_url)
    if address.scheme == "http" and address.hostname not in _LOCAL:
        progress.say(str(words["plain_http"]).format(host=model.host))


def with_sentences(tables: Tables, sentences: Mapping[Key, str]) -> Tables:
    """Return the tables with some draft sentences by the model."""
    drafts = tables.drafts
    changed = drafts.copy()
    keys = list(zip(drafts["theme_id"], drafts["ordinal"], strict=True))
    changed["text"] = [sentences.get(key, text) for key, text in zip(keys, drafts["text"], strict=True)]
    changed["source"] = [
        "llm" if key in sentences else source for key, source in zip(keys, drafts["source"], strict=True)
    ]
    return replace(tables, drafts=changed.astype({name: drafts[name].dtype for name in ("text", "source")}))


def _drafts(tables: Tables, check: Check, encode: Encode | None, session: _Session) -> pd.DataFrame:
    """Return the drafts with the sentences that pass both gates; the others are refused.

    The first gate: their answers bear them out. The second: they say what the sentence they replace says, all of it.
    """
    if not session.sentences:
        return tables.drafts
    themes = sorted({theme for theme, _ in session.sentences})
    for key, failure in _failed(check, with_sentences(tables, session.sentences), themes).items():
        session.refuse(key, refused("check", claim=CHECKS[failure.check]))
    standing = {point.key: point.text for point in key_points(tables.drafts)}
    _hold(check, tables, encode, session, themes, turned=False)
    for key in [key for key, sentence in session.sentences.items() if leaves_out(standing[key], sentence)]:
        session.refuse(key, refused("less"))
    _hold(check, tables, encode, session, themes, turned=True)
    return with_sentences(tables, session.sentences).drafts


def _hold(
    check: Check, tables: Tables, encode: Encode | None, session: _Session, themes: Sequence[str], *, turned: bool
) -> None:
    """Hold the sentences that stand against those they replace; `turned`: the other way round."""
    if session.sentences:
        for key in _failed(check, beside_originals(tables, session.sentences, encode, turned=turned), themes):
            session.refuse(key, refused("less" if turned else "other"))


def _failed(check: Check, tables: Tables, themes: Sequence[str]) -> dict[Key, Failure]:
    """Return the first failure, no note, of each of the model's sentences."""
    drafts = tables.drafts
    written = drafts[drafts["source"] == "llm"]
    found = check(tables, themes)
    keys = zip(written["theme_id"], written["ordinal"], strict=True)
    failures = {key: next((item for item in found.get(key, ()) if not item.note), None) for key in keys}
    return {key: failure for key, failure in failures.items() if failure is not None}
