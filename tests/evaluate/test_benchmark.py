import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import textmine, textmine_here
from tests.evaluate.build import own_texts, public_data
from textmine.errors import ConfigError
from textmine.evaluate import BENCHMARKS, Options, as_json, as_text, evaluate
from textmine.evaluate.intervals import proportion
from textmine.evaluate.languages import benchmark
from textmine.evaluate.languages.result import LanguagesResult
from textmine.evaluate.plain import WIDTH
from textmine.progress import Progress


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    folder = tmp_path_factory.mktemp("evaluate")
    return Options(public_data(folder / "data"), own_texts(folder / "own"), sample=3, mistakes=4)


@pytest.fixture(scope="module")
def result(options: Options) -> LanguagesResult:
    return benchmark(options)


def test_every_figure_follows_from_the_counts(result: LanguagesResult) -> None:
    found = result.as_json()
    checked = 0
    for figure in found["figures"]:
        if figure["measure"] != "Somali right":
            continue
        counts = [
            item
            for item in found["tallies"]
            if (item["system"], item["held_out"], item["length"])
            == (figure["system"], figure["held_out"], figure["length"])
            and item["language"] == "so"
            and not item["declaration"]
        ]
        right = sum(item["answers"].get("so", 0) for item in counts)
        estimate = proportion(right, sum(sum(item["answers"].values()) for item in counts))
        assert estimate is not None
        assert (figure["estimate"]["value"], figure["estimate"]["low"]) == (estimate.value, estimate.low)
        checked += 1
    assert checked == 6 * len(result.systems)


def test_the_same_seed_gives_the_same_result(options: Options, result: LanguagesResult) -> None:
    again = benchmark(options)
    assert replace(again, speeds=()) == replace(result, speeds=())


def test_all_systems_are_asked_about_the_same_texts(result: LanguagesResult) -> None:
    sizes = {
        system: [(item.set, item.held_out, item.length, item.n) for item in result.tallies if item.system == system]
        for system in result.systems
    }
    assert all(size == sizes["textmine"] for size in sizes.values())
    assert len(sizes["textmine"]) > 50


def test_the_result_survives_json(result: LanguagesResult) -> None:
    found = result.as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["speeds"][0]["per_second"] > 0
    assert {item["name"] for item in found["sets"]} >= {
        "udhr/en",
        "ntrex/so",
        "polis/youth-policing/en",
        "romanised/bn-Latn",
    }


def test_the_text_fits_a_terminal_and_names_what_is_absent(result: LanguagesResult) -> None:
    text = replace(result, not_installed=("lingua",)).to_text()
    assert max(map(len, text.splitlines())) <= WIDTH
    for part in ("HELD OUT", "SEEN", "Not installed: lingua.", "hornmt/parallel.csv", "In 10,000 answers", "Pitfalls"):
        assert part in text


def test_a_benchmark_without_any_text_still_says_so(tmp_path: Path) -> None:
    text = benchmark(Options(corpora=tmp_path, systems=("textmine",))).to_text()
    assert "English not called foreign: no such texts" in text
    assert "Not computed, for want of texts" in text


def test_several_results_are_one_text_and_one_json(options: Options) -> None:
    results = evaluate(["languages", "languages"], replace(options, systems=("textmine",)))
    assert list(results) == ["languages"]
    assert as_json(results)["benchmarks"]["languages"]["seed"] == 0
    assert as_text(results).startswith("Which language is it?")


def test_an_unknown_benchmark_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no benchmark `colours`\. There is: `languages`, `themes`"):
        evaluate(["colours"])


class Asked:
    """What a benchmark was asked for, as its result."""

    def __init__(self, options: Options) -> None:
        self.systems = options.systems

    def to_text(self) -> str:
        """Return the systems."""
        return f"measured: {', '.join(self.systems) or 'all'}"

    def as_json(self) -> dict[str, Any]:
        """Return the systems."""
        return {"systems": list(self.systems)}


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Benchmarks that measure nothing."""
    stand_in = {name: lambda options, progress: Asked(options) for name in BENCHMARKS}
    monkeypatch.setattr("textmine.evaluate.benchmarks.BENCHMARKS", stand_in)


@pytest.mark.usefixtures("stand_ins")
def test_a_system_of_one_benchmark_is_measured_there_and_the_other_says_it_lacks_it() -> None:
    results = evaluate([], Options(systems=("leiden",)))
    assert results["themes"].as_json() == {"systems": ["leiden"]}
    text = results["languages"].to_text()
    assert text.startswith("`languages` was not measured: it has no system `leiden`. `languages` compares `textmine`,")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert json.loads(json.dumps(as_json(results)))["benchmarks"]["languages"]["systems"] == []


@pytest.mark.usefixtures("stand_ins")
def test_each_benchmark_compares_those_it_knows_of_several_systems(capsys: pytest.CaptureFixture[str]) -> None:
    results = evaluate([], Options(systems=("leiden", "textmine", "langdetect", "lingua")), Progress(quiet=False))
    assert results["themes"].as_json() == {"systems": ["leiden", "textmine"]}
    assert results["languages"].as_json() == {"systems": ["textmine", "langdetect", "lingua"]}
    assert "themes: it has no system `langdetect`, `lingua`; it is measured without." in capsys.readouterr().err


@pytest.mark.usefixtures("stand_ins")
def test_without_a_choice_of_systems_all_are_compared() -> None:
    assert {result.to_text() for result in evaluate([], Options()).values()} == {"measured: all"}


@pytest.mark.usefixtures("stand_ins")
def test_a_system_that_no_benchmark_that_runs_knows_is_refused_before_any_is_run() -> None:
    with pytest.raises(ConfigError) as refused:
        evaluate(["languages"], Options(systems=("textmine", "leiden", "lda", "পার্ক")))
    first, second, third = map(str, refused.value.problems)
    assert "no system `leiden` here. `themes` has it; ask for that benchmark too. `languages` compares" in first
    assert "no system `lda` here. `languages` compares `textmine`" in second
    assert "`themes`" not in second
    assert "no system `পার্ক`" in third


def test_a_data_folder_that_is_not_there_is_refused_with_those_beside_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(ConfigError, match=r"dat: is not there\. In .* there is: `data`"):
        evaluate(["languages"], Options(data=tmp_path / "dat"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="is a file, not a folder"):
        evaluate(["languages"], Options(data=tmp_path / "file"))


def test_the_command_writes_json_and_prints_the_tables(options: Options, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    found = textmine(
        "evaluate",
        "languages",
        "--data",
        options.data,
        "--json",
        file,
        "--system",
        "textmine",
        "--sample",
        2,
        "--quiet",
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert "English not called foreign, %" in found.stdout
    written = json.loads(file.read_text(encoding="utf-8"))["benchmarks"]["languages"]
    assert (written["sample"], written["systems"]) == (2, ["textmine"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("colours",), "no benchmark `colours`"),
        (("--data", "/no/such/folder"), "/no/such/folder: is not there"),
        (("--system", "cld9"), "no system `cld9`"),
    ],
)
def test_the_command_explains_a_wrong_argument(arguments: tuple[str, ...], words: str) -> None:
    found = textmine_here("evaluate", *arguments)
    assert found.returncode == 2
    assert words in found.stderr
    assert "Traceback" not in found.stderr


def test_measuring_languages_needs_no_topic_engine(tmp_path: Path) -> None:
    own = own_texts(tmp_path / "own")
    code = (
        "import sys; from pathlib import Path\n"
        "from textmine.evaluate import Options, evaluate\n"
        f"evaluate(['languages'], Options(corpora=Path({str(own)!r}), systems=('textmine',), sample=2))\n"
        "print([name for name in ('torch', 'spacy', 'bertopic', 'sentence_transformers') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
