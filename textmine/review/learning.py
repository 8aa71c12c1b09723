"""The officers' decisions teach the machine: what it would now assign otherwise, and what to look at next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from textmine.display import render
from textmine.model import Decision
from textmine.review.frames import reviewed_tables
from textmine.review.lesson import LEAST, Lesson, Suggestion, lesson_of
from textmine.review.positions import position_for
from textmine.review.state import Answer, RefusedError, Row, State
from textmine.review.step import Change, Step
from textmine.tables import Tables
from textmine.themes.learning import ENOUGH, Estimate

_SPOKEN_AGAINST = "What officers confirmed of answers like it speaks against its last theme."
SUGGESTED = ["question_id", "response_id", "theme_id", "action", "score"]
ORDERED = ["question_id", "response_id", "text", "status", "doubt"]


def learn_from(
    tables: Tables, judged: Collection[Answer], made: Collection[str], questions: Iterable[str] | None = None
) -> dict[str, Lesson]:
    """Return, per open question, what the answers that officers judged teach.

    Themes are taken as they are after the decisions, so that merged, split and made ones count like any other.

    Args:
        tables: After the decisions.
        judged: `(response_id, question_id)` of answers whose present themes an officer stands for (none of the
            themes, where they have none).
        made: Themes that officers made.
        questions: Those wanted; all open ones where not given.
    """
    wanted = tables.open_questions["question_id"] if questions is None else questions
    return {str(question): lesson_of(tables, str(question), judged, made) for question in wanted}


class Agreements(dict[str, Estimate | None]):
    """Question → the estimated agreement of the machine with people; a notebook shows it as a table."""

    def _repr_html_(self) -> str:
        """Return the table, escaped."""
        return render("agreement", rows=list(self.items()), least=ENOUGH)


def agreements(lessons: Mapping[str, Lesson]) -> Agreements:
    """Return each question's estimated agreement with people; None while too few answers are confirmed."""
    return Agreements({name: lesson.learned.estimate if lesson.learned else None for name, lesson in lessons.items()})


def suggestion_frame(lessons: Mapping[str, Lesson]) -> pd.DataFrame:
    """Return the changes that the confirmed answers speak for: `question_id, response_id, theme_id, action, score`."""
    rows = [
        (item.question, item.response, item.theme, item.action, item.score)
        for lesson in lessons.values()
        for item in lesson.suggestions()
    ]
    frame = pd.DataFrame(rows, columns=SUGGESTED)
    return frame.astype(dict.fromkeys(SUGGESTED[:-1], "str") | {"score": "float64"})


def order_frame(tables: Tables, lessons: Iterable[Lesson], first: int | None = None) -> pd.DataFrame:
    """Return the answers nobody confirmed, those first whose review teaches most.

    Several questions take turns: the first answer of each comes before the second of any.

    Args:
        tables: After the decisions.
        lessons: Of the questions wanted.
        first: How many answers are wanted, which takes less time for few; None: all.

    Returns:
        `question_id, response_id, text, status, doubt` (0–1; 1 where the answer needs a person).
    """
    turns = [
        (turn, (lesson.responses[row], lesson.question), doubt)
        for lesson in lessons
        for turn, (row, doubt) in enumerate(lesson.order(first))
    ]
    turns = sorted(turns, key=lambda item: item[0])[:first]
    keys = zip(tables.responses["response_id"], tables.responses["question_id"], strict=True)
    shown = dict(zip(keys, zip(tables.responses["text"], tables.responses["status"], strict=True), strict=True))
    rows = [(answer[1], answer[0], *shown[answer], doubt) for _, answer, doubt in turns]
    return pd.DataFrame(rows, columns=ORDERED).astype(dict.fromkeys(ORDERED[:-1], "str") | {"doubt": "float64"})


def learn(state: State, step: Step) -> Change:
    """Assign again, by what officers confirmed, the answers that nobody confirmed: only what changes.

    The changes are recorded. They are applied again as they were where all they follow from is as it was; elsewhere,
    as after a re-run or when an earlier decision is undone, the machine learns anew at this place in the log.
    """
    questions = _questions(state, step.payload.get("question"))
    basis = _basis(state, questions)
    if step.after.get("basis") == basis:
        after = step.after
    else:
        lessons = learn_from(reviewed_tables(state), state.judged, state.made, questions)
        after = _recorded(lessons, basis)
    changes = [Suggestion(*change) for change in after["changes"]]
    before = {"themes": [[*answer, state.themes_of(answer)] for answer in _answers(changes)]}
    _apply(state, changes)
    return before, after


def learning_lines(
    taken: Sequence[Decision], agreement: Mapping[str, Estimate | None], suggestions: pd.DataFrame
) -> list[str]:
    """Say what was learned, how far the machine agrees with people, and what it would now change."""
    lines = [_learned_line(decision) for decision in taken if decision.do == "learn"]
    lines += [f"{question}: {estimate}" for question, estimate in agreement.items() if estimate is not None]
    if number := len(suggestions.drop_duplicates(SUGGESTED[:2])):
        answers = "1 answer" if number == 1 else f"{number} answers"
        lines.append(f'{answers} would now go elsewhere; record {{"do": "learn"}} to assign them again.')
    return lines


def _learned_line(decision: Decision) -> str:
    """Say what one `learn` changed."""
    after = decision.after
    number = after.get("answers", 0)
    line = f"Decision {decision.number} (learn): {'1 answer' if number == 1 else f'{number} answers'} assigned again."
    few = [f"{question} has {n}" for question, n in after.get("confirmed", {}).items() if n < LEAST]
    if few:
        line += f" A question needs {LEAST} confirmed answers to learn from: {', '.join(few)}."
    return line


def _questions(state: State, question: str | None) -> list[str]:
    """Return the open questions to learn in, in order.

    Raises:
        RefusedError: There is no such question.
    """
    known = sorted(state.questions)
    if question is None:
        return known
    if question not in state.questions:
        names = ", ".join(f"`{name}`" for name in known) or "none"
        raise RefusedError(f"there is no open question `{question}`. Open questions: {names}.")
    return [question]


def _basis(state: State, questions: Collection[str]) -> str:
    """Identify all that learning follows from: the run, the themes, and every answer's themes and language."""
    cards = [[theme, card.parent] for theme, card in state.cards.items() if card.question in questions]
    answers = [
        [*answer, entry.language, answer in state.judged, [[row.theme, row.start, row.end] for row in entry.rows]]
        for answer, entry in state.answers.items()
        if answer[1] in questions
    ]
    return hashlib.sha256(json.dumps([state.run, cards, answers]).encode()).hexdigest()[:16]


def _recorded(lessons: Mapping[str, Lesson], basis: str) -> dict[str, Any]:
    """Return what the log keeps of learning."""
    changes = [change for lesson in lessons.values() for change in lesson.suggestions()]
    return {
        "answers": len(_answers(changes)),
        "confirmed": {name: lesson.confirmed for name, lesson in lessons.items()},
        "agreement": {name: str(found) for name, found in agreements(lessons).items() if found is not None},
        "changes": [list(change) for change in changes],
        "basis": basis,
    }


def _answers(changes: Iterable[Suggestion]) -> list[Answer]:
    """Return the answers that changes are about, each once."""
    return list(dict.fromkeys((change.response, change.question) for change in changes))


def _apply(state: State, changes: Sequence[Suggestion]) -> None:
    """Change assignments; new ones first, so that an answer that moves is never without a theme."""
    for change in sorted(changes, key=lambda change: change.action == "unassign"):
        answer = (change.response, change.question)
        if change.action == "assign":
            position = position_for(state, answer)
            row = Row(change.theme, change.score, change.start, change.end, position, "machine", primary=False)
            state.add_row(answer, row)
        else:
            state.remove(answer, change.theme, _SPOKEN_AGAINST)
