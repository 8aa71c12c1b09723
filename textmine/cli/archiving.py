"""Commands on past consultations: `archive add`, `search`, `similar`, `tracker` and others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.base import ConfigFile, Folder, Quiet, app, say

if TYPE_CHECKING:
    from datetime import date

    from textmine.archive import Archive
    from textmine.archive.promises import Status

archive = typer.Typer(help="Past consultations: what people have told before, and what was done.", no_args_is_help=True)
app.add_typer(archive, name="archive")

File = Annotated[
    Path | None,
    typer.Option("--archive", help="The archive; none: TEXTMINE_ARCHIVE, or archive.sqlite in this folder."),
]
By = Annotated[str, typer.Option(help="Your name: it stands in the record; none: that of your login.")]
Named = Annotated[str, typer.Option(help="Your name: it stands in the record.")]
Today = Annotated[str | None, typer.Option(help="The day to judge by; none: today.")]
Reference = Annotated[str, typer.Argument(help="Consultation and theme, as the tracker shows them: 3:c10.01.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Number = Annotated[int, typer.Argument(help="The number that `textmine archive list` shows.")]
NetworkDrive = Annotated[
    bool, typer.Option("--network-drive", help="The archive is on a network drive: readers wait while it is written.")
]


def _day(given: str | None) -> date | None:
    """Return a day given on the command line."""
    from datetime import date

    from textmine.archive.asked import checked_day

    return date.fromisoformat(checked_day(given, "--today")) if given else None


def _opened(file: Path | None, config: Path | None = None, today: date | None = None) -> Archive:
    """Return the archive, and say on stderr when people's own words were to be gone."""
    from datetime import date as day

    from textmine.archive import Archive
    from textmine.archive.telling import overdue_note
    from textmine.config import load_config

    found = Archive(file, embed=load_config(config).embed if config else None)
    if note := overdue_note(found.consultations(), today or day.today()):
        typer.echo(f"Note: {note}", err=True)
    return found


@archive.command()
def add(
    folder: Folder,
    file: File = None,
    by: By = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Themes that nobody approved as well, marked as not approved.")
    ] = False,
    verbatim: Annotated[
        bool, typer.Option("--verbatim", help="People's own words as well, without personal data.")
    ] = False,
    keep_until: Annotated[str, typer.Option(help="Until when people's own words are kept, such as 2027-03-31.")] = "",
    asked: Annotated[str, typer.Option(help="When it was asked: 2026, 2026-04 or 2026-04-26.")] = "",
    replaces: Annotated[int | None, typer.Option(help="The consultation in whose place it comes.")] = None,
    network_drive: NetworkDrive = False,
    quiet: Quiet = False,
) -> None:
    """Add a reviewed analysis: approved themes, key points, counts and outcomes."""
    from textmine.archive import Archive
    from textmine.archive.telling import added_text
    from textmine.progress import Progress

    found = Archive(file)
    added = found.add(
        folder,
        by=by,
        everything=everything,
        verbatim=verbatim,
        keep_until=keep_until,
        asked_on=asked,
        replaces=replaces,
        journal="delete" if network_drive else None,
        progress=Progress(quiet),
    )
    say(added_text(added, str(found.path)))
    _opened(found.path)


@archive.command()
def search(
    question: Annotated[str, typer.Argument(help="In any language, such as 'rubbish in stairwells'.")],
    file: File = None,
    language: Annotated[str, typer.Option(help="Only texts in this language, such as bn.")] = "",
    since: Annotated[str, typer.Option(help="Only consultations asked since then: 2026, 2026-04 or 2026-04-26.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many results.")] = 10,
    as_json: AsJson = False,
    config: ConfigFile = None,
    today: Today = None,
) -> None:
    """Find what people have told before, in any language, and what was done."""
    from textmine.archive.telling import results_text

    day = _day(today)
    results = _opened(file, config, day).search(question, language=language, since=since, limit=limit, today=day)
    say(json.dumps(results.as_json(), ensure_ascii=False, indent=2) if as_json else results_text(results))


@archive.command()
def similar(folder: Folder, file: File = None, today: Today = None) -> None:
    """Say for each question and theme of an analysis what like it was asked or said before."""
    from textmine.archive.telling import similar_text

    day = _day(today)
    say(similar_text(_opened(file, today=day).similar(folder, day)))


@archive.command()
def tracker(
    file: File = None,
    out: Annotated[Path, typer.Option(help="The folder to write tracker.html and tracker.csv to.")] = Path("."),
    today: Today = None,
) -> None:
    """Write what was said, what was decided, what is done, and which promises are overdue."""
    from textmine.archive.telling import tracker_text

    day = _day(today)
    found = _opened(file, today=day).tracker(day)
    say(tracker_text(found, found.write(out)))


@archive.command()
def done(
    reference: Reference,
    by: Named,
    file: File = None,
    on: Annotated[str, typer.Option(help="When it was done, such as 2026-09-01; none: as before, or today.")] = "",
    note: Annotated[str, typer.Option(help="What there is to say about it.")] = "",
) -> None:
    """Record that a promise was kept."""
    from textmine.archive.telling import recorded_text

    say(recorded_text(_opened(file).update(reference, "kept", by=by, on=on, note=note)))


@archive.command()
def update(
    reference: Reference,
    by: Named,
    file: File = None,
    moved_to: Annotated[str, typer.Option(help="The new day, such as 2027-01-31.")] = "",
    dropped: Annotated[bool, typer.Option("--dropped", help="It cannot be done after all; say why in --note.")] = False,
    note: Annotated[str, typer.Option(help="What there is to say about it.")] = "",
) -> None:
    """Record that a promise was moved or dropped, or, without either, that it is open again."""
    from textmine.archive.telling import recorded_text
    from textmine.errors import ConfigError

    if moved_to and dropped:
        raise ConfigError("Give one of `--moved-to` and `--dropped`.")
    status: Status = "moved" if moved_to else "dropped" if dropped else "reopened"
    say(recorded_text(_opened(file).update(reference, status, by=by, on=moved_to, note=note)))


@archive.command("list")
def list_consultations(file: File = None) -> None:
    """List the consultations in the archive."""
    from textmine.archive.telling import list_text

    found = _opened(file)
    say(list_text(found.consultations(), found.sizes(), str(found.path)))


@archive.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    file: File = None,
    today: Today = None,
) -> None:
    """Write JSON and CSV for other services: numbers and sentences as published; no answers or quotes."""
    day = _day(today)
    say("\n".join(map(str, _opened(file, today=day).export(day).write(out))))


@archive.command()
def remove(consultation: Number, file: File = None, by: By = "") -> None:
    """Remove a consultation from the archive."""
    from textmine.archive.telling import removed_text

    found = _opened(file)
    say(removed_text(found.remove(consultation, by=by), found.copies))


@archive.command()
def purge(
    file: File = None,
    by: By = "",
    everything: Annotated[bool, typer.Option("--all", help="Those whose day is to come as well.")] = False,
    today: Today = None,
) -> None:
    """Remove people's own words whose day has passed; themes, counts and outcomes stay."""
    from textmine.archive import Archive
    from textmine.archive.telling import purged_text

    found = Archive(file)
    say(purged_text(found.purge(by=by, today=_day(today), everything=everything), found.copies))
