"""What each word may be for a name: the closed lists as tests on one word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from textmine.text.lists import read_toml
from textmine.text.privacy.gazetteer import Gazetteer, fold_word, forms, gazetteer

_SHOUTED = 3
"""From this many capitals on a word is shouted, or an abbreviation."""
_SHORTEST_SINGLE = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists of `name_rules.toml`, folded."""

    title: frozenset[str]
    title_capital: frozenset[str]
    title_foreign: frozenset[str]
    abbreviated: frozenset[str]
    title_listed: frozenset[str]
    title_named: frozenset[str]
    office: frozenset[str]
    honorific: frozenset[str]
    owner: frozenset[str]
    relation: frozenset[str]
    role: frozenset[str]
    owned: frozenset[str]
    despite: frozenset[str]
    family_despite: frozenset[str]
    between: frozenset[str]
    inside: frozenset[str]
    front: frozenset[str]
    front_short: frozenset[str]
    place_after: frozenset[str]
    place_before: frozenset[str]


def _set(words: str) -> frozenset[str]:
    """Return the words of a string as a folded set."""
    return frozenset(map(fold_word, words.split()))


@cache
def rules() -> Rules:
    """Return the word lists, read once."""
    data = read_toml("name_rules.toml")
    title, cue, joiner, place = data["title"], data["cue"], data["joiner"], data["place"]
    return Rules(
        title=_set(title["any"]),
        title_capital=_set(title["capital"]),
        title_foreign=_set(title["foreign"]),
        abbreviated=_set(title["abbreviated"]),
        title_listed=_set(title["listed"]),
        title_named=_set(title["named"]),
        office=_set(title["office"]),
        honorific=_set(data["after"]["honorific"]),
        owner=_set(cue["owner"]),
        relation=_set(cue["relation"]),
        role=_set(cue["role"]),
        owned=_set(cue["owned"]),
        despite=_set(cue["despite"]),
        family_despite=_set(cue["family_despite"]),
        between=_set(cue["between"]),
        inside=_set(joiner["inside"]),
        front=_set(joiner["front"]),
        front_short=_set(joiner["short"]),
        place_after=_set(place["after"]),
        place_before=_set(place["before"]),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word with what the lists say of it."""

    text: str
    key: str
    given: bool
    family: bool
    ordinary: bool
    vetoed: bool
    sure: bool

    @property
    def listed(self) -> bool:
        """Whether it is a name of the lists at all."""
        return self.given or self.family

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital."""
        return self.text[:1].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals."""
        return len(self.text) >= _SHOUTED and self.text.isupper()

    @property
    def cased(self) -> bool:
        """Whether its script has capitals."""
        return self.text[:1].lower() != self.text[:1].upper()


def _parts(key: str) -> list[str]:
    """Return a folded word and the first part of a name with a hyphen."""
    parts = key.split("-")
    return [key, parts[0]] if len(parts) == 2 and all(part.isalpha() and len(part) > 1 for part in parts) else [key]


@cache
def _lists() -> tuple[Gazetteer, frozenset[str]]:
    lists = gazetteer()
    return lists, lists.ordinary | lists.vetoed


def _ordinary(key: str, lists: Gazetteer) -> bool:
    """Tell whether a folded word, or its singular, is in the dictionary."""
    return key in lists.ordinary or (key.endswith("s") and len(key) > 4 and key[:-1] in lists.ordinary)


def look_up(text: str) -> Word:
    """Return what the lists say of a word."""
    lists, _ = _lists()
    known = [form for form in forms(text) if form in lists.given or form in lists.family]
    key = known[0] if known else fold_word(text)
    parts = _parts(key)
    return Word(
        text,
        key,
        any(part in lists.given for part in parts),
        any(part in lists.family for part in parts),
        _ordinary(key, lists) if not known else key in lists.ordinary,
        key in lists.vetoed or fold_word(text) in lists.vetoed,
        key in lists.sure,
    )


def _plain_capital(word: Word) -> bool:
    """Tell a capitalised word of letters that is not shouted."""
    return word.capital and not word.shouted and len(word.text) > 1 and not any(map(str.isdigit, word.text))


def _given_sure(word: Word) -> bool:
    return word.capital and word.given and not word.ordinary and not word.vetoed and len(word.text) > 1


def _given_weak(word: Word) -> bool:
    return _plain_capital(word) and word.given and word.ordinary and not word.vetoed


def _family_sure(word: Word) -> bool:
    return word.capital and word.family and not word.ordinary and not word.vetoed and len(word.text) > 1


def _family_weak(word: Word) -> bool:
    return _plain_capital(word) and word.family and word.ordinary and not word.vetoed


def _unknown(word: Word) -> bool:
    return _plain_capital(word) and not word.listed and not word.ordinary and not word.vetoed


def _nameish(word: Word) -> bool:
    return _given_sure(word) or _family_sure(word) or _given_weak(word) or _family_weak(word) or _unknown(word)


def _single(word: Word) -> bool:
    return _given_sure(word) and not word.shouted and len(word.text) >= _SHORTEST_SINGLE


def _titled(word: Word) -> bool:
    if word.key in rules().office or not word.text[0].isalpha():
        return False
    return (word.capital and len(word.text) > 1) or not word.cased or (word.listed and not word.vetoed)


def _titled_capital(word: Word) -> bool:
    return _titled(word) and (word.capital or not word.cased)


def _titled_unknown(word: Word) -> bool:
    return word.cased and word.text.isalpha() and not word.ordinary and not word.vetoed and len(word.text) > 2


def _title(word: Word) -> bool:
    return word.key in rules().title


def _title_capital(word: Word) -> bool:
    return word.capital and word.key in rules().title_capital


def _listed_uncased(word: Word) -> bool:
    return not word.cased and word.listed and not word.vetoed


def _low(word: Word) -> bool:
    return word.cased and not word.capital and not word.ordinary and not word.vetoed and len(word.text) > 2


FLAGS: Mapping[str, Callable[[Word], bool]] = {
    "TITLE": _title,
    "TITLE_CAPITAL": _title_capital,
    "TITLED_CAPITAL": _titled_capital,
    "ABBREVIATED": lambda word: word.key in rules().abbreviated and (word.capital or not word.cased),
    "TITLE_FOREIGN": lambda word: word.key in rules().title_foreign,
    "CAPITAL": lambda word: _titled_capital(word) and word.cased and not word.vetoed,
    "TITLE_LISTED": lambda word: word.key in rules().title_listed,
    "TITLE_NAMED": lambda word: word.capital and word.key in rules().title_named,
    "DESPITE": lambda word: _plain_capital(word) and word.key in rules().despite,
    "FAMILY_DESPITE": lambda word: word.capital and word.key in rules().family_despite,
    "OWNED": lambda word: word.key in rules().owned,
    "GIVEN_ANY": lambda word: word.cased and word.given and not word.vetoed,
    "TITLED": lambda word: _titled(word) or (_titled_unknown(word) and word.key not in rules().office),
    "GIVEN_SURE": _given_sure,
    "GIVEN_WEAK": _given_weak,
    "FAMILY_SURE": _family_sure,
    "FAMILY_WEAK": _family_weak,
    "UNKNOWN": _unknown,
    "NAMEISH": _nameish,
    "SINGLE": _single,
    "INITIAL": lambda word: len(word.text) == 1 and word.capital and word.text != "I",
    "INSIDE": lambda word: word.key in rules().inside,
    "FRONT": lambda word: word.key in rules().front,
    "FRONT_SHORT": lambda word: word.key in rules().front_short,
    "LISTED": lambda word: word.listed and not word.vetoed,
    "LISTED_UNCASED": _listed_uncased,
    "SURE_UNCASED": lambda word: not word.cased and word.sure,
    "SURE_ALONE": lambda word: not word.cased and word.sure and word.key == fold_word(word.text),
    "OWN": lambda word: word.capital and len(word.text) > 1 and not word.ordinary and not word.vetoed,
    "HONORIFIC": lambda word: word.key in rules().honorific,
    "GIVEN_LOW": lambda word: _low(word) and word.given,
    "FAMILY_LOW": lambda word: _low(word) and word.family,
    "OWNER": lambda word: word.key in rules().owner,
    "RELATION": lambda word: word.key in rules().relation,
    "ROLE": lambda word: word.key in rules().role,
    "BETWEEN": lambda word: word.key in rules().between,
    "LETTERS": lambda word: word.text[0].isalpha(),
}
"""What a pattern may ask of a word, by the name the pattern files use."""
