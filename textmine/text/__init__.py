"""Text: words, sentences and points with exact offsets, personal data, campaigns and empty answers."""

from textmine.text.campaigns import campaign_ids
from textmine.text.contentless import no_content_reason
from textmine.text.points import point_spans
from textmine.text.privacy.combinations import identifying
from textmine.text.privacy.personal import PERSONAL_KINDS, personal_data
from textmine.text.privacy.redaction import redact
from textmine.text.sentences import sentence_spans
from textmine.text.tokens import emoji, normalise, terms, word_spans, words

__all__ = [
    "PERSONAL_KINDS",
    "campaign_ids",
    "emoji",
    "identifying",
    "no_content_reason",
    "normalise",
    "personal_data",
    "point_spans",
    "redact",
    "sentence_spans",
    "terms",
    "word_spans",
    "words",
]
