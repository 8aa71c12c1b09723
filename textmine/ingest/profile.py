"""What the values of a column look like, counted once and asked about many times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textmine.ingest.vocabulary import fold, scale_options, yes_no_words

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{8,18}\d")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?%?")
_DATE = re.compile(
    r"""(?: \d{4}[-/.]\d{1,2}[-/.]\d{1,2}            # 2026-03-02
          | \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}          # 02/03/2026
          | (?:[A-Za-z]{3,9},?\s)?[A-Za-z]{3,9}\.?\s\d{1,2}(?:,|\s).*\d{4}   # Thu Jul 06 00:30:36 PDT 2017
          | \d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9}\.?,?\s\d{4}               # 2 March 2026
        )
        (?: [T,\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?
            \s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|BST|[-+]\d{2}:?\d{2})? )?
    """,
    re.VERBOSE,
)
# Scripts written without spaces: two characters make about one word.
_LONGEST_OPTION = 60
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def count_words(text: str) -> int:
    r"""Return about how many words a text has, in any script.

    Runs between spaces are counted, because `\w` breaks at the vowel signs of Bengali.

    Example:
        >>> count_words("আলো আর গাছ চাই"), count_words("")
        (4, 0)
    """
    return max(len(text.split()), len(_UNSPACED.findall(text)) // 2)


@dataclass(frozen=True, slots=True)
class Profile:
    """The shape of a column's values. Shares are of the values that are not blank."""

    filled: int
    distinct: int
    mean_words: float
    longest: int
    """Words of the longest value."""
    emails: float
    phones: float
    addresses: float
    """Share of IP addresses."""
    postcodes: float
    dates: float
    numbers: float
    yes_no: float
    scale: float
    """Share of values that are options of an agreement or satisfaction scale."""
    ten: bool
    """All values are whole numbers from 0 to 10."""
    joined: bool
    """Values are combinations of a few options."""

    @property
    def variety(self) -> float:
        """Different values per value: 1 where no two are the same."""
        return self.distinct / self.filled if self.filled else 0.0

    @property
    def unique(self) -> bool:
        """Say whether no two values are the same."""
        return self.distinct == self.filled

    @property
    def free_text(self) -> bool:
        """Say whether these can only be people's own sentences."""
        return self.variety > 0.5 and (self.mean_words > 8 or (self.mean_words > 4 and self.filled >= 20))

    @property
    def few_options(self) -> bool:
        """Say whether these look like the options of a list."""
        if self.filled < 8:
            return self.mean_words <= 4 and self.longest <= 8
        limit = 20 if self.variety > 0.05 else 60
        return self.distinct <= limit and self.variety <= 0.5 and self.mean_words <= 15


def profile(values: Sequence[str]) -> Profile:
    """Count what matters about a column's values."""
    filled = [value.strip() for value in values if value.strip()]
    counts = Counter(filled)
    words = [count_words(value) for value in filled]

    def share(pattern: re.Pattern[str]) -> float:
        return sum(n for value, n in counts.items() if pattern.fullmatch(value)) / (len(filled) or 1)

    def among(options: frozenset[str]) -> float:
        short = ((value, n) for value, n in counts.items() if len(value) <= _LONGEST_OPTION)
        return sum(n for value, n in short if fold(value) in options) / (len(filled) or 1)

    return Profile(
        filled=len(filled),
        distinct=len(counts),
        mean_words=sum(words) / (len(words) or 1),
        longest=max(words, default=0),
        emails=share(_EMAIL),
        # Dates and plain numbers may fit the pattern too; a phone number begins with + or 0.
        phones=share(_PHONE) if all(value[:1] in "+(0" for value in counts) else 0.0,
        addresses=share(_IP),
        postcodes=share(_POSTCODE),
        dates=share(_DATE),
        numbers=share(_NUMBER),
        yes_no=among(yes_no_words()),
        scale=among(scale_options()),
        ten=bool(counts) and all(value in _ZERO_TO_TEN for value in counts),
        joined=_joined(counts),
    )


_ZERO_TO_TEN = frozenset(map(str, range(11)))


def _joined(counts: Counter[str]) -> bool:
    """Say whether values are several options in one cell, joined by `;` or by a comma and a space."""
    for separator in (";", ", "):
        parts: Counter[str] = Counter()
        for value, n in counts.items():
            for part in value.split(separator):
                parts[part.strip()] += n
        parts.pop("", None)
        several = sum(n for value, n in counts.items() if separator in value.rstrip("; "))
        short = all(count_words(part) <= 6 for part in parts)
        # Options recur in different company: more combinations than options. A label with a comma
        # inside ("Asian, Asian British or Asian Welsh") recurs whole, and is one option.
        if several and short and 2 * len(parts) <= sum(parts.values()) and len(parts) < len(counts):
            return True
    return False
