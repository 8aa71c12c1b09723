"""Why a call of a language model or a translator came to nothing."""

from __future__ import annotations

from textmine.draft.lexicon import settings


class ModelFailureError(Exception):
    """There is no answer. The message is a whole sentence in plain words and repeats nothing that was sent.

    Args:
        name: One of `[failure]` in `data/llm.toml`.
        final: Asking again cannot help: the key or the address is wrong.
        details: What the sentence names.
    """

    def __init__(self, name: str, *, final: bool = False, **details: object) -> None:
        self.final = final
        super().__init__(str(settings("llm")["failure"][name]).format(**details))
