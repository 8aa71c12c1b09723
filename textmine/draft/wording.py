"""Sentences that state figures, from figures alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from textmine.draft.lexicon import settings
from textmine.draft.quantities import step_of, whole_percent
from textmine.themes.campaigns import stated_same

MINIMUM = 5
"""A number of people below this is written as "fewer than five"."""


def minimum_of(manifest: Mapping[str, Any]) -> int:
    """Return the smallest number of people that may be written out, by the settings in a manifest."""
    return int(manifest.get("config", {}).get("publish", {}).get("minimum_count", MINIMUM))


def fewer_than(minimum: int = MINIMUM) -> str:
    """Return "Fewer than five", or another minimum (in figures above twelve)."""
    words = settings("wording")["numbers"]["words"]
    number = words[minimum] if minimum < len(words) else f"{minimum:,}"
    return str(settings("wording")["numbers"]["fewer_than"]).format(number=number)


def percent(n: int, base: int) -> str:
    """Return n of base as a whole percentage; never 0% for somebody nor 100% for not quite everybody."""
    numbers = settings("wording")["numbers"]
    if 0 < n < base:
        if 200 * n < base:
            return str(numbers["less_than_one"])
        if 200 * (base - n) < base:
            return str(numbers["more_than_99"])
    return f"{whole_percent(n, base)}%"


def figures(n: int, base: int, same: int = 0) -> dict[str, Any]:
    """Return the exact figures behind a figure sentence: `n`, `base`, `share` and, where it is stated, `same_text`."""
    own = {"n": n, "base": base, "share": round(n / base, 4) if base else 0.0}
    return own | {"same_text": same} if same else own


def figure_sentence(n: int, base: int, minimum: int = MINIMUM, texts: Collection[int] = ()) -> str:
    """Return the sentence that states how many of the people who answered raised a theme.

    Args:
        n: Different people in the theme.
        base: Different people who gave the question an answer with content; at least `n`.
        minimum: Numbers of people below this are not written out.
        texts: How many of the people used each text that several people sent.

    Raises:
        ValueError: `n` is negative or greater than `base`.

    Example:
        >>> figure_sentence(34, 180)
        'About a fifth of the people who answered raised this: 34 of 180 (19%).'
        >>> figure_sentence(3, 180)
        'Fewer than five of the 180 people who answered raised this.'
        >>> figure_sentence(34, 180, texts=[12])
        'About a fifth of the people who answered raised this: 34 of 180 (19%). Of these, 12 used the same text.'
    """
    if not 0 <= n <= base:
        raise ValueError(f"{n} of {base} people is not possible")
    forms = settings("wording")["figure"]
    claim = str(forms[_figure_form(n, base, minimum)]).format(
        words=step_of(n, base).words if n else "",
        n=f"{n:,}",
        base=f"{base:,}",
        percent=percent(n, base) if base else "",
        few=fewer_than(minimum),
    )
    same = stated_same(n, texts, minimum)
    form = str(forms["same" if len(texts) == 1 else "same_several"])
    return form.format(claim=claim, same=f"{same:,}") if same else claim


def _figure_form(n: int, base: int, minimum: int) -> str:
    if base < max(minimum, 1):
        # Whether all of so few did is not said: it would tell what each of them wrote.
        return "few_base" if n else "nobody_few_base"
    if n == 0:
        return "nobody"
    if n < minimum:
        return "few"
    return "everyone" if n == base and n > 1 else "plain"


def minority_sentence(
    n: int, side: str, clause: str | None = None, minimum: int = MINIMUM, *, raised: int | None = None
) -> str:
    """Return the sentence on people whose answer to the closed question differs from most others in a theme.

    Args:
        n: How many different people, at least one.
        side: `for` or `against`: their position on the proposal as a whole.
        clause: A point one of them makes, a finished sentence; left out if None.
        minimum: Numbers of people below this are not written out.
        raised: Different people in the theme, to state the base; left out if None or below the minimum.

    Example:
        >>> minority_sentence(7, "against", "It is dark.", raised=59)
        'A smaller number, 7 of the 59 people who raised this, disagree with the proposal overall. One point made: It is dark.'
    """  # noqa: E501 - the example is one string
    form = settings("wording")["minority"]
    known = raised is not None and raised >= max(n, minimum)
    name = ("few_" if n < minimum else "") + ("counted" if known else "alone")
    raised_text = f"{raised:,}" if known else ""
    claim = form[name].format(n=f"{n:,}", raised=raised_text, side=form[side], few=fewer_than(minimum))
    return str(claim if clause is None else form["point"].format(claim=claim, clause=clause))
