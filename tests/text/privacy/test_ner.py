"""Names that an installed spaCy model adds."""

import pytest

from textmine.errors import MissingExtraError
from textmine.text import personal_data
from textmine.text.privacy import ner


def test_without_a_model_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "MODELS", ())
    ner._model.cache_clear()
    with pytest.raises(MissingExtraError, match="en_core_web_sm"):
        personal_data("Mrs Begum", names="ner")


@pytest.mark.usefixtures("english_model")
def test_a_model_adds_nothing_where_the_lists_say_otherwise() -> None:
    for text in ("Weaver's Lane and Victoria Park are dark", "Nalalku waa fikrad fiican", "Smallhouse Rd is slow"):
        assert personal_data(text, names="ner") == []
