"""The coders' workbooks: a codebook, and the answers in an order of each coder's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import regex

from textmine.analysis import Analysis
from textmine.errors import ConfigError, InputError, Problem
from textmine.evaluate.coding.key import KEY, write_key
from textmine.evaluate.coding.sample import Item, Sample
from textmine.evaluate.coding.words import problem, words
from textmine.review.workbook import Column, Row, Sheet, Verdict, write_file
from textmine.review.workbook.choosing import named
from textmine.review.workbook.sheet import ColumnKind, Offer
from textmine.text import redact

NONE, CANNOT_TELL = "none", "cannot_tell"
THEMES = ("theme1", "theme2", "theme3", "theme4", "theme5")
_POSITION = "position"
_NOT_IN_NAMES = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def write_sheets(
    sample: Sample, analysis: Analysis, folder: Path | str, *, personal_data: bool = True
) -> dict[str, Path]:
    """Write a workbook for each coder, and the key beside them.

    Args:
        sample: From `draw_sample`.
        analysis: The analysis it was drawn from: people's words are taken from it.
        folder: Made where missing; nothing in it is overwritten.
        personal_data: False: what is found of it in answers and descriptions is replaced by placeholders.

    Returns:
        Coder → workbook.

    Raises:
        InputError: A file is there already, or the analysis was purged.
        ConfigError: Two coders would have the same file.
    """
    analysis.refuse_purged()
    out = Path(folder)
    paths = _paths(sample, out)
    if there := [path for path in (out / KEY, *paths.values()) if path.exists()]:
        raise InputError([Problem(problem("exists"), str(path)) for path in there])
    texts = _texts(sample, analysis, redacted=not personal_data)
    codebook = codebook_sheet(sample, redacted=not personal_data)
    write_key(sample, out / KEY)
    for number, (coder, path) in enumerate(paths.items()):
        own = dict(words()["read_me"])
        own["title"] = own["title"].format(coder=coder)
        sheets = (codebook, answers_sheet(sample, number, texts))
        write_file(path, sample.sample_id, sample.consultation, sheets, own)
    return paths


def _paths(sample: Sample, folder: Path) -> dict[str, Path]:
    """Return the file of each coder, named after them in whatever script.

    Raises:
        ConfigError: Two of them would be the same.
    """
    found: dict[str, Path] = {}
    for number, coder in enumerate(sample.coders, start=1):
        name = _NOT_IN_NAMES.sub("-", coder.casefold()).strip("-") or f"coder-{number}"
        path = folder / f"{name}.xlsx"
        if other := next((known for known, own in found.items() if own == path), None):
            raise ConfigError(problem("same_file", one=other, other=coder))
        found[coder] = path
    return found


def _texts(sample: Sample, analysis: Analysis, *, redacted: bool) -> dict[str, tuple[str, str]]:
    """Return the words and the language of each answer of the sample."""
    frame = analysis.responses
    columns = (frame[name].tolist() for name in ("response_id", "question_id", "text", "language"))
    known = {(response, question): own for response, question, *own in zip(*columns, strict=True)}
    found: dict[str, tuple[str, str]] = {}
    for item in sample.items:
        text, language = known[item.response_id, item.question_id]
        found[item.item_id] = (redact(text, language=language) if redacted else text, language)
    return found


def codebook_sheet(sample: Sample, *, redacted: bool = False) -> Sheet:
    """Return the sheet that says what each theme is about."""
    own = words()["codebook"]
    return Sheet(
        key="codebook",
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(sample.themes)),
        columns=_columns("codebook", {"number": "number"}),
        rows=tuple(
            Row(
                key=f"codebook {theme.number}",
                label=theme.title,
                cells={
                    "number": theme.number,
                    "question": sample.questions[theme.question_id],
                    "group": theme.group,
                    "title": theme.title,
                    "description": redact(theme.description) if redacted else theme.description,
                },
            )
            for theme in sample.themes
        ),
        decide=lambda row, given: Verdict(),
    )


def answers_sheet(sample: Sample, coder: int, texts: Mapping[str, tuple[str, str]] | None = None) -> Sheet:
    """Return the sheet of answers of one coder.

    Args:
        sample: The sample.
        coder: Which of `sample.coders`: each has an order of their own.
        texts: Answer → its words and language; None where a workbook is read back, for which they are not needed.
    """
    own = words()["answers"]
    kinds: dict[str, ColumnKind] = {"id": "id", _POSITION: "choice", **dict.fromkeys(THEMES, "choice")}
    offers = {question: _offers(sample, question) for question in sample.questions}
    return Sheet(
        key=f"answers {coder + 1}",
        title=own["sheet"],
        heading=own["title"],
        lines=tuple(own["lines"]),
        about=own["about"].format(n=len(sample.items)),
        columns=_columns("answers", kinds, {_POSITION: own["positions"]}),
        rows=tuple(_row(sample, item, offers[item.question_id], texts) for item in _in_order(sample, coder)),
        decide=_decide,
        in_sight=1,
    )


def _columns(
    sheet: str, kinds: Mapping[str, ColumnKind], choices: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[Column, ...]:
    """Return the columns of a sheet as `coding.toml` words them; those not in `kinds` are locked."""
    return tuple(
        Column(key, title, width, kinds.get(key, "shown"), "".join(hint), (choices or {}).get(key, {}))
        for key, (title, width, *hint) in words()[sheet]["columns"].items()
    )


def _offers(sample: Sample, question: str) -> dict[str, Offer]:
    """Return what can be chosen in the cells for themes; “None of these” and “Cannot tell” in the first alone."""
    themes = {theme.theme_id: named(str(theme.number), theme.title) for theme in sample.themes_of(question)}
    # The number in brackets is enough where somebody typed the title in their own words.
    now = {str(theme.number): theme.theme_id for theme in sample.themes_of(question)}
    own = words()["answers"]["values"]
    first = Offer({**themes, NONE: own[NONE], CANNOT_TELL: own[CANNOT_TELL]}, now=now)
    return {THEMES[0]: first} | dict.fromkeys(THEMES[1:], Offer(themes, now=now))


def _in_order(sample: Sample, coder: int) -> list[Item]:
    """Return the answers question by question, within each in a random order that no other coder has."""
    shuffled = np.random.default_rng([sample.seed, coder]).permutation(len(sample.items))
    places = {question: at for at, question in enumerate(sample.questions)}
    return sorted((sample.items[at] for at in shuffled), key=lambda item: places[item.question_id])


def _row(sample: Sample, item: Item, offers: Mapping[str, Offer], texts: Mapping[str, tuple[str, str]] | None) -> Row:
    text, language = ("", "") if texts is None else texts[item.item_id]
    return Row(
        key=f"{sample.sample_id} {item.item_id}",
        label=item.item_id,
        cells={"id": item.item_id, "question": sample.questions[item.question_id], "text": text},
        languages={"text": language},
        subject=item.item_id,
        offers=offers,
    )


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return what a row says: the themes, None for “Cannot tell”, and the position; or what contradicts in it."""
    del row
    chosen = [given[column] for column in THEMES if given[column]]
    themes = [value for value in chosen if value not in (NONE, CANNOT_TELL)]
    own = words()["answers"]
    if special := next((value for value in chosen if value in (NONE, CANNOT_TELL)), ""):
        if themes:
            said = own["problems"]["and_theme"].format(value=own["values"][special])
            return Verdict(problems=((THEMES[0], said),))
    elif not themes:
        return Verdict(problems=((THEMES[0], own["problems"]["no_theme"]),))
    kept = None if special == CANNOT_TELL else themes
    return Verdict(({"do": "code", "chosen": kept, _POSITION: given[_POSITION]},))


def all_sheets(sample: Sample) -> Sequence[Sheet]:
    """Return every sheet that a workbook of the sample can have, to read it back."""
    return [codebook_sheet(sample), *(answers_sheet(sample, number) for number in range(len(sample.coders)))]
