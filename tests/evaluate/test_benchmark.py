import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import textmine
from tests.evaluate.build import own_texts, public_data
from textmine.errors import ConfigError
from textmine.evaluate import Options, as_json, as_text, evaluate
from textmine.evaluate.intervals import proportion
from textmine.evaluate.languages import benchmark
from textmine.evaluate.languages.result import LanguagesResult
from textmine.evaluate.plain import WIDTH


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
    with pytest.raises(ConfigError, match=r"no benchmark `colours`\. There is: `languages`"):
        evaluate(["colours"])


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
    found = textmine("evaluate", *arguments)
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
