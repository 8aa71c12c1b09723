"""The batch runner: files in, an analysis folder out, resumable at every stage."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from textmine import __version__
from textmine.analysis import Analysis, open_analysis, write_views
from textmine.checkpoints import Checkpoints, run_key
from textmine.config import Config, ThemeSettings, did_you_mean
from textmine.embed import VectorCache
from textmine.engine import open_engine
from textmine.errors import ConfigError, Problem
from textmine.ingest import read
from textmine.model import Consultation
from textmine.occupied import in_use
from textmine.pipeline import Workplace, analyse
from textmine.progress import SILENT, Progress
from textmine.review import DecisionLog
from textmine.safe import write_text
from textmine.tables import DECISIONS, WORK, Tables, check_out, write_tables

CACHE = "vectors.sqlite"
GRANULARITIES: tuple[str, ...] = get_args(ThemeSettings.model_fields["granularity"].annotation)
MOST_DIGITS = 6


def run(
    paths: Sequence[Path | str],
    out: Path | str,
    *,
    config: Config | None = None,
    id_column: str | None = None,
    questions: Sequence[str] = (),
    groups: Sequence[str] = (),
    themes: str | int | None = None,
    seed: int = 0,
    fresh: bool = False,
    engine: str = "local",
    scheduler: str | None = None,
    progress: Progress = SILENT,
) -> Analysis:
    """Read files, analyse them, and write the analysis folder.

    An interrupted run resumes where it stopped when it is called again in the same way. Decisions
    already taken in `out` are kept, and replayed over the new tables.

    Args:
        paths: The exports; together they are one consultation.
        out: The analysis folder; made where missing.
        config: Settings; None for the defaults.
        id_column: Heading of the response id; None: found.
        questions: Headings of the open questions; empty: found.
        groups: Headings of further group columns.
        themes: `fewer`, `usual` or `more`, or an exact number per question; None: as `config` says.
        seed: Seed of everything that is random.
        fresh: Use no checkpoint and no cached vector. Decisions are kept all the same.
        engine: Where the heavy stages run: `local`, in this process, or `dask`. The tables are the same.
        scheduler: Address of a Dask scheduler that runs already; None: a cluster on this machine for this run.
        progress: Who is told.

    Raises:
        InputError: A file cannot be read as it is, or `out` holds something else.
        ConfigError: A setting or a column named is wrong, or there is no such engine or scheduler.
        MissingExtraError: The engine is not installed.
        EngineError: The cluster lost its workers. The same call goes on where this one stopped.
    """
    out = Path(out)
    if themes is not None:
        config = with_themes(config or Config(), themes)
    check_out(out)
    scratch = out / WORK / "dask"
    with open_engine(engine, scheduler, scratch=scratch, progress=progress) as opened:
        with progress.stage(f"Reading {', '.join(Path(path).name for path in paths)}"):
            consultation = read(*paths, config=config, id_column=id_column, questions=questions, groups=groups)
        work = out / WORK
        work.mkdir(parents=True, exist_ok=True)
        with in_use(out):
            # Reading takes minutes, and the folder may have been purged meanwhile.
            check_out(out)
            write_text(work / "README.txt", "Checkpoints and cached vectors of textmine. Safe to delete.\n")
            checkpoints = Checkpoints(work / "checkpoints", _key(consultation, questions, groups, id_column, seed))
            if fresh:
                (work / CACHE).unlink(missing_ok=True)
                checkpoints.clear()
            place = Workplace(checkpoints, VectorCache(work / CACHE), progress, opened)
            analysis = _written(analyse(consultation, seed, place), out, progress)
            checkpoints.clear()
    shutil.rmtree(scratch, ignore_errors=True)
    return analysis


def _written(tables: Tables, out: Path, progress: Progress) -> Analysis:
    """Write the analysis folder, and return the analysis with the decisions in it."""
    with progress.stage("Writing the analysis"):
        DecisionLog(out / DECISIONS)
        write_tables(tables, out)
        # They are read back with the decisions: a million answers are not held twice.
        del tables
        analysis = open_analysis(out)
        write_views(analysis, out)
    return analysis


def with_themes(config: Config, wanted: str | int) -> Config:
    """Return `config` with as many themes as `--themes` asks for, whatever it said before.

    Args:
        config: Settings.
        wanted: `fewer`, `usual` or `more`, or a whole number from 1, as typed.

    Raises:
        ConfigError: It is something else.

    Example:
        >>> with_themes(Config(), "fewer").themes.granularity, with_themes(Config(), "12").themes.n_themes
        ('fewer', 12)
    """
    said = str(wanted).strip().casefold()
    if said in GRANULARITIES:
        change: dict[str, object] = {"granularity": said, "n_themes": None}
    elif said.isdecimal() and len(said) <= MOST_DIGITS and int(said) > 0:
        change = {"n_themes": int(said)}
    else:
        raise ConfigError(
            Problem(
                f"`--themes` cannot be `{wanted}`.{did_you_mean(said, GRANULARITIES)} Allowed: `fewer`, `usual` or "
                "`more`, or a whole number of themes per question, such as `12`."
            )
        )
    return config.model_copy(update={"themes": config.themes.model_copy(update=change)})


def _key(
    consultation: Consultation,
    questions: Sequence[str],
    groups: Sequence[str],
    id_column: str | None,
    seed: int,
) -> str:
    """Return the key of everything the stages depend on."""
    return run_key(
        {
            "version": __version__,
            "inputs": [source.sha256 for source in consultation.sources],
            "config": consultation.config,
            "columns": [list(questions), list(groups), id_column],
            "seed": seed,
        }
    )
