"""Read a REFI-QDA codebook (.qdc) as an agreed list of themes, whoever wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.interchange.words import one_line, problem

_MEGABYTES = 20
_MEGABYTE = 1_000_000
_NO = ("false", "0")


def read_codebook(path: Path | str) -> list[dict[str, str]]:
    """Read a codebook for `textmine.map_to_themes`.

    Any namespace is taken: programs have written `codebook:1:0` for `codebook:1.0`. Codes that cannot be given to text
    only name the group of those below them.

    Args:
        path: A .qdc file of NVivo, MAXQDA, ATLAS.ti, textmine or another program.

    Returns:
        `theme_id` (the guid), `title, description, group` (the codes above, from the top). Titles that repeat have
        their group in front.

    Raises:
        InputError: It is no codebook, or codes lack a name or an id of their own: each with its line.
    """
    file = Path(path)
    found = list(_codes(_root(file), (), str(file)))
    problems = [*_problems(found, str(file))]
    if not found:
        problems.append(Problem(problem("no_codes"), str(file)))
    if problems:
        raise InputError(problems)
    often = Counter(one["title"].casefold() for one in found)
    for one in found:
        if often[one["title"].casefold()] > 1 and one["group"]:
            one["title"] = f"{one['group']} / {one['title']}"
        del one["line"]
    return found


def _root(file: Path) -> Any:  # noqa: ANN401 - an element of lxml
    """Return the root of a codebook, read without entities, a document type or anything from outside.

    Raises:
        InputError: It is not there, too large, no XML, or something else.
    """
    from lxml import etree

    if not file.is_file():
        raise InputError(Problem(problem("missing"), str(file)))
    if file.stat().st_size > _MEGABYTES * _MEGABYTE:
        raise InputError(Problem(problem("too_big", most=_MEGABYTES), str(file)))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(Problem(problem("no_xml", why=error.msg), str(file))) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(Problem(problem("doctype"), str(file)))
    if etree.QName(root).localname != "CodeBook":
        raise InputError(Problem(problem("no_codebook", root=one_line(root.tag)[:80]), str(file)))
    return root


def _codes(parent: Any, above: tuple[str, ...], file: str) -> Iterator[dict[str, str]]:  # noqa: ANN401 - lxml's
    """Yield the codes below an element that can be given to text, from the top."""
    from lxml import etree

    for element in parent.iterchildren("{*}Codes", "{*}Code"):
        if etree.QName(element).localname == "Codes":
            yield from _codes(element, above, file)
            continue
        name = one_line(element.get("name", ""))
        if element.get("isCodable", "true").strip() not in _NO:
            yield {
                "theme_id": one_line(element.get("guid", "")),
                "title": name,
                "description": (element.findtext("{*}Description") or "").strip(),
                "group": " / ".join(above),
                "line": str(element.sourceline),
            }
        yield from _codes(element, (*above, name), file)


def _problems(found: list[dict[str, str]], file: str) -> Iterator[Problem]:
    """Name the codes without a name, or without an id of their own."""
    seen: set[str] = set()
    for one in found:
        line, name, guid = one["line"], one["title"], one["theme_id"].strip("{}").lower()
        if not name:
            yield Problem(problem("no_name", line=line), file)
        elif not guid:
            yield Problem(problem("no_guid", name=name, line=line), file)
        elif guid in seen:
            yield Problem(problem("twice", name=name, line=line), file)
        seen.add(guid)
