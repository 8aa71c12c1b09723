"""Who people are and how to reach them: dropped at reading, so guessed boldly, but never people's answers."""

from __future__ import annotations

from textmine.ingest.names import share_of_names
from textmine.ingest.roles.guess import Evidence, Guess
from textmine.ingest.vocabulary import rule

_LONGEST = 10
"""Words of an address: longer values are people's answers."""


def contact_values(evidence: Evidence) -> Guess | None:
    """Values by which somebody can be reached or found."""
    shape = evidence.shape
    number = evidence.says("id") or evidence.says("id_weak")
    for share, what in (
        (shape.emails, "e-mail addresses"),
        (0.0 if number else shape.phones - shape.dates, "phone numbers"),
        (shape.addresses, "IP addresses"),
        (shape.postcodes, "full postcodes"),
        (shape.streets, "street addresses"),
        (0.0 if number else shape.numbers_of_state, "NHS or National Insurance numbers"),
        (0.0 if number else shape.plates, "registrations of vehicles"),
        (shape.places_on_earth, "positions on a map"),
        (shape.births if shape.births >= 0.8 else 0.0, "dates of birth"),
        (shape.reachable if shape.mean_words <= 8 else 0.0, "ways to reach somebody"),
    ):
        if share >= 0.5:
            return Guess("personal", min(0.98, round(0.5 + share / 2, 2)), f"most values are {what}")
    return None


def personal(evidence: Evidence) -> Guess | None:
    """A heading that asks who people are or how to reach them."""
    by_heading = rule("personal")
    rank = by_heading.rank(evidence.heading)
    if rank is None or evidence.shape.yes_no >= 0.5:
        return None
    if evidence.says("id") and evidence.shape.numbers >= 0.9:
        return None
    by_phrase = rank >= len(by_heading.exact)
    # A heading that is nothing but "Name" or "Address" is believed whatever stands below it; a
    # phrase inside a longer heading is not enough to throw away what may be people's answers.
    long = evidence.shape.mean_words > _LONGEST and evidence.shape.free_text
    if long or (by_phrase and (evidence.shape.mean_words > _LONGEST or evidence.asks)):
        return None
    if evidence.shape.outward >= 0.8 and not evidence.shape.unique:
        return Guess("geography", 0.85, "the values are the first halves of postcodes")
    return Guess("personal", 0.9 if by_phrase else 0.97, "the heading asks for personal details")


def names(evidence: Evidence) -> Guess | None:
    """Values that are names of people, under a heading that asks nothing else."""
    shape = evidence.shape
    if evidence.asks or shape.mean_words > 4 or shape.variety < 0.8 or share_of_names(shape.counts) < 0.5:
        return None
    return Guess("personal", 0.8, "most values are names of people")
