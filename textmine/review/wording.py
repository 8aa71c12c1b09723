"""Verbs about words, languages, outcomes and what may be published; they move no answer."""

from __future__ import annotations

from dataclasses import asdict
from string import Formatter

from textmine.config import did_you_mean
from textmine.language import headings
from textmine.model import Heading, Outcome, Translation
from textmine.review.state import Edit, RefusedError, State
from textmine.review.step import Change, Step, the_answer
from textmine.review.verbs import is_visible

_NOT_A_LANGUAGE = ("und", "zxx")


def rename(state: State, step: Step) -> Change:
    """Give a theme another title."""
    card = state.cards[step.payload["theme"]]
    before = {"title": card.title}
    card.title = step.payload["title"].strip()
    state.version += 1
    return before, {"title": card.title}


def describe(state: State, step: Step) -> Change:
    """Give a theme another description; it may be empty."""
    card = state.cards[step.payload["theme"]]
    before = {"description": card.description}
    card.description = step.payload["description"].strip()
    state.version += 1
    return before, {"description": card.description}


def language(state: State, step: Step) -> Change:
    """Correct the language of an answer."""
    answer, entry = the_answer(state, step.payload["answer"])
    before = {"language": entry.language, "languages": list(entry.languages), "themes": state.themes_of(answer)}
    tag = step.payload["language"]
    if tag in _NOT_A_LANGUAGE:
        entry.languages = []
    elif tag in entry.languages:
        # The answer is still mixed; another of its languages is the main one.
        entry.languages = [tag, *(other for other in entry.languages if other != tag)]
    else:
        entry.languages = [tag, *(other for other in entry.languages if other != entry.language)]
    entry.language, entry.confidence = tag, 1.0
    state.changed_answers.add(answer)
    state.version += 1
    state.spoken[answer[1]] = state.version
    for theme in state.themes_of(answer):
        state.touch(theme)
    return before, {"language": tag, "languages": list(entry.languages)}


def edit(state: State, step: Step) -> Change:
    """Give a sentence of a draft other words. Whether the sentence is still the same is seen later."""
    payload = step.payload
    made = Edit(
        step.number,
        payload["ordinal"],
        payload["text"],
        step.before.get("kind", ""),
        step.before.get("drafted", ""),
    )
    state.edits.setdefault(payload["theme"], []).append(made)
    return step.before, {"text": payload["text"]}


def redact(state: State, step: Step) -> Change:
    """Publish a sentence with placeholders where it holds personal data; the sentence itself stays as it is."""
    return _noted(state.redactions, step)


def leave_out(state: State, step: Step) -> Change:
    """Keep a sentence from being published."""
    return _noted(state.left_out, step)


def _noted(those: dict[str, list[Edit]], step: Step) -> Change:
    """Note a sentence by what it was drafted as."""
    payload = step.payload
    those.setdefault(payload["theme"], []).append(
        Edit(step.number, payload["ordinal"], "", step.before.get("kind", ""), step.before.get("drafted", ""))
    )
    return step.before, {}


def translate(state: State, step: Step) -> Change:
    """Record somebody's translation of a text, known by its exact words."""
    payload = step.payload
    key = (payload["text"], payload["into"])
    old = state.translations.get(key)
    state.translations[key] = Translation(payload["translation"].strip(), payload["translator"].strip(), step.by)
    return {"translation": old.text if old else None}, {"translation": payload["translation"].strip()}


def heading(state: State, step: Step) -> Change:
    """Approve the headings of published pages in one language: all as they stand, or one, in other words if given.

    Raises:
        RefusedError: No such language or heading, or the names in braces differ.
    """
    language, entry = step.payload["language"], step.payload.get("entry", "")
    catalogue = headings(language)
    if not catalogue:
        raise RefusedError(f"there are no headings in `{language}`.")
    if entry and entry not in catalogue:
        raise RefusedError(f"there is no heading `{entry}`.{did_you_mean(entry, list(catalogue))}")
    if entry and step.strict:
        _same_places(catalogue[entry], step.payload.get("text", ""))
    own = state.headings.setdefault(language, {})
    before = {name: own[name].text for name in own}
    # A replayed approval is of the words approved then, whatever the catalogue says now.
    approved = step.after.get("headings") or {
        name: step.payload.get("text") or (own[name].text if name in own else catalogue[name])
        for name in ([entry] if entry else catalogue)
    }
    own |= {name: Heading(text.strip(), step.by) for name, text in approved.items()}
    return {"headings": before}, {"headings": approved}


def _same_places(catalogue: str, text: str) -> None:
    """Refuse other words for a heading that would not hold what is filled into it.

    Raises:
        RefusedError: The names in braces are not those of the catalogue.
    """
    wanted = _places(catalogue)
    if is_visible(text) and _places(text) != wanted:
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted or ())) or "none"
        raise RefusedError(f"the names in braces must stay as they are; this heading has {names}.")


def _places(text: str) -> set[str] | None:
    """Return the names in braces that are filled in; None where the braces do not fit together."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    # A width or a conversion would change what is filled in.
    return None if any(spec or conversion for _, _, spec, conversion in parts) else {str(part[1]) for part in parts}


def consent(state: State, step: Step) -> Change:
    """Decide whether people may be quoted where the export has no consent question."""
    before = {"quotes": state.quotes[0] if state.quotes else None}
    state.quotes = (step.payload["quotes"], step.by)
    return before, {"quotes": step.payload["quotes"]}


def open_data(state: State, step: Step) -> Change:
    """Decide whether answers may be published as open data, or whether one of them may."""
    decided = step.payload["publish"]
    if "answer" not in step.payload:
        old, state.open_data = state.open_data, decided
    else:
        answer, _ = the_answer(state, step.payload["answer"])
        old = state.open_answers.get(answer)
        state.open_answers[answer] = decided
    return {"publish": old}, {"publish": decided}


def outcome(state: State, step: Step) -> Change:
    """Say what the council did about a theme."""
    payload = step.payload
    theme = payload["theme"]
    old = state.outcomes.get(theme)
    new = Outcome(
        payload["outcome"],
        payload["text"].strip(),
        payload.get("reason", "").strip(),
        payload.get("owner", "").strip(),
        payload.get("date", ""),
        payload.get("because", ""),
        payload.get("instead", "").strip(),
    )
    state.outcomes[theme] = new
    return {"outcome": asdict(old) if old else None}, {"outcome": asdict(new)}


def set_aside(state: State, step: Step) -> Change:
    """Keep a theme, and all below it, from being published."""
    below = state.subtree(step.payload["theme"])
    before = {"set_aside": {name: state.aside[name] for name in below if name in state.aside}}
    for name in below:
        state.aside[name] = step.payload["reason"].strip()
    return before, {"set_aside": below}


def approve(state: State, step: Step) -> Change:
    """Approve the content that themes had then, known by its fingerprint."""
    for theme, fingerprint in step.after.get("fingerprints", {}).items():
        state.approvals.setdefault(theme, []).append((step.by, fingerprint))
    return step.before, step.after


def override(state: State, step: Step) -> Change:
    """Let a theme pass one check of the publication gate, with a reason."""
    checks = state.overrides.setdefault(step.payload["theme"], {})
    check = step.payload["check"].strip()
    old = checks.get(check)
    checks[check] = (step.by, step.payload["reason"].strip())
    return {"override": list(old) if old else None}, {"override": list(checks[check])}
