"""Verbs that change which themes there are, and which answers are in them."""

from __future__ import annotations

from textmine.review.positions import position_for
from textmine.review.state import Answer, Card, RefusedError, Row, State, listed
from textmine.review.step import Change, Step, in_theme, the_answer, the_leaf, titled


def merge(state: State, step: Step) -> Change:
    """Put all answers of some themes into another; the merged themes, and all below them, vanish."""
    into = step.payload["into"]
    named = [theme for theme in dict.fromkeys(step.payload["themes"]) if theme != into]
    leaving = {theme: None for name in named for theme in state.subtree(name) if theme != into}
    _check_merge(state, into, list(leaving))
    before = {"titles": {theme: state.cards[theme].title for theme in (*leaving, into)}}
    while state.cards[into].parent in leaving:
        state.cards[into].parent = state.cards[state.cards[into].parent or ""].parent
    parents = [state.cards[theme].parent for theme in leaving]
    for theme in leaving:
        for answer in sorted(state.holders[theme]):
            state.move(answer, theme, into)
    # From the lowest to the highest, so that the groups above are known when each goes.
    for theme in reversed(leaving):
        state.drop_theme(theme, f"was merged into {titled(state, into)}")
    _drop_empty_groups(state, parents, into, "merged away")
    state.touch(into)
    return before, {"into": into, "merged": list(leaving)}


def _check_merge(state: State, into: str, leaving: list[str]) -> None:
    """Refuse a merge across questions, or into a group that would keep themes below it."""
    question = state.cards[into].question
    problems = [
        f"{titled(state, theme)} belongs to question `{state.cards[theme].question}` and "
        f"{titled(state, into)} to `{question}`: only themes of one question can be merged."
        for theme in leaving
        if state.cards[theme].question != question
    ]
    if not problems and set(state.children(into)) - set(leaving):
        problems = [f"{titled(state, into)} is a group of themes: merge into one of those below it."]
    if problems:
        raise RefusedError(*problems)


def _drop_empty_groups(state: State, parents: list[str | None], spared: str, how: str) -> list[str]:
    """Remove the groups that lost their last theme, upwards; return them. `how` says how they lost it."""
    dropped: list[str] = []
    for parent in parents:
        name = parent
        while name is not None and name in state.cards and name != spared and not state.children(name):
            above = state.cards[name].parent
            state.drop_theme(name, f"was a group whose last theme was {how}")
            dropped.append(name)
            name = above
    return dropped


def split(state: State, step: Step) -> Change:
    """Make a new theme of some answers of a theme."""
    theme = the_leaf(state, step.payload["theme"])
    answers, missing = _those_in(state, step.payload["answers"], theme)
    if missing and (step.strict or not answers):
        raise RefusedError(*missing)
    if missing:
        step.notes.append(f"Applied in part, to {len(answers)} of {len(answers) + len(missing)} answers.")
    card = state.cards[theme]
    new = new_id(card.question, step.number)
    state.add_theme(new, Card(card.question, card.parent, step.payload["title"].strip(), ""), step.number)
    for answer in answers:
        state.move(answer, theme, new)
    state.judged.update(answers)
    state.touch(theme)
    state.touch(new)
    return {"answers": listed(answers)}, {"theme": new}


def _those_in(state: State, given: list[list[str]], theme: str) -> tuple[list[Answer], list[str]]:
    """Return the named answers that are in the theme, and a message for each that is not."""
    found: dict[Answer, None] = {}
    missing: list[str] = []
    for pair in given:
        try:
            found[in_theme(state, pair, theme)[0]] = None
        except RefusedError as error:
            missing += error.messages
    return list(found), missing


def create(state: State, step: Step) -> Change:
    """Make a theme that nobody is in yet."""
    question = step.payload["question"]
    if question not in state.questions:
        known = ", ".join(f"`{name}`" for name in sorted(state.questions))
        raise RefusedError(f"there is no open question `{question}`. Open questions: {known or 'none'}.")
    new = new_id(question, step.number)
    card = Card(question, None, step.payload["title"].strip(), step.payload.get("description", "").strip())
    state.add_theme(new, card, step.number)
    return {}, {"theme": new}


def group(state: State, step: Step) -> Change:
    """Put a theme or a group under a group, or at the top level; what it says itself stays as it is."""
    theme, parent = step.payload["theme"], step.payload["parent"] or None
    _check_group(state, theme, parent)
    card = state.cards[theme]
    old = card.parent
    before = {"parent": old, "titles": {name: state.cards[name].title for name in (old, parent) if name}}
    if parent == old:
        return before, {"parent": parent, "gone": []}
    card.parent = parent
    state.version += 1
    # The theme's own draft does not follow from its place: a sentence that was rephrased stays.
    for name in (old, parent):
        if name is not None:
            state.touch(name)
    return before, {"parent": parent, "gone": _drop_empty_groups(state, [old], theme, "moved away")}


def _check_group(state: State, theme: str, parent: str | None) -> None:
    """Refuse a place that would make a circle, mix questions, or hide the answers of a theme."""
    if parent is None:
        return
    named = titled(state, parent)
    if parent == theme:
        raise RefusedError(f"{named} cannot be put under itself.")
    if theme in state.above(parent):
        raise RefusedError(f"{titled(state, theme)} cannot be put under {named}, which is below it.")
    here, there = state.cards[theme].question, state.cards[parent].question
    if here != there:
        raise RefusedError(
            f"{titled(state, theme)} belongs to question `{here}` and {named} to `{there}`: a group holds themes of "
            "one question."
        )
    if state.holders[parent]:
        raise RefusedError(
            f"{named} has answers of its own, so it is no group: make a new theme and put both under it."
        )


def new_id(question: str, number: int) -> str:
    """Return the id of the theme that a decision makes: the same at every replay."""
    return f"{question}.n{number}"


def assign(state: State, step: Step) -> Change:
    """Add a theme to an answer."""
    theme = the_leaf(state, step.payload["theme"])
    answer, entry = the_answer(state, step.payload["answer"])
    if state.cards[theme].question != answer[1]:
        raise RefusedError(
            f"{titled(state, theme)} is a theme of question `{state.cards[theme].question}`, and the answer "
            f"is to question `{answer[1]}`."
        )
    before = {"status": entry.status, "themes": state.themes_of(answer)}
    if answer in state.holders[theme]:
        # The machine's points stay: they say where in the answer the theme is.
        for row in entry.rows:
            if row.theme == theme:
                row.by, row.score = "officer", 1.0
        state.touch(theme)
    else:
        position = position_for(state, answer)
        state.add_row(answer, Row(theme, 1.0, 0, len(entry.text or ""), position, "officer", primary=False))
    state.confirmed.add((*answer, theme))
    state.judged.add(answer)
    return before, {"status": entry.status, "themes": state.themes_of(answer)}


def unassign(state: State, step: Step) -> Change:
    """Take a theme from an answer; without any theme left the answer needs a person."""
    answer, entry = in_theme(state, step.payload["answer"], step.payload["theme"])
    before = {"status": entry.status, "themes": state.themes_of(answer)}
    state.remove(answer, step.payload["theme"])
    state.judged.add(answer)
    return before, {"status": entry.status, "themes": state.themes_of(answer)}


def confirm(state: State, step: Step) -> Change:
    """Note that a person agrees that an answer is in a theme."""
    answer, _ = in_theme(state, step.payload["answer"], step.payload["theme"])
    key = (*answer, step.payload["theme"])
    before = {"confirmed": key in state.confirmed}
    state.confirmed.add(key)
    state.judged.add(answer)
    return before, {"confirmed": True}
