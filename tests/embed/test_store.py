from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from textmine.embed.store import cache_folder, state, stored
from textmine.progress import Progress

CONTENT = b"weights" * 1000


def build() -> bytes:
    return CONTENT


def refuse() -> bytes:
    raise AssertionError("made again without need")


def test_a_file_is_made_once_with_its_checksum_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cache" / "model.onnx"
    assert state(path) == "absent"
    assert stored(path, build, Progress(quiet=False)) == path
    assert "made once" in capsys.readouterr().err
    assert path.read_bytes() == CONTENT
    assert (path.parent / "model.onnx.sha256").read_text().strip() == hashlib.sha256(CONTENT).hexdigest()
    assert stored(path, refuse, Progress(quiet=False)) == path
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("damage", ["cut", "changed", "no checksum", "empty checksum"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.onnx"
    stored(path, build)
    checksum = tmp_path / "model.onnx.sha256"
    if damage == "cut":
        path.write_bytes(CONTENT[:100])
    elif damage == "changed":
        path.write_bytes(b"W" + CONTENT[1:])
    elif damage == "no checksum":
        checksum.unlink()
    else:
        checksum.write_text("")
    assert state(path) == "damaged"
    stored(path, build, Progress(quiet=False))
    assert "damaged" in capsys.readouterr().err
    assert state(path) == "good"
    assert path.read_bytes() == CONTENT


def test_an_interrupted_export_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupted() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored(tmp_path / "model.onnx", interrupted)
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    both_building = threading.Barrier(2, timeout=10)
    found: list[Path | bytes] = []

    def slow() -> bytes:
        both_building.wait()
        return CONTENT

    threads = [threading.Thread(target=lambda: found.append(stored(path, slow))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [path, path]
    assert state(path) == "good"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["model.onnx", "model.onnx.sha256"]


def test_the_cache_goes_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTMINE_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("TEXTMINE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "textmine"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "textmine"
