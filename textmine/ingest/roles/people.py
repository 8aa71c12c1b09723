"""What people say of themselves and allow: consent, contact, kind of respondent, equality, where they live."""

from __future__ import annotations

from textmine.ingest.consent import decides_consent, decides_kind
from textmine.ingest.profile import Profile
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import mentions, words

_MOST_OPTIONS = 20
_CODE = 2
"""Signs of a code such as `A1`; a district of a postcode that has more is no code of an option."""


def _share(evidence: Evidence, name: str) -> float:
    """Return the share of options, where there are few, that hold a phrase of `values.toml`."""
    counts = evidence.shape.counts
    if len(counts) > _MOST_OPTIONS or evidence.own_words:
        return 0.0
    return sum(n for value, n in counts.items() if mentions(value, words(name))) / (evidence.shape.filled or 1)


def consent(evidence: Evidence) -> Guess | None:
    """A question whether answers may be published."""
    asks_consent = evidence.says("consent_publish") or evidence.says("confidential")
    if not asks_consent and _share(evidence, "says_what") < 0.8:
        return None
    if evidence.shape.free_text or not decides_consent(evidence.heading, evidence.values):
        return None
    return Guess("consent_publish", 0.9, "asks whether answers may be published, and is answered yes or no")


def contact(evidence: Evidence) -> Guess | None:
    """A question whether the council may write back."""
    if not evidence.says("permission_to_contact") or evidence.shape.yes_no < 0.5:
        return None
    return Guess("permission_to_contact", 0.9, "asks whether people may be contacted")


def kind(evidence: Evidence) -> Guess | None:
    """A question whether an individual or an organisation answers."""
    asks_kind = evidence.says("kind") or _share(evidence, "kind_options") >= 0.4
    if not asks_kind or evidence.says("organisation_name") or not decides_kind(evidence.heading, evidence.values):
        return None
    return Guess("kind", 0.9, "asks whether an individual or an organisation responds")


def about_people(evidence: Evidence) -> Guess | None:
    """Protected characteristics, and where people live."""
    shape = evidence.shape
    if shape.protected >= (0.5 if evidence.says("equality") else 0.7) and shape.mean_words > 1:
        # Long labels of a list seldom repeat where few responded; sentences are no labels.
        return Guess("equality", 0.9, "the values are ethnic groups, ages or other protected characteristics")
    on_proposals = evidence.says("on_proposals") or shape.scale - shape.yes_no >= 0.5
    if evidence.own_words or on_proposals or (shape.ten and shape.yes_no < 0.9):
        return None
    if evidence.says("equality"):
        return Guess("equality", 0.9, "the heading asks about a protected characteristic")
    if shape.protected >= 0.7:
        return Guess(
            "equality", 0.8, "the values are ages, ethnic groups, religions or other protected characteristics"
        )
    if evidence.says("geography") and shape.mean_words <= 8 and shape.yes_no < 0.5:
        return Guess("geography", 0.85, "the heading asks where people live")
    if max(shape.areas, shape.outward if _are_districts(shape) else 0.0) >= 0.8 and shape.filled >= 3:
        return Guess("geography", 0.8, "the values are first halves of postcodes or codes of areas")
    return None


def _are_districts(shape: Profile) -> bool:
    """Say whether values such as `E14` are districts, and no codes of options (`A1`) or of people (`R1`, `R2`)."""
    return not shape.unique and any(len(value.strip()) > _CODE for value in shape.counts)
