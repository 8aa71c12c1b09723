from __future__ import annotations

from collections.abc import Callable

import pytest

from textmine.review import Reviewed
from textmine.tables import Tables, read_frame, write_frame

from .conftest import Decide

Refusals = Callable[..., list[str]]
MERGE = {"do": "merge", "themes": ["q1.02"], "into": "q1.01"}


def redact(theme: str = "q1.01", ordinal: int = 0) -> dict[str, object]:
    """A sentence to publish with placeholders."""
    return {"do": "redact", "theme": theme, "ordinal": ordinal}


def redacted(reviewed: Reviewed) -> set[tuple[str, int]]:
    """The sentences that are published with placeholders."""
    drafts = reviewed.tables.drafts
    own = drafts[drafts["redacted"].fillna(value=False).astype(bool)]
    return set(zip(own["theme_id"], own["ordinal"], strict=True))


def quote_of(tables: Tables, theme: str) -> int:
    """The number of the first quote of a theme."""
    return int(tables.drafts.query(f"theme_id == '{theme}' and kind == 'quote'")["ordinal"].iloc[0])


@pytest.mark.parametrize("theme", ["q1.01", "q1.02", "q1.03"])
def test_a_redacted_sentence_is_marked_and_its_text_stays(take: Decide, tables: Tables, theme: str) -> None:
    place = quote_of(tables, theme)
    reviewed = take(redact(theme, place))
    assert redacted(reviewed) == {(theme, place)}
    assert reviewed.tables.drafts["text"].tolist() == tables.drafts["text"].tolist()
    assert reviewed.tables.drafts["kind"].tolist() == tables.drafts["kind"].tolist()


def test_a_redaction_can_be_undone(take: Decide) -> None:
    take(redact())
    assert redacted(take({"do": "undo", "decision": 1})) == set()


def test_a_redaction_lapses_when_the_sentence_is_drafted_anew(take: Decide) -> None:
    take(redact())
    reviewed = take(MERGE)
    assert redacted(reviewed) == set()
    [(decision, reason)] = reviewed.not_applied
    assert (decision.do, "drafted anew" in reason) == ("redact", True)


def test_a_redaction_outlives_changes_elsewhere(take: Decide) -> None:
    take(redact("q1.03"))
    assert redacted(take(MERGE)) == {("q1.03", 0)}


def test_a_sentence_can_be_edited_and_redacted_in_any_order(take: Decide) -> None:
    edit = {"do": "edit", "theme": "q1.01", "ordinal": 0, "text": "Ring 020 7946 0958."}
    for decisions in ([edit, redact()], [redact(), edit]):
        reviewed = take(*decisions)
        assert redacted(reviewed) == {("q1.01", 0)}
        assert "Ring 020 7946 0958." in reviewed.tables.drafts["text"].tolist()


def test_redacting_lapses_an_approval_and_undoing_brings_it_back(take: Decide) -> None:
    take({"do": "approve", "theme": "q1.01"})
    assert take(redact()).lapsed == {"q1.01": "Amina"}
    assert take({"do": "undo", "decision": 2}).approvals == {"q1.01": "Amina"}


def test_an_approval_of_redacted_sentences_stands(take: Decide) -> None:
    reviewed = take(redact(), {"do": "approve", "theme": "q1.01"})
    assert (reviewed.approvals, reviewed.lapsed) == ({"q1.01": "Amina"}, {})


def test_a_sentence_that_is_not_there_cannot_be_redacted(refusals: Refusals) -> None:
    assert "no sentence 99" in refusals(redact(ordinal=99))[0]


def test_redactions_of_a_merged_theme_go_with_it(take: Decide) -> None:
    take(redact("q1.02"))
    reviewed = take(MERGE)
    assert redacted(reviewed) == set()


def test_the_mark_survives_the_file(take: Decide, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("redact") / "drafts.parquet"
    write_frame(take(redact()).tables.drafts, path, "drafts")
    assert int(read_frame(path, "drafts")["redacted"].fillna(value=False).sum()) == 1
