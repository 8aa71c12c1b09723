"""Somebody's own language detector: any function of texts, or object with `predict(texts)`, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import regex

from textmine.errors import InputError, plug_in_failed
from textmine.language.detect import detect
from textmine.protocols import Detector

_TAG = regex.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SHOWN = 5


def languages_of(texts: Sequence[str], own: Detector | None = None) -> list[str]:
    """Return the language tag of each text.

    Args:
        texts: n texts.
        own: A function texts → tags (or a DataFrame with the column `language`, as `detect_languages` returns), or an
            object with `predict(texts)`, as scikit-learn's classifiers have; None: ours. Missing tags become `und`.

    Raises:
        InputError: It is neither, it fails, or it gives something else than one tag per text.
    """
    if own is None:
        return list(detect(texts)["language"])
    ask = own if callable(own) and not isinstance(own, type) else getattr(own, "predict", None)
    if not callable(ask) or isinstance(own, type):
        raise InputError(
            f"`detector` cannot be a `{type(own).__name__}`. Give a function that returns a language tag for each of "
            "the texts it is given, or an object with `predict(texts)`."
        )
    try:
        given = ask(list(texts))
        tags = list(given["language"] if isinstance(given, pd.DataFrame) else given)
    except Exception as error:  # whatever somebody else's code raises
        raise plug_in_failed("detector", error) from error
    return _checked(tags, len(texts))


def no_tags(given: Sequence[Any]) -> str:
    """Return the first few that are no language tag, to be shown; empty where all are."""
    wrong = dict.fromkeys(str(tag)[:40] for tag in given if not (isinstance(tag, str) and _TAG.fullmatch(tag)))
    return ", ".join(f"`{tag}`" for tag in list(wrong)[:SHOWN])


def _checked(tags: Sequence[Any], n: int) -> list[str]:
    """Return the tags as BCP-47 writes them (`bn-Latn`); `und` where one is missing."""
    if len(tags) != n:
        raise InputError(f"`detector` gave {len(tags)} languages for {n} texts. It must give one per text, in order.")
    named = ["und" if tag is None or tag is pd.NA or tag != tag else tag for tag in tags]
    if wrong := no_tags(named):
        raise InputError(f"`detector` gave what is no language tag: {wrong}. Tags are such as `en`, `bn` or `bn-Latn`.")
    return [_as_written(tag) for tag in named]


def _as_written(tag: str) -> str:
    """Return a tag with the usual capitals: `EN` is `en`, `bn-latn` is `bn-Latn`."""
    language, *parts = tag.split("-")
    return "-".join([language.lower(), *(part.title() if len(part) == 4 else part for part in parts)])
