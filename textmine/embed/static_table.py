"""The parameters of the static vectors: a row for each piece that training met, and a rule for all others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np
import numpy.typing as npt

from textmine.embed.quantised import Pieces
from textmine.embed.store import sha256_of
from textmine.errors import MissingExtraError
from textmine.resources import resource

Floats = npt.NDArray[np.float32]

COMMON = 1e-4
"""How frequent a piece is that counts half."""


@dataclass(frozen=True, eq=False)
class StaticTable:
    """What training made.

    Attributes:
        identity: The SHA-256 of the file, its beginning.
        pieces: (k,) numbers of the pieces that have a vector of their own.
        rows: (k, d) those vectors.
        start: (d,) what every text begins with.
        guess: (hidden, d): turns the model's own row of any other piece into its vector.
    """

    identity: str
    pieces: npt.NDArray[np.int64]
    rows: Floats
    start: Floats
    guess: Floats


def read_table(path: Path) -> StaticTable:
    """Read a table's file: whole numbers of 8 bits with a scale for each row, packed in an .npz.

    Raises:
        FileNotFoundError: There is no such file.
        MissingExtraError: It is no such table, or not whole.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            rows = file["codes"].astype(np.float32) * file["scales"].astype(np.float32)[:, None]
            start, guess = file["start"].astype(np.float32), file["guess"].astype(np.float32)
            pieces = file["pieces"].astype(np.int64)
        if pieces.shape != rows.shape[:1] or start.shape != rows.shape[1:] or guess.shape[1:] != start.shape:
            raise ValueError("parts that do not go together")
    except (AttributeError, BadZipFile, EOFError, KeyError, TypeError, ValueError, ZlibError) as error:
        raise MissingExtraError(
            f"{path} is not a table of static vectors, or it is damaged. Install textmine again, or rebuild the file: "
            "scripts/train_static DATA"
        ) from error
    return StaticTable(sha256_of(path)[:12], pieces, rows, start, guess)


def shipped_table() -> StaticTable:
    """Return the table that textmine ships.

    Raises:
        MissingExtraError: The installation is incomplete, or the file damaged.
    """
    try:
        return read_table(resource("models", "embedding", "static.npz"))
    except FileNotFoundError as error:
        raise MissingExtraError(str(error)) from error


def write_table(path: Path, table: StaticTable) -> None:
    """Write a table's file; a row's numbers become multiples of a 127th of its largest."""
    scales = np.maximum(np.abs(table.rows).max(axis=1) / 127, 1e-6).astype(np.float16)
    codes = np.rint(table.rows / scales.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
    np.savez_compressed(
        path,
        pieces=table.pieces.astype(np.int32),
        codes=codes,
        scales=scales,
        start=table.start.astype(np.float16),
        guess=table.guess.astype(np.float16),
    )


def common(pieces: Pieces) -> Floats:
    """Return how much each piece counts before anything is learned: the less, the more frequent it is.

    Source:
        Arora et al. 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR.
    """
    return np.asarray(COMMON / (COMMON + np.exp(pieces.scores)), dtype=np.float32)
