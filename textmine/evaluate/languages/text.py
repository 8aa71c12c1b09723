"""The result of the `languages` benchmark as a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.evaluate.languages.accuracy import MACRO, MEASURES, SHARED, Figure
from textmine.evaluate.languages.population import ANSWERS, NOT_ENGLISH, SHARES
from textmine.evaluate.languages.result import LanguagesResult
from textmine.evaluate.languages.romanised import ALL_LENGTHS, ROMANISED
from textmine.evaluate.languages.several import ACCEPTED, EXACT, FOUND, MAIN, PLAIN, Score
from textmine.evaluate.languages.systems import OURS
from textmine.evaluate.languages.texts import LENGTHS, WHOLE
from textmine.evaluate.plain import NONE, heading, percent, table, value_only, with_interval, wrapped
from textmine.language import language_name

INTERVAL_WIDTH = 14
MISTAKE_LETTERS = 320


def render(result: LanguagesResult) -> str:
    """Return the whole report."""
    lines = [
        "Which language is it?",
        "=====================",
        *_about(result),
        *_accuracy(result, held_out=True),
        *_accuracy(result, held_out=False),
        *_by_language(result),
        *_population(result),
        *_romanised(result),
        *_unexpected(result),
        *_pitfalls(result),
        *_mixed(result),
        *_speed(result),
        *_mistakes(result),
    ]
    return "\n".join(lines)


def _about(result: LanguagesResult) -> list[str]:
    """Say what was measured and what was not there."""
    lines = wrapped(
        f"Seed {result.seed}; at most {result.sample} texts per set, language and length. Figures are per cent with "
        "their 95 % interval. `und` and `zxx` count as not named: not wrong, and not right either."
    )
    if result.not_installed:
        lines += wrapped(f"Not installed: {', '.join(result.not_installed)}.")
    if result.absent:
        lines += wrapped(f"Absent: {', '.join(result.absent)}.")
    return lines


def _columns(lengths: Sequence[str] = LENGTHS) -> list[str]:
    """Return the headings of lengths."""
    return [length if length == WHOLE else f"{length} word{'' if length == '1' else 's'}" for length in lengths]


def _accuracy(result: LanguagesResult, *, held_out: bool) -> list[str]:
    """Return the main table for texts held out, or for texts seen."""
    cells = {(item.measure, item.system, item.length): item for item in result.figures if item.held_out == held_out}
    lines = heading(
        "HELD OUT: textmine has not learnt from these" if held_out else "SEEN: textmine has learnt from these"
    )
    for measure in MEASURES:
        sizes = {length: item.estimate.n for (name, _, length), item in cells.items() if name == measure}
        if not sizes:
            lines += ["", f"{measure}: no such texts"]
            continue
        rows = [["texts", *(str(sizes.get(length, NONE)) for length in LENGTHS)]]
        rows += [
            [system, *(_cell(cells.get((measure, system, length))) for length in LENGTHS)] for system in result.systems
        ]
        lines += ["", _title(measure, result), *table(["", *_columns()], rows, least=INTERVAL_WIDTH)]
    return lines


def _title(measure: str, result: LanguagesResult) -> str:
    """Return a measure with how many languages it is a mean over."""
    declared = {item.language for item in result.tallies if item.declaration}
    count = {MACRO: len(declared), SHARED: len(result.shared)}.get(measure)
    return f"{measure}, %" + (f" ({count} languages)" if count is not None else "")


def _cell(figure: Figure | None) -> str:
    return with_interval(figure.estimate if figure else None)


def _by_language(result: LanguagesResult) -> list[str]:
    """Return textmine's accuracy per language, on the Declaration."""
    shares: dict[str, dict[str, float]] = {}
    for item in result.tallies:
        if item.system == OURS and item.declaration and item.held_out:
            shares.setdefault(item.language, {})[item.length] = item.right / item.n
    if not shares:
        return []
    order = sorted(shares, key=lambda tag: (-sum(shares[tag].values()) / len(shares[tag]), tag))
    rows = [
        [f"{tag:<8}{language_name(tag)}", *(_share(shares[tag].get(length)) for length in LENGTHS)] for tag in order
    ]
    title = "Each language: textmine right on paragraphs of the Declaration held out, %"
    return [*heading(title), *table(["", *_columns()], rows)]


def _share(value: float | None) -> str:
    return NONE if value is None else percent(value)


def _population(result: LanguagesResult) -> list[str]:
    """Return what the rates mean for ten thousand answers."""
    lines = heading(f"In {ANSWERS:,} answers (from the rates on texts held out)")
    mix = ", ".join(f"{100 * share:g} % {language_name(tag)}" for tag, share in SHARES.items())
    rest = 100 * (1 - sum(SHARES.values()))
    lines += wrapped(f"{mix}, {rest:.1f} % others; a third each of 2 or 3 words, of 5 words, and whole.", "")
    if result.population_lacks:
        return [*lines, *wrapped(f"Not computed, for want of texts: {'; '.join(result.population_lacks)}.")]
    header = ["", "English called foreign", f"of {NOT_ENGLISH} others: right", "not named", "wrong language"]
    rows = [
        [item.system, *(f"{value:.0f}" for value in (item.english_foreign, item.others_right))]
        + [f"{value:.0f}" for value in (item.others_unnamed, item.others_wrong)]
        for item in result.population
    ]
    return [*lines, *table(header, rows, gap=3)]


def _romanised(result: LanguagesResult) -> list[str]:
    """Return what romanised languages are taken for."""
    lines = []
    cells = {(item.system, item.length): item.estimate for item in result.called_somali}
    if cells:
        rows = [
            [system, *(with_interval(cells.get((system, length))) for length in (*LENGTHS, ALL_LENGTHS))]
            for system in result.systems
        ]
        rows = [[row[0], *(cell.split(" ")[0] for cell in row[1:-1]), row[-1]] for row in rows]
        lines += heading("Romanised Bengali called Somali, held out, %")
        lines += table(["", *_columns(), "all lengths"], rows, gap=3)
    if result.romanised:
        lines += heading("Other scripts typed in Latin letters, held out, whole: taken for what, %")
        header = ["", "texts", "right", "not named", "romanised Bengali", "Somali", "English", "other"]
        for tag in dict.fromkeys(item.language for item in result.romanised):
            rows = [
                [f"  {item.system}", str(item.n)]
                + [percent(count / item.n) for count in (item.right, item.unnamed, item.bengali)]
                + [percent(count / item.n) for count in (item.somali, item.english, item.other)]
                for item in result.romanised
                if item.language == tag
            ]
            lines += ["", f"{ROMANISED[tag]} ({tag})", *table(header, rows, gap=3)]
    return lines


def _unexpected(result: LanguagesResult) -> list[str]:
    """Return what languages that are not expected are taken for."""
    if not result.unexpected:
        return []
    rows = [
        [item.system, str(item.texts), percent(item.right), percent(item.unnamed), percent(item.wrong)]
        for item in result.unexpected
    ]
    count = result.unexpected[0].languages
    lines = heading(f"{count} languages of the Declaration that are not expected by default, whole paragraphs, %")
    return [*lines, *table(["", "texts", "right", "not named", "wrong"], rows, gap=3)]


def _pitfalls(result: LanguagesResult) -> list[str]:
    """Return how often an acceptable answer is given to texts that detectors trip over."""
    scores = [score for score in result.scores if score.measure == ACCEPTED]
    return _score_table("Pitfalls: an acceptable answer, %", scores, result.systems)


def _mixed(result: LanguagesResult) -> list[str]:
    """Return how texts in several languages fare, and how often plain ones are called mixed."""
    lines = []
    for measure in (MAIN, FOUND, EXACT):
        scores = [score for score in result.scores if score.measure == measure]
        lines += _score_table(f"Texts in several languages: {measure}, %", scores, result.systems)
    plain = [score for score in result.scores if score.measure == PLAIN]
    return lines + _score_table("Whole texts in one language that are called mixed, %", plain, result.systems)


def _score_table(title: str, scores: Sequence[Score], systems: Sequence[str]) -> list[str]:
    """Return scores by kind, a column for each system that has any."""
    if not scores:
        return []
    cells = {(score.kind, score.system): score.estimate for score in scores}
    columns = [system for system in systems if any(score.system == system for score in scores)]
    kinds = dict.fromkeys(score.kind for score in scores)
    sizes = {score.kind: score.estimate.n for score in scores}
    rows = [[kind, str(sizes[kind]), *(value_only(cells.get((kind, system))) for system in columns)] for kind in kinds]
    return [*heading(title), *table(["", "texts", *columns], rows, gap=3)]


def _speed(result: LanguagesResult) -> list[str]:
    """Return how fast each system is."""
    rows = [[item.system, str(item.texts), f"{item.per_second:,.0f}"] for item in result.speeds if item.texts]
    if not rows:
        return []
    return [
        *heading("Speed, the same texts for all, once loaded"),
        *table(["", "texts", "texts a second"], rows, gap=3),
    ]


def _mistakes(result: LanguagesResult) -> list[str]:
    """Return textmine's worst mistakes."""
    if not result.mistakes:
        return []
    lines = heading("textmine's worst mistakes on texts held out: the longest and surest first")
    for item in result.mistakes:
        text = " ".join(item.text.split())
        text = text if len(text) <= MISTAKE_LETTERS else text[:MISTAKE_LETTERS] + " …"
        lines += wrapped(f"{item.set}: {item.language} called {item.answer} ({item.confidence:.2f}): {text}", "    ")
    return lines
