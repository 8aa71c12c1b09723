"""Other detectors, each as friendly to it as can be: only the languages that are possible, no text it chokes on.

Each imports its package when it is made, and lets ImportError through where that is not installed.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import regex

from textmine.evaluate.languages.tags import canonical
from textmine.language.catalogue import UNKNOWN, languages

_NOT_TEXT = regex.compile(r"[\p{C}\ufffd--[\u200c\u200d]]+", regex.VERSION1)

_LETTER = regex.compile(r"\p{L}")


def clean(text: str) -> str:
    r"""Return a text without the characters that stop a detector: controls and broken ones become spaces.

    Example:
        >>> clean("a\x00b\ud800")
        'a b '
    """
    return _NOT_TEXT.sub(" ", text)


def _configured(codes: Sequence[str]) -> list[str]:
    """Return those of a detector's codes that stand for a language on textmine's default list."""
    known = set(map(canonical, languages()))
    return sorted(code for code in codes if canonical(code) in known)


class Langdetect:
    """langdetect with a fixed seed and the configured languages it has."""

    name = "langdetect"

    def __init__(self) -> None:
        module = importlib.import_module("langdetect.detector_factory")
        profile_class = importlib.import_module("langdetect.utils.lang_profile").LangProfile
        folder = Path(module.PROFILES_DIRECTORY)
        codes = _configured([path.name for path in folder.iterdir() if "." not in path.name])
        self._error: type[Exception] = importlib.import_module("langdetect").LangDetectException
        self._factory: Any = module.DetectorFactory()
        self._factory.set_seed(0)
        for index, code in enumerate(codes):
            profile = profile_class(**json.loads((folder / code).read_text(encoding="utf-8")))
            self._factory.add_profile(profile, index, len(codes))
        self.languages = frozenset(map(canonical, codes))

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text; `und` where it finds nothing to go by."""
        return [self._one(clean(text)) for text in texts]

    def _one(self, text: str) -> str:
        detector = self._factory.create()
        detector.append(text)
        try:
            return canonical(detector.detect())
        except self._error:
            return UNKNOWN


class Py3langid:
    """py3langid with the configured languages it has."""

    name = "py3langid"

    def __init__(self) -> None:
        module = importlib.import_module("py3langid.langid")
        self._identifier: Any = module.LanguageIdentifier.from_model_file(module.MODEL_FILE)
        codes = _configured(list(self._identifier.labels))
        self._identifier.set_languages(codes)
        self.languages = frozenset(map(canonical, codes))

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text; `und` without letters, where py3langid would name the first language it has."""
        return [self._one(clean(text)) for text in texts]

    def _one(self, text: str) -> str:
        return canonical(self._identifier.classify(text)[0]) if _LETTER.search(text) else UNKNOWN


class Pycld2:
    """Compact Language Detector 2 as it comes. Its languages cannot be restricted."""

    name = "pycld2"

    def __init__(self) -> None:
        self._cld2: Any = importlib.import_module("pycld2")
        codes = dict(self._cld2.LANGUAGES)
        self.languages = frozenset(canonical(codes[name]) for name in self._cld2.DETECTED_LANGUAGES if name in codes)

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text."""
        return [found[0] for found in self.identify_all(texts)]

    def identify_all(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return up to three tags of each text, the main one first."""
        return [self._one(clean(text)) for text in texts]

    def _one(self, text: str) -> tuple[str, ...]:
        try:
            details = self._cld2.detect(text, isPlainText=True)[2]
        except self._cld2.error:
            return (UNKNOWN,)
        tags = [canonical(code) for _, code, percent, _ in details if percent > 0]
        return tuple(dict.fromkeys(tag for tag in tags if tag != UNKNOWN)) or (UNKNOWN,)


class Lingua:
    """lingua with the configured languages it has."""

    name = "lingua"

    def __init__(self) -> None:
        module = importlib.import_module("lingua")
        codes = _configured([language.iso_code_639_1.name.lower() for language in module.Language.all()])
        iso = [getattr(module.IsoCode639_1, code.upper()) for code in codes]
        self._detector: Any = module.LanguageDetectorBuilder.from_iso_codes_639_1(*iso).build()
        self.languages = frozenset(map(canonical, codes))

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return the tag of each text."""
        found = [self._detector.detect_language_of(clean(text)) for text in texts]
        return [canonical(item.iso_code_639_1.name.lower()) if item else UNKNOWN for item in found]

    def identify_all(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the tags of each text in the order of their length, the longest first."""
        return [self._several(clean(text)) for text in texts]

    def _several(self, text: str) -> tuple[str, ...]:
        letters: dict[str, int] = {}
        for part in self._detector.detect_multiple_languages_of(text):
            tag = canonical(part.language.iso_code_639_1.name.lower())
            letters[tag] = letters.get(tag, 0) + part.end_index - part.start_index
        return tuple(sorted(letters, key=lambda tag: (-letters[tag], tag))) or (UNKNOWN,)
