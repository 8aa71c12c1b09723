"""A damaged log, one that cannot be written, a full disk, while the desk is open: said plainly, and nothing is lost."""

from __future__ import annotations

import ctypes
import resource
import shutil
import stat
from pathlib import Path

from textmine.review import DecisionLog

from .conftest import Desk
from .process import Browser, Process

LOG = "decisions.sqlite"
NOTHING = "nothing was recorded"


def tell(desk: Desk, page: str, language: str) -> tuple[int, str]:
    """Send a decision; return the status and the page that answers."""
    response = desk.send(page, "/languages/tell", language=language)
    return response.status_code, response.text


def test_a_log_that_is_damaged_while_the_desk_is_open_is_said_plainly_and_can_be_put_back(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    tell(desk, page, "so")
    good = (desk.folder / LOG).read_bytes()
    (desk.folder / LOG).write_bytes(good[:200] + b"\xff" * (len(good) - 200))
    for path in ("/", "/history", "/languages"):
        response = desk.client.get(path)
        assert response.status_code == 503
        assert "damaged" in response.text
    status, said = tell(desk, page, "bn")
    assert (status, "damaged" in said) == (503, True)
    (desk.folder / LOG).write_bytes(good)
    assert tell(desk, desk.get("/languages", list="mixed"), "ar")[0] == 200
    assert [payload["language"] for payload in desk.log] == ["so", "ar"]


def test_something_else_in_the_place_of_the_log_is_said_plainly_and_left_alone(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    tell(desk, page, "so")
    shutil.move(desk.folder / LOG, desk.folder / "aside")
    (desk.folder / LOG).write_text("Notes of a meeting. " * 100, encoding="utf-8")
    assert desk.client.get("/").status_code == 503
    assert tell(desk, page, "bn")[0] == 503
    assert (desk.folder / LOG).read_text(encoding="utf-8").startswith("Notes of a meeting.")
    shutil.move(desk.folder / "aside", desk.folder / LOG)
    assert desk.client.get("/").status_code == 200
    assert len(desk.log) == 1


def test_a_log_that_was_put_back_from_a_backup_is_read_afresh(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    tell(desk, page, "so")
    backup = (desk.folder / LOG).read_bytes()
    tell(desk, desk.get("/languages", list="mixed"), "ar")
    (desk.folder / "copy").write_bytes(backup)
    (desk.folder / "copy").replace(desk.folder / LOG)
    assert desk.live.now().answers["r6", "q1"].language == "so"
    assert desk.live.now().number == 1


def _without_a_master_key() -> None:
    """Take from root the right to write what cannot be written; others have no such right to lose."""
    drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


def test_a_log_that_cannot_be_written_can_be_read_and_says_so(folder: Path) -> None:
    DecisionLog(folder / LOG)
    with Process(folder, first=_without_a_master_key) as process:
        browser = Browser(process.address, "Amina Khatun")
        (folder / LOG).chmod(stat.S_IRUSR)
        assert browser.get("/languages").status == 200
        refused = browser.post("/languages/tell", answer='["r1","q1"]', other="so")
        assert refused.status == 422
        assert "The decision log cannot be written" in refused.text
        assert NOTHING in refused.text
        (folder / LOG).chmod(stat.S_IRUSR | stat.S_IWUSR)
        assert browser.post("/languages/tell", answer='["r1","q1"]', other="bn").status == 303
    assert [decision.payload["language"] for decision in DecisionLog(folder / LOG).all()] == ["bn"]


def test_a_disk_that_fills_up_loses_nothing_and_the_desk_goes_on_when_there_is_room(folder: Path) -> None:
    DecisionLog(folder / LOG)
    title, sent, refused = "আলো geedo " * 400, 0, None
    with Process(folder) as process:
        browser = Browser(process.address, "Amina Khatun")
        limits = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100_000, limits[1]))
        while sent < 50:
            refused = browser.post("/theme/rename", theme="q1.01", title=f"{title}{sent}")
            if refused.status != 303:
                break
            sent += 1
        assert refused is not None
        assert refused.status == 422
        assert NOTHING in refused.text
        assert 0 < sent < 50
        assert browser.get("/history").status == 200
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limits)
        assert browser.post("/theme/rename", theme="q1.01", title="Room again").status == 303
    titles = [decision.payload["title"] for decision in DecisionLog(folder / LOG).all()]
    assert titles == [*(f"{title}{number}" for number in range(sent)), "Room again"]
