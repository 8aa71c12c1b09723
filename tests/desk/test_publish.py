"""Publication from the desk: every reason against it, or one archive with what the command writes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest

from textmine.publish import FORMATS, publish
from textmine.tables import WORK

from .conftest import Desk, forms_in
from .test_drafts import ready, settled


def approved(desk: Desk) -> str:
    """Let everything be decided and approved; return the page on publication."""
    ready(desk)
    desk.live.record("Ruth Lead", [{"do": "approve", "all": True}])
    return settled(desk, "/publish")


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return {name: files.read(name) for name in files.namelist()}


def test_every_reason_against_publication_is_listed_with_its_theme(desk: Desk) -> None:
    page = settled(desk, "/publish")
    assert "Nothing can be published yet:" in page
    for theme in ("q1.00", "q1.01", "q1.02", "q1.03", "q2.01", "q2.02"):
        assert f'href="/draft?id={theme}"' in page
    assert "10 sentences have the words of people of whom it is not known" in page
    assert "/publish" not in [form["action"] for form in forms_in(page)]


def test_the_archive_has_what_the_command_writes(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = approved(desk)
    response = desk.send(page, "/publish", format=["html", "md", "newsletter", "social", "letters", "docx"])
    assert response.headers["content-disposition"] == 'attachment; filename="you-said-we-did.zip"'
    assert response.headers["content-type"] == "application/zip"
    found = unpacked(response.content)
    now, out = desk.live.now(), tmp_path_factory.mktemp("out") / "published"
    written = publish(now.reviewed, out, ["html", "md", "newsletter", "social", "letters", "docx"], config=now.config)
    assert sorted(found) == sorted(path.name for path in written)
    for path in written:
        if path.suffix != ".docx":  # it has the time in it
            assert found[path.name] == path.read_bytes()


@pytest.mark.parametrize("has_work", [True, False])
def test_nothing_of_it_stays_on_the_machine(
    desk: Desk, folder: Path, has_work: bool, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    if has_work:
        (folder / WORK).mkdir()
    page = approved(desk)
    before = sorted(folder.rglob("*"))
    assert unpacked(desk.send(page, "/publish", format="html").content)
    assert sorted(folder.rglob("*")) == before
    assert list(own.iterdir()) == []
    assert "approve" in {payload["do"] for payload in desk.log}


def test_the_page_says_what_letters_hold_and_the_command(desk: Desk, folder: Path) -> None:
    page = approved(desk)
    assert "with the id of the response and no name or address" in page
    assert f"textmine publish {folder.resolve()} --out FOLDER --format {','.join(FORMATS)}" in page
    for name in FORMATS:
        assert f'name="format" value="{name}"' in page


def test_a_form_from_before_something_changed_publishes_nothing(desk: Desk) -> None:
    page = approved(desk)
    desk.live.record("Bo", [{"do": "rename", "theme": "q1.01", "title": "Bays"}])
    response = desk.send(page, "/publish", format="html")
    assert response.status_code == 409
    assert response.headers["content-type"].startswith("text/html")
    assert "It was changed after Ruth Lead approved it." in settled(desk, "/publish")


@pytest.mark.parametrize("format_", ["", "../../etc/passwd", "exe"])
def test_an_unknown_format_is_refused(desk: Desk, format_: str) -> None:
    response = desk.send(approved(desk), "/publish", format=format_)
    assert response.status_code == 422
    assert "Choose at least one format." in response.text


def test_open_data_needs_its_own_decision_and_comes_as_a_folder(desk: Desk) -> None:
    page = approved(desk)
    refused = desk.send(page, "/publish", format=["html", "open-data"])
    assert refused.status_code == 422
    assert "Open data would hold" in refused.text
    desk.live.record("Ruth Lead", [{"do": "open_data", "publish": "allow"}])
    found = unpacked(desk.send(settled(desk, "/publish"), "/publish", format="open-data").content)
    assert "open-data/DATACARD.md" in found


def test_notes_say_what_is_still_open_though_nothing_blocks(desk: Desk) -> None:
    approved(desk)
    desk.live.notes.get(desk.live.now(), wait=20)
    assert "has no English translation" in settled(desk, "/publish").replace("have no English", "has no English")
