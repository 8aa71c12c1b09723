"""Publishing: through the gate, then every file or none."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.config import did_you_mean, parse_config
from textmine.errors import ConfigError, InputError, Problem, PublishBlockedError
from textmine.publish.content import build_page
from textmine.publish.gate import blockers
from textmine.safe import write_text

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.page import Page
    from textmine.review import Reviewed


def _html(page: Page, path: Path) -> None:
    from textmine.publish.html import render_html

    write_text(path, render_html(page))


def _docx(page: Page, path: Path) -> None:
    from textmine.publish.word import write_word

    write_word(page, path)


def _md(page: Page, path: Path) -> None:
    from textmine.publish.markdown import render_markdown

    write_text(path, render_markdown(page))


FORMATS: dict[str, tuple[str, Callable[[Page, Path], None]]] = {
    "html": ("index.html", _html),
    "docx": ("feedback.docx", _docx),
    "md": ("feedback.md", _md),
}
"""Format → file name and what writes it."""


def _wanted(formats: Sequence[str]) -> list[str]:
    """Return the formats asked for, once each."""
    known = tuple(FORMATS)
    listed = ", ".join(f"`{name}`" for name in known)
    problems = [
        Problem(f"there is no format `{name}`.{did_you_mean(name, known)} Known: {listed}.")
        for name in dict.fromkeys(formats)
        if name not in FORMATS
    ]
    if not formats:
        problems = [Problem(f"no format was asked for. Known: {listed}.")]
    if problems:
        raise ConfigError(problems)
    return list(dict.fromkeys(formats))


def _is_ours(path: Path) -> bool:
    """Whether a file was written by an earlier publication; each of ours says so."""
    try:
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                return b"textmine" in parts.read("docProps/core.xml")
        content = path.read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return '<meta name="generator" content="textmine">' in content or "Made with textmine" in content


def _earlier(out: Path) -> list[str]:
    """Return the formats that an earlier publication left in `out`.

    Raises:
        InputError: `out` is a file, or holds anything else.
    """
    if not out.exists():
        return []
    if not out.is_dir():
        raise InputError(Problem("is a file. Choose another folder to publish to.", str(out)))
    names = {name: key for key, (name, _) in FORMATS.items()}
    found: list[str] = []
    others: list[str] = []
    for path in sorted(out.iterdir()):
        ours = path.name in names and path.is_file() and not path.is_symlink() and _is_ours(path)
        (found if ours else others).append(path.name)
    if others:
        shown = ", ".join(f"`{name}`" for name in others[:3]) + (" and others" if len(others) > 3 else "")
        raise InputError(
            Problem(
                f"holds files that textmine did not write here ({shown}). Choose another folder to publish to; "
                "nothing was changed.",
                str(out),
            )
        )
    return [names[name] for name in found]


def _swap(built: Path, out: Path) -> None:
    """Put the folder `built` in the place of `out`; if that fails, `out` stays as it was."""
    if not out.exists():
        built.rename(out)
        return
    old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-old-"))
    out.rename(old / "out")
    try:
        built.rename(out)
    except OSError:
        (old / "out").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write(page: Page, out: Path, formats: Sequence[str]) -> None:
    """Write every format into a folder beside `out`, then move it into place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-new-"))
    try:
        for name in formats:
            filename, write = FORMATS[name]
            write(page, built / filename)
        built.chmod(out.stat().st_mode & 0o7777 if out.exists() else 0o777 & ~_umask())
        for path in built.iterdir():
            path.chmod(0o666 & ~_umask())
        _swap(built, out)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _umask() -> int:
    """Return the umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def publish(
    reviewed: Reviewed, out: Path, formats: Sequence[str] = ("html",), *, config: Config | None = None
) -> list[Path]:
    """Write the reviewed consultation as pages for the public, if nothing is in the way.

    Args:
        reviewed: The analysis with the officers' decisions.
        out: The folder to publish to. It may hold an earlier publication, which is replaced as a whole:
            formats found there are written anew too, so that no outdated file stays.
        formats: `html` (index.html), `docx` (feedback.docx), `md` (feedback.md).
        config: Settings; None: those of the run, from its manifest.

    Returns:
        The files written, all in `out`.

    Raises:
        PublishBlockedError: Every reason why it may not be published; nothing was written.
        ConfigError: A format is not known, or the settings of the run are wrong.
        InputError: `out` holds something else, or cannot be written; nothing was changed.
    """
    wanted = _wanted(formats)
    out = Path(out).resolve()
    settings = config or parse_config(reviewed.tables.manifest.get("config", {}), "manifest.json")
    if problems := blockers(reviewed, settings):
        raise PublishBlockedError(problems)
    wanted += [name for name in _earlier(out) if name not in wanted]
    page = build_page(reviewed, settings)
    try:
        _write(page, out, wanted)
    except OSError as error:
        message = f"cannot be written ({error.strerror}). Close its files, or choose another folder."
        raise InputError(Problem(message, str(out))) from None
    return [out / FORMATS[name][0] for name in wanted]
