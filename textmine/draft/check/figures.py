"""Whether the numbers in a draft sentence are right, and safe to publish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from textmine.draft.lexicon import settings

# \d takes in Bengali and Arabic digits, and float() reads them.
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_ABOUT_PERCENT = re.compile(r"\b(?:fewer|less|more) than \d+(?:\.\d+)?\s?%", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?<!\bin )\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:other\s+|more\s+|different\s+)?"
    r"(?:people|persons?|respondents?|residents?|individuals?|organisations?|of (?:them|those|the|us))\b",
    re.IGNORECASE,
)
_TOLERANCE = 0.5 + 1e-9


def in_words(number: int) -> str:
    """Return a small number in words, a larger one in digits."""
    names: list[str] = settings("wording")["numbers"]["words"]
    return names[number] if 0 <= number < len(names) else f"{number}"


def numbers(text: str) -> list[float]:
    """Return every number written in digits, of any script."""
    return [float(found.replace(",", "")) for found in _NUMBER.findall(text)]


def stated_figures(figures: str | None) -> dict[str, float]:
    """Return the `figures` of a draft sentence; nothing where they are missing or cannot be read."""
    try:
        found = json.loads(figures) if isinstance(figures, str) else {}
    except ValueError:
        return {}
    pairs: Iterable[tuple[str, Any]] = found.items() if isinstance(found, dict) else ()
    return {name: float(value) for name, value in pairs if isinstance(value, int | float)}


def _exact(text: str, minimum: int) -> str:
    """Leave out what states no exact number: "fewer than 5", "less than 1%"."""
    bound = rf"\b(?:fewer|less) than (?:{minimum}|{in_words(minimum)})\b(?!\s?%)"
    return re.sub(bound, " ", _ABOUT_PERCENT.sub(" ", text), flags=re.IGNORECASE)


def small_people(text: str, minimum: int) -> list[str]:
    """Return phrases such as "three people" whose number is below the minimum."""
    known = {in_words(number): number for number in range(11)}
    found = []
    for match in _PEOPLE.finditer(_exact(text, minimum)):
        word = match[1].casefold()
        value = known[word] if word in known else int(word)
        if 0 < value < minimum:
            found.append(match[0])
    return found


def figure_problem(
    text: str, figures: dict[str, float], n_people: int, base: int, minimum: int, same_text: int = 0
) -> str | None:
    """Say what is wrong with a sentence that states the number of people in a theme; None if nothing.

    Args:
        text: The sentence.
        figures: Its `n`, `base` and `share`, as far as it has them.
        n_people: The number of people in the theme by the tables.
        base: The number of people who answered the question, by the tables.
        minimum: The smallest number of people that may be stated.
        same_text: The number of people who used the same text as others; 0 where that may not be said.
    """
    share = 100 * n_people / base if base else 0.0
    expected = {"n": n_people, "base": base, "share": share / 100}
    if any(abs(figures[name] - value) > 0.005 for name, value in expected.items() if name in figures):
        return "has figures that are out of date: the theme's number of people has changed"
    if problem := small_theme_problem(text, n_people, base, minimum):
        return problem
    stated = numbers(_exact(text, minimum))
    if any(
        value not in (n_people, base, same_text or n_people) and abs(value - share) > _TOLERANCE for value in stated
    ):
        return "has a number that does not agree with the figures of the theme"
    return None


def small_theme_problem(text: str, n_people: int, base: int, minimum: int) -> str | None:
    """Say that a figure sentence gives away how many people are in a theme too small for that; None if it does not."""
    safe = {base} if base >= minimum else set()
    if n_people < minimum and (small_people(text, minimum) or set(numbers(_exact(text, minimum))) - safe):
        return f"states an exact number or share of people for a theme of fewer than {in_words(minimum)}"
    return None


def small_number_problem(text: str, evidence: Iterable[str], minimum: int) -> str | None:
    """Say that any other sentence states a small number of people that is not somebody's own words; None if not."""
    small = small_people(text, minimum)
    answers = [answer.casefold() for answer in evidence] if small else []
    if any(not any(phrase.casefold() in answer for answer in answers) for phrase in small):
        return f"states an exact number of people below {in_words(minimum)}"
    return None


def other_problem(text: str, figures: dict[str, float], evidence: Iterable[str], minimum: int) -> str | None:
    """Say what is wrong with the numbers of any other sentence: they have to be people's own, or computed.

    Args:
        text: The sentence.
        figures: What was computed for it.
        evidence: The answers it stands for.
        minimum: The smallest number of people that may be stated.
    """
    answers = [answer.casefold() for answer in evidence]
    if problem := small_number_problem(text, answers, minimum):
        return problem
    stated = numbers(_exact(text, minimum))
    if not stated:
        return None
    carried = {value for answer in answers for value in numbers(answer)}
    carried |= {value for name, value in figures.items() if name != "share"}
    if "share" in figures:
        stated = [value for value in stated if abs(value - 100 * figures["share"]) > _TOLERANCE]
    return "has a number that its evidence does not carry" if set(stated) - carried else None
