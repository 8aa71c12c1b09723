"""What each column is for, guessed from its heading and its values, with a reason an officer can judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textmine.ingest.columns import TableColumn
from textmine.ingest.consent import decides_consent, decides_kind
from textmine.ingest.profile import Profile, profile
from textmine.ingest.vocabulary import rule
from textmine.model import Role


@dataclass(frozen=True, slots=True)
class Guess:
    """A role, how sure we are (0–1), and why."""

    role: Role
    confidence: float
    reason: str
    is_scale: bool = False
    """An agreement, support or satisfaction question, which open questions may explain."""
    unknown: bool = False
    """Nothing spoke for a role: the only such column of a file may be its open question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A column whose role is to be guessed: its heading, its values and where it comes from."""

    heading: str
    values: Sequence[str]
    column: TableColumn | None = None
    files: frozenset[int] = frozenset({0})
    """The files that have the column, by position."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a column when its role is guessed."""

    heading: str
    values: Sequence[str]
    shape: Profile
    column: TableColumn | None = None

    @property
    def asks(self) -> bool:
        """Say whether the heading asks for people's own words."""
        return rule("asks").fits(self.heading)

    @property
    def own_words(self) -> bool:
        """Say whether this is free text, so that a word in the heading must not decide."""
        return self.shape.free_text or self.asks


Guesser = Callable[[Evidence], Guess | None]


def guess_roles(columns: Sequence[Asked]) -> list[Guess]:
    """Guess the role of every column of a file.

    Args:
        columns: Each with its heading and its values as text.

    Returns:
        One guess for each column. In each file at most one is the id, one the consent and one the kind of respondent.
    """
    evidence = [Evidence(asked.heading, asked.values, profile(asked.values), asked.column) for asked in columns]
    guesses = [_guess(item) for item in evidence]
    files = [asked.files for asked in columns]
    _keep_one_id(evidence, files, guesses)
    for role in ("consent_publish", "kind"):
        _keep_first(role, files, guesses)
    _only_text_column(evidence, guesses)
    return guesses


def _guess(evidence: Evidence) -> Guess:
    """Return the first guess that something speaks for."""
    for guesser in _GUESSERS:
        guess = guesser(evidence)
        if guess is not None:
            return guess
    reason = "short values that seldom repeat; nothing says what they are"
    return Guess("ignore", 0.3, reason, unknown=True)


def _empty(evidence: Evidence) -> Guess | None:
    """A column without values."""
    return None if evidence.shape.filled else Guess("ignore", 0.9, "the column is empty")


def _hinted(evidence: Evidence) -> Guess | None:
    """What the platform's layout says."""
    hint = evidence.column.hint if evidence.column else None
    return Guess(hint.role, 0.97, hint.reason) if hint else None


def _ticked(evidence: Evidence) -> Guess | None:
    """One column for each option of a question."""
    options = evidence.column.options if evidence.column else ()
    return Guess("closed_multi", 0.95, f"each of its {len(options)} options has a column") if options else None


def _contact_values(evidence: Evidence) -> Guess | None:
    """Values that are e-mail addresses, phone numbers, full postcodes or IP addresses."""
    shape = evidence.shape
    for share, what in (
        (shape.emails, "e-mail addresses"),
        (0.0 if rule("id").fits(evidence.heading) else shape.phones - shape.dates, "phone numbers"),
        (shape.addresses, "IP addresses"),
        (shape.postcodes, "full postcodes"),
    ):
        if share >= 0.5:
            return Guess("personal", round(0.5 + share / 2, 2), f"most values are {what}")
    return None


def _consent(evidence: Evidence) -> Guess | None:
    """A question whether answers may be published."""
    asks_consent = rule("consent_publish").fits(evidence.heading) or rule("confidential").fits(evidence.heading)
    if not asks_consent or not decides_consent(evidence.heading, evidence.values):
        return None
    return Guess("consent_publish", 0.9, "asks whether answers may be published, and is answered yes or no")


def _contact(evidence: Evidence) -> Guess | None:
    """A question whether the council may write back."""
    if not rule("permission_to_contact").fits(evidence.heading) or evidence.shape.yes_no < 0.5:
        return None
    return Guess("permission_to_contact", 0.9, "asks whether people may be contacted")


def _kind(evidence: Evidence) -> Guess | None:
    """A question whether an individual or an organisation answers."""
    if not rule("kind").fits(evidence.heading) or not decides_kind(evidence.values):
        return None
    return Guess("kind", 0.9, "asks whether an individual or an organisation responds")


def _personal(evidence: Evidence) -> Guess | None:
    """A heading that asks who people are or how to reach them."""
    personal = rule("personal")
    rank = personal.rank(evidence.heading)
    if rank is None or evidence.shape.yes_no >= 0.5:
        return None
    by_phrase = rank >= len(personal.exact)
    # A heading that is nothing but "Name" or "Address" is believed whatever stands below it; a
    # phrase inside a longer heading is not enough to throw away what may be people's answers.
    if by_phrase and (evidence.shape.mean_words > 10 or evidence.asks):
        return None
    return Guess("personal", 0.8 if by_phrase else 0.95, "the heading asks for personal details")


def _identifier(evidence: Evidence) -> Guess | None:
    """A response number or reference."""
    shape = evidence.shape
    if shape.mean_words > 3:
        return None
    if rule("id").fits(evidence.heading):
        if shape.unique:
            return Guess("id", 0.95, "the heading says so and all values differ")
        return Guess("id", 0.6, "the heading says so, but values repeat")
    if rule("technical").fits(evidence.heading) or not rule("id_weak").fits(evidence.heading):
        return None
    if shape.unique:
        return Guess("id", 0.7, "the heading reads like a number or reference, and all values differ")
    return Guess("ignore", 0.6, "the heading reads like an id, but values repeat")


def _date(evidence: Evidence) -> Guess | None:
    """When an answer was given."""
    if evidence.shape.dates >= 0.8:
        return Guess("date", 0.9, "the values are dates")
    if rule("date").fits(evidence.heading) and not evidence.own_words:
        return Guess("date", 0.8, "the heading asks for a date or time")
    return None


def _technical(evidence: Evidence) -> Guess | None:
    """Counts, tokens and other things a platform adds."""
    if evidence.shape.free_text:
        return None
    if rule("technical").fits(evidence.heading):
        return Guess("ignore", 0.9, "a technical column of the platform")
    if rule("organisation_name").fits(evidence.heading) and not evidence.shape.yes_no >= 0.5:
        return Guess("ignore", 0.8, "the name of an organisation is not needed")
    return None


def _about_people(evidence: Evidence) -> Guess | None:
    """Protected characteristics, and where people live."""
    if evidence.own_words:
        return None
    if rule("equality").fits(evidence.heading):
        return Guess("equality", 0.9, "the heading asks about a protected characteristic")
    if rule("geography").fits(evidence.heading) and evidence.shape.mean_words <= 8:
        return Guess("geography", 0.85, "the heading asks where people live")
    return None


def _scale(evidence: Evidence) -> Guess | None:
    """An agreement or satisfaction scale."""
    if evidence.shape.scale < 0.8:
        return None
    agree_words = rule("asks_scale").fits(evidence.heading)
    # An open question may have been answered "OK" or "good" by the few who answered it.
    if evidence.asks and not agree_words and evidence.shape.filled < 20:
        return None
    return Guess("closed_single", 0.95, "the values are an agreement or satisfaction scale", is_scale=True)


def _numbers(evidence: Evidence) -> Guess | None:
    """Ratings, and numbers that are none."""
    if evidence.shape.numbers < 0.9:
        return None
    if evidence.shape.ten:
        scale = rule("asks_scale").fits(evidence.heading)
        return Guess("rating", 0.8, "the values are whole numbers from 0 to 10", is_scale=scale)
    return Guess("ignore", 0.7, "the values are numbers that are no rating")


def _asked_for_words(evidence: Evidence) -> Guess | None:
    """A heading that asks for people's own words, unless the values are plainly a list of options."""
    shape = evidence.shape
    if not evidence.asks:
        return None
    # "Any other comments?" is often answered "No"; "Do you have comments?" is answered yes or no.
    if shape.yes_no >= 0.9 and (shape.filled >= 20 or rule("asks_choice").fits(evidence.heading)):
        return None
    if shape.filled >= 20 and shape.distinct <= 8 and shape.variety <= 0.1:
        return None
    sure = shape.free_text or shape.mean_words > 3
    return Guess("open", 0.95 if sure else 0.8, "the heading asks for people's own words")


def _yes_no(evidence: Evidence) -> Guess | None:
    """A yes-or-no question."""
    if evidence.shape.yes_no < 0.9:
        return None
    scale = rule("asks_scale").fits(evidence.heading)
    return Guess("closed_single", 0.9, "the values are yes, no or not sure", is_scale=scale)


def _several_options(evidence: Evidence) -> Guess | None:
    """Several options joined in one cell."""
    if not evidence.shape.joined or evidence.shape.free_text:
        return None
    return Guess("closed_multi", 0.8, "the values are combinations of a few options")


def _one_option(evidence: Evidence) -> Guess | None:
    """One option out of a few."""
    shape = evidence.shape
    if not shape.few_options:
        return None
    choice = rule("asks_choice").fits(evidence.heading)
    if rule("asks_weakly").fits(evidence.heading) and not choice and shape.variety > 0.5:
        return None
    if shape.filled < 8 and not choice and shape.unique and shape.filled > 1:
        return None
    scale = rule("asks_scale").fits(evidence.heading) and choice
    return Guess("closed_single", 0.8, "few different short values", is_scale=scale)


def _text(evidence: Evidence) -> Guess | None:
    """Values that are people's own sentences, in any language."""
    shape = evidence.shape
    weak = rule("asks_weakly").fits(evidence.heading) or "?" in evidence.heading
    choice = rule("asks_choice").fits(evidence.heading)
    if shape.variety < 0.3:
        return None
    if shape.free_text:
        return Guess("open", 0.9, "long values that seldom repeat")
    if shape.mean_words > (6 if choice else 3):
        return Guess("open", 0.75, "values of several words that seldom repeat")
    if weak and not choice:
        return Guess("open", 0.6, "a question with values that seldom repeat")
    return None


_GUESSERS: tuple[Guesser, ...] = (
    _hinted,
    _ticked,
    _empty,
    _contact_values,
    _consent,
    _contact,
    _kind,
    _personal,
    _identifier,
    _date,
    _technical,
    _about_people,
    _scale,
    _numbers,
    _asked_for_words,
    _yes_no,
    _several_options,
    _one_option,
    _text,
)


def _keep_one_id(evidence: Sequence[Evidence], files: Sequence[frozenset[int]], guesses: list[Guess]) -> None:
    """Keep each file's best id: one whose values all differ and are all there, then the plainest heading."""
    found = [index for index, guess in enumerate(guesses) if guess.role == "id"]

    def merit(index: int) -> tuple[bool, bool, int, int]:
        item = evidence[index]
        strong = rule("id").rank(item.heading)
        rank = 1000 if strong is None else strong
        whole = item.shape.filled == len(item.values)
        return (not (item.shape.unique and whole), strong is None, rank, index)

    have: set[int] = set()
    for index in sorted(found, key=merit):
        if files[index] <= have:
            guesses[index] = Guess("ignore", 0.7, "reads like an id, but another column is the response id")
        have |= files[index]


def _keep_first(role: str, files: Sequence[frozenset[int]], guesses: list[Guess]) -> None:
    """Keep each file's first guess of a role that a response can have only once."""
    have: set[int] = set()
    for index, guess in enumerate(guesses):
        if guess.role != role:
            continue
        if files[index] <= have:
            guesses[index] = Guess("ignore", 0.5, "an earlier column already answers this")
        have |= files[index]


def _only_text_column(evidence: Sequence[Evidence], guesses: list[Guess]) -> None:
    """Take the only column there is to analyse for the open question, however short its values."""
    if any(guess.role == "open" for guess in guesses):
        return
    if len(guesses) == 1:
        left = [0] if evidence[0].shape.filled and evidence[0].shape.emails < 0.5 else []
    else:
        left = [index for index, guess in enumerate(guesses) if guess.unknown]
    if len(left) == 1:
        guesses[left[0]] = Guess("open", 0.6, "the only column that can hold answers in people's own words")
