"""Consultations made of real texts: letters of campaigns among independent answers and answers that only look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from textmine.evaluate.campaigns.changes import CHANGES, Writer, wording
from textmine.evaluate.campaigns.sets import TextSet
from textmine.text.campaigns.tokens import folded_words, size_of
from textmine.text.tokens import words

LENGTHS = {"12 to 20 words": (12, 20), "21 to 50 words": (21, 50), "51 to 120 words": (51, 120)}
"""How long letters are."""
SENDERS = (3, 12)
"""Fewest and most people who send one."""
ALIKE = 8
"""Answers of each kind that only look alike."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A letter that several people sent, and what they did to it."""

    change: str
    length: str
    members: tuple[int, ...]
    """Places of their answers."""


@dataclass(frozen=True, slots=True)
class Case:
    """The answers to one question of a made consultation."""

    name: str
    language: str
    question: str
    texts: tuple[str, ...]
    campaigns: tuple[Campaign, ...]

    @property
    def independent(self) -> int:
        """How many answers are of no campaign."""
        return len(self.texts) - sum(len(campaign.members) for campaign in self.campaigns)


def size(text: str) -> float:
    """Return how many words a text has; of a script without spaces, about."""
    return sum(map(size_of, folded_words(text)))


class _Pool:
    """Texts that are used once; when they run out, their words in random order."""

    def __init__(self, texts: Sequence[str], rng: np.random.Generator) -> None:
        self._left = [texts[at] for at in rng.permutation(len(texts))]
        self.words = sorted({word for text in texts for word in words(text)})
        self._rng = rng

    def take(self, number: int) -> list[str]:
        taken, self._left = self._left[:number], self._left[number:]
        return taken

    def letter(self, low: int, high: int) -> str:
        """Return texts one after the other until there are enough words, the last of them cut short."""
        parts: list[str] = []
        while size(" ".join(parts)) < low and self._left:
            parts.append(self._left.pop())
        text = " ".join(parts)
        return _cut(text, high) if size(text) >= low else ""

    def own(self, number: int) -> str:
        """Return about so many words that nobody else sends."""
        text = self.letter(max(1, number), max(1, number))
        return text or " ".join(map(str, self._rng.choice(self.words, number)))


def _cut(text: str, most: int) -> str:
    """Cut a text after so many words."""
    if size(text) <= most:
        return text
    spaced = 2 * len(text.split()) > size(text)
    pieces, joint = (text.split(), " ") if spaced else (list(text), "")
    kept = len(pieces)
    while kept > 1 and size(joint.join(pieces[:kept])) > most:
        kept -= max(1, (kept - most) // 4)
    return joint.join(pieces[:kept])


def make_case(source: TextSet, number: int, sample: int, seed: int) -> Case | None:
    """Make a consultation: one campaign for every kind of change; None where the set is too small.

    Args:
        source: Real texts.
        number: Which of several consultations made of the same set.
        sample: The most independent answers.
        seed: Of the dice.
    """
    rng = np.random.default_rng([seed, number, *source.name.encode()])
    pool = _Pool(source.texts, rng)
    texts = pool.take(min(sample, len(source.texts) // 2))
    question, quoted = pool.letter(8, 20), pool.letter(10, 14)
    letters = [(change, length, pool.letter(*LENGTHS[length])) for change, length in _plan(rng)]
    letters = [letter for letter in letters if letter[2]]
    if not letters or not quoted:
        return None
    writer = Writer(rng, source.language, pool.words, pool.own)
    texts += list(_alike(writer, question, quoted))
    order = list(rng.permutation(len(texts)))
    mixed = [texts[at] for at in order]
    campaigns = []
    for change, length, letter in letters:
        members = [CHANGES[change](letter, writer) for _ in range(int(rng.integers(*SENDERS, endpoint=True)))]
        campaigns.append(Campaign(change, length, tuple(range(len(mixed), len(mixed) + len(members)))))
        mixed += members
    return Case(f"{source.name} {number}", source.language, question, tuple(mixed), tuple(campaigns))


def _plan(rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Yield every kind of change with a length of letter."""
    for change in rng.permutation(list(CHANGES)):
        yield str(change), str(rng.choice(list(LENGTHS)))


def _alike(writer: Writer, question: str, quoted: str) -> Iterator[str]:
    """Yield answers that only look alike: stock answers, and own words that quote the question or one sentence."""
    for form in wording(writer.language)["stock"]:
        yield from (form.replace("{word}", str(writer.rng.choice(list(writer.words)))) for _ in range(ALIKE))
    quote: Callable[[str, str], str] = "“{}” {}".format
    yield from (quote(question, writer.own(int(writer.rng.integers(8, 40)))) for _ in range(ALIKE))
    yield from (quote(quoted, writer.own(int(writer.rng.integers(25, 60)))) for _ in range(ALIKE))
    # Two people of one household are no campaign.
    for text in [writer.own(30) for _ in range(3)]:
        yield from (text, text)


def make_cases(sets: Sequence[TextSet], sample: int, seed: int, number: int = 3) -> Iterator[Case]:
    """Make several consultations of each set."""
    for source in sets:
        for which in range(number):
            case = make_case(source, which, sample, seed)
            if case is not None:
                yield case
