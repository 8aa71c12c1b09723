"""Publication: what blocks it, or else the formats to write, and one archive with all the files."""

from __future__ import annotations

import shlex
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from textmine.config import Config
from textmine.desk.pages.editor.wording import on_the_desk, wording
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, live_of, page, posted, refused, snapshot_of
from textmine.errors import ProblemsError, PublishBlockedError
from textmine.publish import FORMATS
from textmine.publish import publish as publish_reviewed
from textmine.publish.wording import capital
from textmine.report import Obstacle
from textmine.review import Reviewed
from textmine.tables import WORK

ARCHIVE = "you-said-we-did.zip"
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why nothing can be published: in words, and the theme it is about, if any."""

    theme_id: str
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """The reasons of one check of the gate: what it asks for, and where that is dealt with, if in one place."""

    about: str
    reasons: tuple[Reason, ...]
    address: str
    words: str


def show(request: Request) -> Response:
    """Show what blocks publication, or what can be written."""
    return _page(request)


def publish(request: Request, form: Form) -> Response:
    """Return an archive of what `textmine publish` writes; nothing of it stays on this machine."""
    live, now = live_of(request), snapshot_of(request)
    formats = [name for name in form.texts("format") if name in FORMATS]
    if not formats:
        return refused(request, form, [wording()["problems"]["no_format"]])
    try:
        archive = _archive(now.reviewed, now.config, formats, live.folder / WORK)
    except PublishBlockedError as error:
        if live.obstacles.get(now).value == []:
            # Nothing blocks the publication but what one of these formats asks for besides.
            return refused(request, form, [problem.message for problem in error.problems])
        response = _page(request)
        response.status_code = 409
        return response
    except ProblemsError as error:
        return refused(request, form, [problem.message for problem in error.problems])
    size = archive.seek(0, 2)
    headers = {"content-disposition": f'attachment; filename="{ARCHIVE}"', "content-length": str(size)}
    return StreamingResponse(_pieces(archive), media_type="application/zip", headers=headers)


def _archive(reviewed: Reviewed, config: Config, formats: Sequence[str], work: Path) -> IO[bytes]:
    """Publish into a folder that nobody else can read and that is removed at once; return the files as one archive.

    The archive has no name on the disk: it goes when it is closed.
    """
    archive = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
    with tempfile.TemporaryDirectory(prefix="publish-", dir=work if work.is_dir() else None) as folder:
        publication = Path(folder).resolve() / "publication"
        written = publish_reviewed(reviewed, publication, formats, config=config)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
            for path in written:
                files.write(path, path.relative_to(publication))
    return archive


def _pieces(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        archive.seek(0)
        while piece := archive.read(_PIECE):
            yield piece


def _page(request: Request) -> Response:
    now, live = snapshot_of(request), live_of(request)
    found = live.obstacles.get(now)
    hints = live.notes.get(now) if found.value == [] else None
    folder = str(live.folder.resolve())
    return page(
        request,
        "publish.html.j2",
        here="/drafts",
        checked=found.value is not None,
        current=found.is_current,
        checks=_by_check(now, found.value or ()),
        number=len(found.value or ()),
        formats=[(name, *wording()["formats"][name]) for name in FORMATS],
        hints=hints.value if hints is not None and hints.is_current else None,
        command=shlex.join(["textmine", "publish", folder, "--out", "FOLDER", "--format", ",".join(FORMATS)]),
    )


def _by_check(now: Snapshot, obstacles: Sequence[Obstacle]) -> list[Check]:
    """Return every reason, check by check, in the order of the gate."""
    found: dict[str, list[Obstacle]] = {}
    for item in obstacles:
        found.setdefault(item.check, []).append(item)
    where = wording()["where"]
    return [
        Check(own[0].about, tuple(_reason(now, item) for item in own), *where.get(name, ("", "")))
        for name, own in found.items()
    ]


def _reason(now: Snapshot, item: Obstacle) -> Reason:
    title = now.themes[item.theme_id].title if item.theme_id in now.themes else item.theme_id
    language = now.title_languages.get(item.theme_id, "")
    return Reason(item.theme_id, title, language, capital(on_the_desk(item.reason)))


ROUTES = [Route("/publish", show), Route("/publish", posted(publish), methods=["POST"])]
