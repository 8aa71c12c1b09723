"""Ask the check about claims whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.api import read
from textmine.evaluate.contract import Options, check_names
from textmine.evaluate.faithfulness.argkp import Claims, read_claims
from textmine.evaluate.faithfulness.drafts import Caught, measure_drafts
from textmine.evaluate.faithfulness.result import FaithfulnessResult
from textmine.evaluate.faithfulness.support import Found, measure
from textmine.evaluate.faithfulness.systems import SYSTEMS, System, Vectors, make_ready
from textmine.evaluate.themes.vectors import embed, remembered
from textmine.pipeline import analyse
from textmine.progress import SILENT, Progress

SAMPLE = "sample/eastmere.csv"


def benchmark(options: Options, progress: Progress = SILENT) -> FaithfulnessResult:
    """Measure what the faithfulness check catches and what it wrongly calls out.

    Args:
        options: Data (`argkp` in it), the project's own sample, seed, systems.
        progress: Who is told what is running.

    Raises:
        ConfigError: There is no system of that name.
    """
    check_names("system", options.systems, tuple(SYSTEMS))
    systems = [system for name, system in SYSTEMS.items() if not options.systems or name in options.systems]
    absent: list[str] = []
    data = options.data
    claims = {part: read_claims(data, part, options.seed) for part in ("train", "dev")} if data is not None else {}
    train, held_out = claims.get("train"), claims.get("dev")
    found: list[Found] = []
    if train is not None and held_out is not None:
        found = _support(systems, train, held_out, options.seed, progress)
    else:
        absent.append("argkp")
    caught = _drafts(options, progress)
    if not caught:
        absent.append(SAMPLE)
    sizes = {part: len(own.claims) for part, own in claims.items() if own is not None}
    return FaithfulnessResult(options.seed, tuple(absent), sizes, tuple(found), tuple(caught))


def _support(systems: Sequence[System], train: Claims, held_out: Claims, seed: int, progress: Progress) -> list[Found]:
    """Measure every system on the held-out claims."""
    vectors = [None, None] if not any(system.vectors for system in systems) else _vectors([train, held_out], progress)
    ready = [make_ready(claims, own) for claims, own in zip((train, held_out), vectors, strict=True)]
    found: list[Found] = []
    with progress.stage(f"faithfulness: {len(systems)} systems on {len(held_out.claims)} claims"):
        for system in systems:
            found += measure(system, ready[0], ready[1], seed)
    return found


def _vectors(parts: Sequence[Claims], progress: Progress) -> list[Vectors | None]:
    """Embed all claims and arguments of each part."""
    found: list[Vectors | None] = []
    with remembered() as models:
        for part in parts:
            arguments = [text for own in part.arguments.values() for text in own]
            texts = sorted({*arguments, *(claim.text for claim in part.claims)})
            material = embed(texts, f"ArgKP {part.part}", models, progress)
            found.append(dict(zip(texts, material.vectors, strict=True)))
    return found


def _drafts(options: Options, progress: Progress) -> list[Caught]:
    """Draft the project's sample consultation and spoil the drafts; nothing where it is not there."""
    file = options.own_texts / SAMPLE
    config = file.with_name("consultation.toml")
    if not (file.is_file() and config.is_file()):
        return []
    consultation = read(file, config=config)
    with progress.stage("faithfulness: drafts of the sample consultation"):
        tables = analyse(consultation, seed=options.seed)
    return measure_drafts(tables, options.seed)
