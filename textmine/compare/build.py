"""From two analyses to their comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.compare.align import Together, align
from textmine.compare.change import Count, change_of
from textmine.compare.comparison import Basis, Compared, Comparison, Kind, Promise, Row
from textmine.compare.likeness import NEAR, Shared, rule, shared_points, shared_titles
from textmine.compare.notes import notes_on
from textmine.compare.questions import Paired, asked_in, pair_questions
from textmine.compare.said import said_themes
from textmine.config import parse_config
from textmine.publish.asked import day_of

if TYPE_CHECKING:
    from textmine.analysis import Analysis
    from textmine.compare.said import SaidTheme, Vectors
    from textmine.config import Config
    from textmine.review import Reviewed

SPACE = ("embedding_model", "alignment")
"""What of the manifests has to agree for vectors to be in one space."""


@dataclass(frozen=True, eq=False)
class _Told:
    """The older consultation with its outcomes, and the year when it was asked; empty: not known."""

    older: Reviewed
    year: str

    def about(self, themes: Sequence[SaidTheme]) -> list[Promise]:
        """Return what was decided about themes."""
        outcomes = ((theme, self.older.outcomes.get(theme.theme_id)) for theme in themes)
        return [Promise(theme, outcome, self.year) for theme, outcome in outcomes if outcome]


def compare(old: Analysis, new: Analysis, questions: Sequence[tuple[str, str]] = ()) -> Comparison:
    """Align the themes of two consultations and say what grew, what faded, what is new and what is gone.

    Themes are those that stand after review, without groups and without those set aside. They are compared by what
    people said, theme by theme. Where the vectors of the two are not of one model, or answers were removed, titles
    and descriptions have to do: that is much rougher, and `notes` says it.

    Args:
        old: The older consultation.
        new: The newer one.
        questions: Ids of open questions (older, newer) that are the same. Others are matched by their wording, and
            those without a match are compared all with all.

    Returns:
        The comparison: see its `table`; `textmine.compare.write_comparison` makes a page of it.

    Raises:
        InputError: A question of `questions` is not there or named twice.
    """
    configs = [parse_config(side.manifest.get("config", {})) for side in (old, new)]
    themes = (said_themes(old.reviewed), said_themes(new.reviewed))
    paired = pair_questions(asked_in(old.reviewed.tables), asked_in(new.reviewed.tables), questions)
    one_space = all(old.manifest.get(key) == new.manifest.get(key) for key in SPACE)
    told = _Told(old.reviewed, day_of(configs[0].consultation.asked)[:4])
    parts = tuple(_compared(pair, themes, told, configs[1], one_space=one_space) for pair in paired)
    first, second = (config.consultation.title.strip() for config in configs)
    return Comparison(
        titles=(first, second),
        parts=parts,
        left_out=(len(old.reviewed.set_aside), len(new.reviewed.set_aside)),
        minimum=max(config.publish.minimum_count for config in configs),
        notes=tuple(notes_on(parts, (old, new), configs, one_space=one_space)),
    )


def _compared(
    pair: Paired,
    themes: tuple[Sequence[SaidTheme], Sequence[SaidTheme]],
    told: _Told,
    config: Config,
    *,
    one_space: bool,
) -> Compared:
    """Compare the themes of questions that belong together."""
    asked = [{item.question_id for item in side} for side in (pair.old, pair.new)]
    old, new = ([theme for theme in own if theme.question_id in ids] for own, ids in zip(themes, asked, strict=True))
    if not (old and new):
        groups = [Together((place,), ()) for place in range(len(old))]
        groups += [Together((), (place,)) for place in range(len(new))]
        return Compared(pair, None, tuple(_row(group, old, new, pair, told) for group in groups))
    basis, shared = _shared(old, new, config, one_space=one_space)
    fitted = rule()
    if basis == "answers":
        groups = align(shared, fitted.same, fitted.look)
    else:
        groups = align(shared, fitted.titles, parts=False)
    return Compared(pair, basis, tuple(_row(group, old, new, pair, told, shared, basis) for group in groups))


def _shared(
    old: Sequence[SaidTheme], new: Sequence[SaidTheme], config: Config, *, one_space: bool
) -> tuple[Basis, Shared]:
    """Return how much themes share, by what people said where that can be compared, else by their titles."""
    if one_space and all(len(theme.points) for theme in (*old, *new)):
        return "answers", shared_points(old, new)
    return "titles", shared_titles((_titles(old, config), _titles(new, config)))


def _titles(themes: Sequence[SaidTheme], config: Config) -> Vectors:
    """Return the vectors of titles and descriptions, made anew by one model for both sides."""
    from textmine.embed import embed_texts, make_embedder
    from textmine.language import detect

    texts = [f"{theme.title}. {theme.description}" if theme.description else theme.title for theme in themes]
    return embed_texts(texts, list(detect(texts)["language"]), make_embedder(config.embed))


def _row(
    group: Together,
    olds: Sequence[SaidTheme],
    news: Sequence[SaidTheme],
    pair: Paired,
    told: _Told,
    shared: Shared | None = None,
    basis: Basis | None = None,
) -> Row:
    """Return what is said about themes that belong together."""
    old, new = tuple(olds[place] for place in group.old), tuple(news[place] for place in group.new)
    was, now = _count(old), _count(new)
    # Titles alone do not tell that two themes end at the same place.
    alike = basis == "answers" and group.likeness >= rule().word
    return Row(
        kind=_kind(old, new) if group.sure else "maybe",
        old=old,
        new=new,
        likeness=group.likeness,
        was=was,
        now=now,
        change=change_of(was, now, alike=alike) if was and now and pair.same and group.sure else None,
        promises=tuple(told.about(old)),
        nearest=_nearest(group, olds, news, shared) if shared and basis == "answers" and not (old and new) else None,
    )


def _kind(old: Sequence[SaidTheme], new: Sequence[SaidTheme]) -> Kind:
    if not old or not new:
        return "gone" if old else "new"
    if len(old) > 1:
        return "merged" if len(new) == 1 else "regrouped"
    return "split" if len(new) > 1 else "same"


def _count(themes: Sequence[SaidTheme]) -> Count | None:
    """Return the different people who raised any of some themes; None where that is not known."""
    if len(themes) == 1:
        return Count(themes[0].n_people, themes[0].base)
    if not themes or len({theme.question_id for theme in themes}) > 1 or not all(theme.people for theme in themes):
        return None
    return Count(len(frozenset().union(*(theme.people for theme in themes))), themes[0].base)


def _nearest(group: Together, olds: Sequence[SaidTheme], news: Sequence[SaidTheme], shared: Shared) -> SaidTheme | None:
    """Return the theme of the other side that most of what is new or gone is at home in."""
    shares = shared.forward[group.old[0]] if group.old else shared.back[:, group.new[0]]
    others = news if group.old else olds
    best = int(shares.argmax())
    return others[best] if shares[best] >= NEAR else None
