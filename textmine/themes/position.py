"""For or against: what a person ticked on the linked closed question, or else what the answer's own words say."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

import pandas as pd

from textmine.schema import ANSWER
from textmine.themes.stance import text_positions
from textmine.themes.stance_wording import claim_of

_BARE = frozenset({"yes", "no", "হ্যাঁ", "না", "haa", "maya"})
_EMPTY = ("blank", "no_content")


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
    """Return the position of every answer, `(response_id, question_id)`.

    What was ticked on the linked closed question decides. Where there is none, or it says nothing, the text does,
    on what its question proposes, or the linked closed question where its own wording proposes nothing.

    Args:
        responses: With `text`, `language`, `languages` and `status` where they are known.
        respondents: One column per closed question.
        questions: With `wording` where it is known.
    """
    linked = {
        str(question): str(link)
        for question, link in zip(questions["question_id"], questions["linked_question_id"], strict=True)
        if isinstance(link, str) and link in respondents
    }
    ticked = respondents.set_index("response_id")
    wordings = dict(zip(questions["question_id"], questions["wording"], strict=True)) if "wording" in questions else {}
    by_question = {question: _ticked(ticked[link], wordings.get(link)).to_dict() for question, link in linked.items()}
    answers = zip(*(responses[name].tolist() for name in ANSWER), strict=True)
    found = {(name, question): by_question.get(question, {}).get(name, "unknown") for name, question in answers}
    return found | _from_text(responses, questions, {answer for answer, said in found.items() if said == "unknown"})


def _ticked(options: pd.Series[str], wording: object) -> pd.Series[str]:
    """Return the position of each option; yes and no are none where the question proposes nothing."""
    positions = options.map(position_of_option)
    if not isinstance(wording, str) or claim_of(wording).proposes:
        return positions
    return positions.mask(options.map(_is_bare), "unknown")


def _is_bare(option: object) -> bool:
    """Say whether an option is a plain yes or no, which says nothing without its question."""
    return isinstance(option, str) and option.casefold().strip(" .!") in _BARE


def _from_text(
    responses: pd.DataFrame, questions: pd.DataFrame, silent: set[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Return the positions that texts state, of the answers on which nothing else speaks."""
    if not {"text", "language"} <= set(responses) or "wording" not in questions:
        return {}
    tags = responses["languages" if "languages" in responses else "language"]
    status = responses["status"] if "status" in responses else ["themed"] * len(responses)
    texts: dict[str, list[tuple[tuple[str, str], str, str | list[str]]]] = {}
    for response, question, text, tag, state in zip(
        responses["response_id"], responses["question_id"], responses["text"], tags, status, strict=True
    ):
        if (response, question) in silent and isinstance(text, str) and state not in _EMPTY:
            texts.setdefault(question, []).append(
                ((response, question), text, tag if isinstance(tag, str) else list(tag))
            )
    wordings = dict(zip(questions["question_id"], questions["wording"], strict=True))
    links = dict(zip(questions["question_id"], questions["linked_question_id"], strict=True))
    found: dict[tuple[str, str], str] = {}
    for question, rows in texts.items():
        wording = _proposing(wordings.get(question), wordings.get(links.get(question)))
        said = text_positions([text for _, text, _ in rows], [tag for _, _, tag in rows], wording)
        found |= dict(zip((answer for answer, _, _ in rows), said, strict=True))
    return found


def _proposing(own: object, linked: object) -> str:
    """Return the wording that proposes something: the question's own, else that of the closed question before it."""
    wordings = [wording for wording in (own, linked) if isinstance(wording, str)]
    return next((wording for wording in wordings if claim_of(wording).proposes), "")
