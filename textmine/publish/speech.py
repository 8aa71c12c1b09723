"""The words of a page in one language: approved before drafted, and what has to be translated for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from textmine.language import direction, headings
from textmine.language.catalogue import known_languages
from textmine.publish.page import Gloss, Text
from textmine.publish.texts import clean, named
from textmine.publish.wording import amount, capital, wording

if TYPE_CHECKING:
    from textmine.review import Reviewed

ENGLISH = "en-GB"
"""The English of the pages."""
_PLACE = re.compile(r"\\{(\w+)\\}")
_DATE = re.compile(r"(?:([0-9]{1,2}) )?([A-Z][a-z]+) ([0-9]{4})")
_ASCII = "0123456789"
_JOINT = re.compile(r"(, | and )")


def words_of(reviewed: Reviewed, language: str) -> dict[str, str]:
    """Return the words of a page by entry: as officers approved them, else as the catalogue has them."""
    approved = {entry: heading.text for entry, heading in reviewed.headings.get(language, {}).items()}
    return headings(language) | approved


def _pattern(english: str) -> re.Pattern[str]:
    """Return a pattern that finds what was filled into a sentence of the catalogue."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(english)))


def _is_longer(item: tuple[str, str]) -> int:
    """Sort what says most first, so that a sentence is not taken for a shorter one."""
    return -len(re.sub(r"{\w+}", "", item[1]))


def own_name(tag: str) -> str:
    """Return what a language calls itself.

    Example:
        >>> own_name("so"), own_name("bn-Latn")
        ('Soomaali', 'বাংলা')
    """
    entry = known_languages().get(tag) or known_languages().get(tag.split("-")[0])
    return entry.own_name if entry else tag


class Speech:
    """Says in one language what the English page says.

    Attributes:
        language: BCP-47 tag of the page.
        words: The words of the page, by entry of the catalogue.
        needed: Every English text that somebody has to translate, in the order in which it was asked for.
    """

    def __init__(self, reviewed: Reviewed, language: str, minimum: int) -> None:
        self.language = language
        self.words: Mapping[str, str] = words_of(reviewed, language)
        self.needed: dict[str, None] = {}
        # The English page may have an officer's wording, or that of the catalogue.
        english = [*words_of(reviewed, "en").items(), *headings("en").items()]
        self._english = {text: entry for entry, text in reversed(english)}
        self._patterns = [(entry, _pattern(text)) for entry, text in sorted(english, key=_is_longer)]
        self._translations = reviewed.translations
        self.minimum = minimum

    @cached_property
    def dir(self) -> str:
        """The direction that the language is written in."""
        return direction(self.language)

    def digits(self, text: object) -> str:
        """Return a number with the digits of the language."""
        return str(text).translate(str.maketrans(_ASCII, self.words["digits"]))

    def is_own(self, text: Text) -> bool:
        """Whether a text is in the language of the page already."""
        return text.lang == self.language

    def text(self, english: Text) -> Text:
        """Return a text of officers or of a summary: its translation, or itself where it is not English.

        English that nobody translated yet stays, marked as English; the gate does not let it through.
        """
        if not english.text:
            return english
        if self.is_own(english):
            return Text(english.text, None, english.dir)
        if english.lang:
            return self.own_words(english)
        self.needed.setdefault(english.text)
        made = self._translations.get((english.text, self.language))
        return Text(clean(made.text), None, self.dir) if made else Text(english.text, ENGLISH)

    def own_words(self, words: Text) -> Text:
        """Return people's own words as they are, with a translation into the language of the page if there is one."""
        if self.is_own(words):
            return Text(words.text, None, words.dir)
        words = replace(words, lang=words.lang or ENGLISH, gloss=None)
        made = self._translations.get((words.text, self.language))
        if made is None:
            return words
        name = own_name(str(words.lang)) if named(words.lang) else ""
        entry = self.words["translated_from" if name else "translated_by"]
        return replace(words, gloss=Gloss(clean(made.text), entry.format(name=name, translator=clean(made.translator))))

    def phrase(self, english: str) -> str:
        """Return a sentence of the English page that comes from the catalogue, with what was filled in.

        Anything else is a text to be translated.
        """
        for entry, pattern in self._patterns:
            if found := pattern.fullmatch(english):
                values = {name: self._value(value) for name, value in found.groupdict().items()}
                said = self.words[entry].format(**values)
                return capital(said) if english[:1].isupper() else said
        return self.text(Text(english)).text

    def known(self, value: Text) -> Text:
        """Return a date or a word of the catalogue in the language; any other text as its translation."""
        said = self.date(value.text) or (self._named(value.text) if value.text in self._english else "")
        return Text(said, None, self.dir) if said else self.text(value)

    def shown(self, number: str) -> str:
        """Return a number of a table, or the words that stand there when it is not shown."""
        return self.phrase(number) if self._knows(number) else self.digits(number)

    def date(self, english: str) -> str:
        """Return a date such as "4 May 2026" or "May 2026" in the language; empty for anything else."""
        months: list[str] = wording()["dates"]["months"]
        found = _DATE.fullmatch(english)
        if not found or found[2] not in months:
            return ""
        month = self.words[f"month_{months.index(found[2]) + 1}"]
        return " ".join([*([self.digits(found[1])] if found[1] else []), month, self.digits(found[3])])

    def amount(self, number: int) -> str:
        """Return a number of people as it may be published."""
        if number < self.minimum:
            return capital(self.words["fewer"].format(minimum=self.digits(self.minimum)))
        return self.digits(f"{number:,}")

    def count(self, english: str) -> str:
        """Return a number of the English page, or that it is below the minimum."""
        return self._value(english)

    def option(self, option: Text) -> Text:
        """Return the first cell of a row of people: an answer, a language, or several of them together."""
        ending = headings("en")["together"].removeprefix("{names}")
        names = option.text.removesuffix(ending)
        if option.lang or names == option.text or not _JOINT.search(names):
            return Text(self._named(option.text), None, self.dir) if self._knows(option.text) else self.text(option)
        said = self.words["together"].format(names=self._names(names, translate=True))
        return Text(said, None, self.dir)

    def _value(self, english: str) -> str:
        """Return what was filled into a sentence: a number, a date, names of languages or of people."""
        if english.casefold() == amount(-1, self.minimum).casefold():
            return self.words["fewer"].format(minimum=self.digits(self.minimum))
        return self.date(english) or self._names(self.digits(english))

    def _names(self, english: str, *, translate: bool = False) -> str:
        """Return names joined as the language joins them; options of a question have to be translated."""
        parts = _JOINT.split(english)
        for part in parts[::2] if translate else ():
            if not self._knows(part):
                self.text(Text(part))
        return "".join(f" {self.words['and']} " if part == " and " else self._named(part) for part in parts)

    def _knows(self, name: str) -> bool:
        """Whether a name is a language's, or a word of the catalogue."""
        return name in _language_names() or name in self._english

    def _named(self, name: str) -> str:
        """Return a language's own name, a word of the catalogue, or a translation; else the name itself."""
        if name in _language_names():
            return _language_names()[name]
        entry = self._english.get(name)
        made = self._translations.get((name, self.language))
        return self.words[entry] if entry else clean(made.text) if made else name


@cache
def _language_names() -> dict[str, str]:
    """Return the English name of every known language with its own name."""
    return {entry.name: entry.own_name for entry in known_languages().values()}
