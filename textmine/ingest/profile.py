"""What the values of a column look like, counted once and asked about many times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textmine.ingest import patterns
from textmine.ingest.vocabulary import fold, protected_options, scale_options, yes_no_words

# Scripts written without spaces: two characters make about one word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_OPTION = 100
"""Letters of the longest option: the labels of the Census have up to seventy."""
_MOST_SPELLINGS = 500
"""No list of options has more spellings: of a column with more different values only the commonest are compared."""
_GLANCE = 400
"""Of a column with many different values this many are looked at first; all are where any number of them fit."""


def count_words(text: str) -> int:
    r"""Return about how many words a text has, in any script.

    Runs between spaces are counted, because `\w` breaks at the vowel signs of Bengali.

    Example:
        >>> count_words("আলো আর গাছ চাই"), count_words("")
        (4, 0)
    """
    words = len(text.split())
    return words if text.isascii() else max(words, len(_UNSPACED.findall(text)) // 2)


@dataclass(frozen=True, slots=True)
class Profile:
    """The shape of a column's values. Shares are of the values that are not blank.

    Attributes:
        counts: Different values → how often each was given.
        longest: Words of the longest value.
        addresses: Share of IP addresses.
        outward: Share of first halves of postcodes.
        areas: Share of codes that statisticians give to areas.
        reachable: Share of short values with an e-mail address or a phone number in them.
        numbers_of_state: Share of NHS and National Insurance numbers.
        plates: Share of registrations of vehicles.
        places_on_earth: Share of latitudes with longitudes.
        protected: Share of ages, ethnic groups, religions and the like.
        scale: Share of values that are options of an agreement or satisfaction scale.
        rated: Share of marks such as `8/10`, `4 - good` and stars.
        to_ten: Share of whole numbers from 0 to 10.
        ten: All values are whole numbers from 0 to 10.
        hundred: All values are whole numbers from 0 to 100.
    """

    counts: Mapping[str, int]
    filled: int
    mean_words: float
    longest: int
    emails: float
    phones: float
    addresses: float
    postcodes: float
    outward: float
    areas: float
    reachable: float
    streets: float
    numbers_of_state: float
    places_on_earth: float
    plates: float
    links: float
    dates: float
    births: float
    numbers: float
    yes_no: float
    protected: float
    scale: float
    rated: float
    to_ten: float
    ten: bool
    hundred: bool

    @property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(self.counts)

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
        # Long options recur as they are; long answers do not.
        return self.distinct <= limit and self.variety <= 0.5 and self.mean_words <= (15 if self.variety > 0.1 else 40)


def profile(values: Sequence[str]) -> Profile:
    """Count what matters about a column's values."""
    counts: Counter[str] = Counter()
    for value, n in Counter(values).items():
        counts[value.strip()] += n
    counts.pop("", None)
    filled = sum(counts.values())
    words = {value: count_words(value) for value in counts}
    share = _shares(counts, filled)
    among = _options_among(counts, filled)
    return Profile(
        counts=counts,
        filled=filled,
        mean_words=sum(n * words[value] for value, n in counts.items()) / (filled or 1),
        longest=max(words.values(), default=0),
        emails=share(patterns.is_email),
        # Dates and plain numbers may fit the pattern too; a phone number begins with + or 0.
        phones=share(patterns.is_phone) if all(value[0] in "+(0٠০" for value in counts) else 0.0,
        addresses=share(patterns.is_ip_address),
        postcodes=share(patterns.is_postcode),
        outward=share(patterns.is_outward),
        areas=share(patterns.is_area_code),
        reachable=share(patterns.holds_contact),
        streets=share(patterns.is_street_address),
        numbers_of_state=share(patterns.is_state_number),
        plates=share(patterns.is_number_plate),
        places_on_earth=share(patterns.is_position),
        links=share(patterns.is_link),
        dates=share(patterns.is_date),
        births=share(patterns.is_birth),
        numbers=share(patterns.is_number),
        yes_no=among(yes_no_words()),
        protected=among(protected_options()),
        scale=among(scale_options()),
        rated=share(patterns.is_mark),
        to_ten=share(patterns.is_up_to_ten),
        ten=_all_up_to(counts, 10),
        hundred=_all_up_to(counts, 100),
    )


def _shares(counts: Mapping[str, int], filled: int) -> Callable[[Callable[[str], bool]], float]:
    """Return what tells the share of values that pass a test."""
    few = list(counts)[:: max(1, len(counts) // _GLANCE)] if len(counts) > 2 * _GLANCE else []

    def share(test: Callable[[str], bool]) -> float:
        if few and 20 * sum(map(test, few)) < len(few):
            return 0.0
        return sum(n for value, n in counts.items() if test(value)) / (filled or 1)

    return share


def _options_among(counts: Counter[str], filled: int) -> Callable[[frozenset[str]], float]:
    """Return what tells the share of values that are among some options."""
    short = {fold(value): 0 for value, _ in counts.most_common(_MOST_SPELLINGS) if len(value) <= _LONGEST_OPTION}
    for value, n in counts.most_common(_MOST_SPELLINGS):
        if len(value) <= _LONGEST_OPTION:
            short[fold(value)] += n
    return lambda options: sum(n for value, n in short.items() if value in options) / (filled or 1)


def _all_up_to(counts: Mapping[str, int], most: int) -> bool:
    """Say whether all values are whole numbers up to this one, as people and spreadsheets write them."""
    if not counts or len(counts) > 2 * (most + 1):
        return False
    return all(re.fullmatch(r"\d{1,3}(?:\.0)?", value) and float(value) <= most for value in counts)
