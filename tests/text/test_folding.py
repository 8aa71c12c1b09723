"""One way to compare answers: the quick way for ASCII is the way for everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textmine.text.folding import fold


@given(text=st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_ascii_is_folded_as_beside_other_scripts(text: str) -> None:
    assert f"{fold(text)} আলো".strip() == fold(f"{text} আলো")
