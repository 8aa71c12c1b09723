"""For or against: what a person ticked on the closed question that an open question is linked to."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

import pandas as pd

from textmine.schema import ANSWER


@lru_cache(maxsize=1)
def _options() -> dict[str, str]:
    text = files("textmine.themes").joinpath("data/positions.toml").read_text(encoding="utf-8")
    return {option: position for position, options in tomllib.loads(text).items() for option in options}


def position_of_option(option: object) -> str:
    """Return the position an option of a closed question states.

    Example:
        >>> position_of_option("Tend to disagree "), position_of_option("Neither agree nor disagree")
        ('against', 'neutral')
        >>> position_of_option("Tuesday")
        'unknown'
    """
    if not isinstance(option, str):
        return "unknown"
    return _options().get(" ".join(option.casefold().strip(" .!").split()), "unknown")


def answer_positions(
    responses: pd.DataFrame, respondents: pd.DataFrame, questions: pd.DataFrame
) -> dict[tuple[str, str], str]:
    """Return the position of every answer, `(response_id, question_id)`, from its linked closed question."""
    linked = {
        str(question): str(link)
        for question, link in zip(questions["question_id"], questions["linked_question_id"], strict=True)
        if isinstance(link, str) and link in respondents
    }
    ticked = respondents.set_index("response_id")
    by_question = {question: ticked[link].map(position_of_option) for question, link in linked.items()}
    return {
        (response, question): by_question[question].get(response, "unknown") if question in by_question else "unknown"
        for response, question in responses[ANSWER].itertuples(index=False)
    }
