"""Bengali in Latin letters, roughly as people type it: for training and measuring, never shown to anybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import regex

Choose = Callable[[Sequence[str]], str]
"""Picks one of several spellings, the usual one first."""

_CONSONANTS = {
    "ক": ("k",), "খ": ("kh", "k"), "গ": ("g",), "ঘ": ("gh", "g"), "ঙ": ("ng",),
    "চ": ("ch", "c"), "ছ": ("ch", "s", "c"), "জ": ("j", "z"), "ঝ": ("jh", "j"), "ঞ": ("n",),
    "ট": ("t",), "ঠ": ("th", "t"), "ড": ("d",), "ঢ": ("dh", "d"), "ণ": ("n",),
    "ত": ("t",), "থ": ("th", "t"), "দ": ("d",), "ধ": ("dh", "d"), "ন": ("n",),
    "প": ("p",), "ফ": ("f", "ph"), "ব": ("b",), "ভ": ("v", "bh", "b"), "ম": ("m",),
    "য": ("j", "z"), "র": ("r",), "ল": ("l",), "শ": ("sh", "s"), "ষ": ("sh", "s"), "স": ("s", "sh"), "হ": ("h",),
    "\u09dc": ("r",), "\u09dd": ("r", "rh"), "\u09df": ("y", ""), "ৎ": ("t",),
    "\u09f0": ("r",), "\u09f1": ("w", "b"),
}  # fmt: skip
_SIGNS = {
    "া": ("a",), "ি": ("i",), "ী": ("i", "ee"), "ু": ("u",), "ূ": ("u", "oo"), "ৃ": ("ri",), "ৄ": ("ri",),
    "ে": ("e",), "ৈ": ("oi",), "ো": ("o",), "ৌ": ("ou", "ow"),
}  # fmt: skip
_VOWELS = {
    "অ": ("o", "a"), "আ": ("a",), "ই": ("i", "e"), "ঈ": ("i",), "উ": ("u",), "ঊ": ("u",), "ঋ": ("ri",),
    "এ": ("e", "a"), "ঐ": ("oi",), "ও": ("o", "w"), "ঔ": ("ou",), "ৠ": ("ri",), "ঌ": ("li",),
}  # fmt: skip
_OTHER = {"ং": "ng", "।": ".", "॥": ".", "৳": "tk"}
_JOINED = {
    "অ্যা": "আ", "ক্ষ": "খ", "জ্ঞ": "গ্গ",
    "\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df",
}  # fmt: skip
_INHERENT = ("o", "a")
_VIRAMA = "্"
_KHANDA_TA = "ৎ"
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
# Joiners and dandas belong to a word of Bengali only beside one: emoji, Persian and Hindi have them too.
_WORD = regex.compile(r"\p{Bengali}[\p{Bengali}\u200c\u200d]*|(?<=\p{Bengali}[\u200c\u200d]*\s*)[।॥]+")


def romanise(text: str, choose: Choose = lambda spellings: spellings[0]) -> str:
    """Return `text` with its Bengali script in Latin letters; everything else stays.

    There is no agreed way to type Bengali in Latin letters. The usual spellings are taken, or, with a `choose` that
    draws at random, spellings that vary as people's do. It cannot be turned back.

    Example:
        >>> romanise("রাস্তায় আলো নেই")
        'rastay alo nei'
    """
    return _WORD.sub(lambda match: _word(match.group().translate(_DIGITS), choose), text)


def _word(word: str, choose: Choose) -> str:
    word = unicodedata.normalize("NFC", word)
    for joined, plain in _JOINED.items():
        word = word.replace(joined, plain)
    letters = [letter for letter in word if letter not in "\u200c\u200d"]
    result: list[str] = []
    sounded = False
    for at, letter in enumerate(letters):
        after = letters[at + 1] if at + 1 < len(letters) else ""
        before = letters[at - 1] if at else ""
        if letter in _SIGNS or letter in _VOWELS:
            result.append(choose((_SIGNS | _VOWELS)[letter]))
            sounded = True
        elif letter in _CONSONANTS:
            if before == _VIRAMA and letter in "যব" and at > 1:
                spelt = choose(("", "y")) if letter == "য" else choose(("", "b", "w"))
            else:
                spelt = choose(_CONSONANTS[letter])
            result.append(spelt)
            if letter == _KHANDA_TA:
                sounded = False
            elif after not in _SIGNS and after != _VIRAMA and _speaks(letters, at, sounded):
                result.append(choose(_INHERENT))
                sounded = True
            else:
                sounded = False
        else:
            result.append(letter if letter.isascii() else _OTHER.get(letter, ""))
            # After these, as after a consonant, the last consonant of a word keeps its vowel.
            sounded = sounded and letter not in "ংঃ"
    return "".join(result)


def _speaks(letters: Sequence[str], at: int, sounded: bool) -> bool:
    """Tell whether a consonant without a sign is followed by its own vowel in speech."""
    rest = letters[at + 1 :]
    if not rest or rest[0] in _VOWELS:
        # Silent at the end of a word and before another vowel, except alone and after another consonant.
        return not sounded
    follows_vowel = sounded
    opens = len(rest) > 1 and rest[0] in _CONSONANTS and rest[1] in _SIGNS
    return not (follows_vowel and opens)
