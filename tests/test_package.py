from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import textmine as tm
from tests.conftest import ROOT, textmine
from textmine.cli import app

HEAVY = ("torch", "bertopic", "sentence_transformers", "spacy", "numba", "sklearn", "plotly", "pandas", "numpy")


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = f"import sys, textmine; print([name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['textmine', '--help']\n"
        "from textmine.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip().endswith("[]")


@pytest.mark.parametrize("name", [name for name in tm.__all__ if not name.startswith("_")])
def test_every_public_name_is_real_and_documented(name: str) -> None:
    assert (getattr(tm, name).__doc__ or "").strip()


def test_a_room_never_hides_the_public_function_of_its_name() -> None:
    import_module("textmine.embed")
    import_module("textmine.publish")
    assert not hasattr(tm.embed, "__path__")
    assert callable(tm.embed)
    assert callable(tm.publish)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tm.no_such_name


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert names
    for name in names:
        assert f"textmine {name}" in readme, name


def test_no_file_is_too_large() -> None:
    for path in (ROOT / "textmine").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 600, path


def test_the_version_is_printed() -> None:
    assert textmine("--version").stdout.strip() == tm.__version__


@pytest.mark.slow
def test_a_wheel_carries_models_and_corpora(tmp_path: Path) -> None:
    import zipfile

    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT],
        check=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "textmine/_data/models/manifest.json" in names
    assert "textmine/_data/corpora/languages.toml" in names
    assert "textmine/report/templates/report.html.j2" in names
    code = "from textmine.resources import resource; print(resource('models', 'manifest.json'))"
    target = tmp_path / "site"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(target)
    result = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(target)!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(target) in result.stdout


def test_a_frame_or_a_path_in_the_wrong_place_is_refused_in_plain_words() -> None:
    import pandas as pd

    with pytest.raises(tm.InputError, match=r"Give the paths of files.*`DataFrame`.*to_csv"):
        tm.read(pd.DataFrame({"Answer": ["More bins"]}))  # type: ignore[arg-type]
    with pytest.raises(tm.InputError, match=r"Give what `textmine\.read` returns.*`str`"):
        tm.analyse("export.csv")  # type: ignore[arg-type]


def test_what_a_console_prints_of_a_consultation_counts_and_shows_no_words(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("ID,What would you change?\n1,রাতে আলো দরকার\n2,More bins please\n", encoding="utf-8")

    assert repr(tm.read(export)) == "<Consultation: responses 2, open questions 1, rows set aside 0>"
