"""The result of the `themes` benchmark as a terminal shows it."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.evaluate.plain import NONE, heading, short, table, wrapped
from textmine.evaluate.themes.discovery import CODES, DISCOVERY, LEAK, LEFT, MATCHED, MICRO, RAND, SAMPLES, THEMES, V
from textmine.evaluate.themes.figures import Figure
from textmine.evaluate.themes.mapping import MAPPING
from textmine.evaluate.themes.parity import DIFFERENCE, ENOUGH, NEEDS, PARITY
from textmine.evaluate.themes.result import ThemesResult
from textmine.evaluate.themes.sets import TYPED_BY_RULE
from textmine.evaluate.themes.stability import ALL, REPEATS, SAME, STABILITY
from textmine.evaluate.themes.systems import OURS, SYSTEMS
from textmine.evaluate.themes.twins import CHANCE, TOGETHER, TWINS
from textmine.language import language_name

SEEN = ", except for the answers of bowling-green, which it has read without any label"
"""What the trained model saw of the texts that are measured."""
WIDE = 12
"""The least width of a column, so that tables below each other line up."""
FEW = 5
"""Languages with fewer answers are in the JSON only."""


def render(result: ThemesResult) -> str:
    """Return the whole report."""
    return "\n".join(
        [
            "Are these the themes?",
            "=====================",
            *_about(result),
            *_discovery(result),
            *_codes(result),
            *_twins(result),
            *_mapping(result),
            *_stability(result),
            *_parity(result),
        ]
    )


def _about(result: ThemesResult) -> list[str]:
    """Say what was measured and what was not there."""
    lines = wrapped(
        f"Seed {result.seed}; at most {result.sample} texts per set. Figures are 0 to 1 with their 95 % interval: a "
        "bootstrap over texts, Wilson's for plain shares."
    )
    but = SEEN if any(item.name == "bowling-green" for item in result.sets) else ""
    lines += wrapped(f"Vectors of textmine: {result.embedder}. The model was not trained on these texts{but}.")
    if result.plain is not None:
        lines += wrapped(f"Plain e5: {result.plain}.")
    lines += [line for name in result.systems if name in SYSTEMS for line in wrapped(f"{name}: {SYSTEMS[name].what}.")]
    sizes = [f"{item.name} {item.texts}" for item in result.sets]
    lines += wrapped(f"Texts: {'; '.join(sizes) or 'none'}.")
    if result.absent:
        lines += wrapped(f"Absent: {', '.join(result.absent)}.")
    return lines


def _of(result: ThemesResult, part: str) -> list[Figure]:
    return [item for item in result.figures if item.part == part]


def cell(figure: Figure | None) -> str:
    """Return a value and its interval, such as `.52 .47–.57`; a count has no decimals."""
    if figure is None:
        return NONE
    if figure.low is None or figure.high is None:
        return f"{figure.value:.0f}" if figure.measure in (THEMES, MATCHED) else short(figure.value)
    return f"{short(figure.value)} {short(figure.low)}–{short(figure.high)}"


def _by_set(figures: Sequence[Figure], measures: Sequence[str]) -> list[str]:
    """Return a table per set: a row for each system and setting, a column for each measure."""
    lines: list[str] = []
    for name in dict.fromkeys(item.set for item in figures):
        own = {(item.system, item.setting, item.measure): item for item in figures if item.set == name}
        columns = [what for what in measures if any(key[2] == what for key in own)]
        rows = [
            [f"{system}{f', {setting}' if setting else ''}", *(cell(own.get((system, setting, c))) for c in columns)]
            for system, setting in dict.fromkeys(key[:2] for key in own)
        ]
        lines += ["", *table([name, *columns], rows, least=WIDE)]
    return lines


def _discovery(result: ThemesResult) -> list[str]:
    figures = _of(result, DISCOVERY)
    if not figures:
        return []
    return [
        *heading("Discovery: the number of themes is not given, except to k-means"),
        *wrapped(
            "Language leak: agreement of theme and language, which should be nought. Outliers are one theme more."
        ),
        *_by_set(figures, (V, RAND, LEAK, THEMES, LEFT)),
    ]


def _codes(result: ThemesResult) -> list[str]:
    figures = _of(result, CODES)
    if not figures:
        return []
    return [
        *heading("Discovery where an answer has several codes: each theme found stands for one code at most"),
        *_by_set(figures, (MICRO, SAMPLES, THEMES, MATCHED, LEFT)),
    ]


def _twins(result: ThemesResult) -> list[str]:
    figures = _of(result, TWINS)
    lines: list[str] = []
    for name in dict.fromkeys(item.set for item in figures):
        own = {(item.system, item.setting, item.measure): item for item in figures if item.set == name}
        tags = list(dict.fromkeys(item.setting for item in figures if item.setting))
        header = [name, *(column for tag in tags for column in (tag, "chance")), THEMES]
        rows = [
            [system]
            + [cell(own.get((system, tag, what))) for tag in tags for what in (TOGETHER, CHANCE)]
            + [cell(own.get((system, "", THEMES)))]
            for system in dict.fromkeys(key[0] for key in own)
        ]
        lines += heading("Twins: a sentence lands in the theme of its English translation")
        lines += wrapped("Few large themes make it easy: beside each share stands what chance would give.")
        if TYPED_BY_RULE in tags:
            lines += wrapped(f"{TYPED_BY_RULE} was made from the Bengali by rule, not typed by people.")
        lines += ["", *table(header, rows)]
    return lines


def _mapping(result: ThemesResult) -> list[str]:
    figures = _of(result, MAPPING)
    if not figures:
        return []
    lines = heading("Mapping to an agreed list of themes, by how many answers people have confirmed")
    lines += wrapped("Measured on answers that were not confirmed.")
    for measure in (SAMPLES, MICRO):
        for name in dict.fromkeys(item.set for item in figures):
            own = {(item.system, item.setting): item for item in figures if (item.set, item.measure) == (name, measure)}
            numbers = list(dict.fromkeys(key[1] for key in own))
            rows = [
                [system, *(cell(own.get((system, number))) for number in numbers)]
                for system in dict.fromkeys(key[0] for key in own)
            ]
            lines += ["", *table([f"{measure}: {name}", *(f"{number} confirmed" for number in numbers)], rows)]
    return lines


def _stability(result: ThemesResult) -> list[str]:
    figures = _of(result, STABILITY)
    if not figures:
        return []
    columns = list(dict.fromkeys([ALL, *(item.setting for item in figures)]))
    lines = heading(f"Stability: {SAME}, mean of {REPEATS} repeats")
    for name in dict.fromkeys(item.set for item in figures):
        own = {(item.system, item.setting): item for item in figures if item.set == name}
        rows = [
            [system, *(cell(own.get((system, column))) for column in columns)]
            for system in dict.fromkeys(key[0] for key in own)
        ]
        lines += ["", *table([name, *columns], rows)]
    return lines


def _parity(result: ThemesResult) -> list[str]:
    figures = _of(result, PARITY)
    if not figures:
        return []
    lines = heading("Parity: share of answers that get no theme and need a person, by language as detected")
    lines += wrapped(f"The difference is between languages with at least {ENOUGH} answers.")
    for name in dict.fromkeys(item.set for item in figures):
        own = [item for item in figures if item.set == name]
        cells = {(item.setting, item.measure, item.system): item for item in own}
        leaving = {item.system for item in own if item.measure == NEEDS and item.value}
        systems = [system for system in dict.fromkeys(item.system for item in own) if system in {OURS, *leaving}]
        nobody = [system for system in dict.fromkeys(item.system for item in own) if system not in systems]
        sizes = {item.setting: item.n for item in own if item.measure == NEEDS and item.n >= FEW}
        rows = [
            [f"{language_name(tag)} ({n})", *(cell(cells.get((tag, NEEDS, system))) for system in systems)]
            for tag, n in sizes.items()
        ]
        if any(item.measure == DIFFERENCE for item in own):
            rows.append([DIFFERENCE, *(cell(cells.get(("", DIFFERENCE, system))) for system in systems)])
        lines += ["", *table([name, *systems], rows, gap=1)]
        if nobody:
            lines += wrapped(f"Every answer gets a theme from: {', '.join(nobody)}.")
    return lines
