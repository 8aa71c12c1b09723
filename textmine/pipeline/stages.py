"""The stages of an analysis, in order: text, language, points, vectors, themes, drafts."""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.checkpoints import Frames
from textmine.config import Config, EmbedSettings, parse_config
from textmine.draft import draft_themes
from textmine.draft.check import Encode, Failure, check_drafts
from textmine.draft.clauses.reading import forms_of
from textmine.draft.llm import make_model, rephrase_drafts
from textmine.draft.marks import with_checks
from textmine.embed import embed_texts, encode_chunk, make_embedder
from textmine.ledger import check_conserved
from textmine.model import Consultation
from textmine.pipeline.answers import FITS_NOWHERE, make_points, read_answers
from textmine.pipeline.manifest import manifest_of, trust_of
from textmine.pipeline.workplace import Workplace
from textmine.protocols import Embedder, LanguageModel
from textmine.schema import ANSWER, conform, frame_of
from textmine.tables import Tables, replace
from textmine.text import personal_data
from textmine.themes.counts import with_counts
from textmine.themes.discover import Options
from textmine.themes.position import answer_positions
from textmine.themes.sampling import Closely
from textmine.themes.stopwords import stop_words
from textmine.themes.tables import set_statuses, theme_tables

STATIC = "static"
"""The backend whose vectors cost nothing and know less: points are assigned by them; themes are found with `BEST`."""
BEST = EmbedSettings()


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
        responses = place.checkpoints.stage("language", lambda: read_answers(consultation, config, place))["responses"]
    check_conserved(consultation.answers, responses, "language")
    with place.timed("points"):
        points = make_points(responses, place.engine)
    embedder = _load_embedder(config, place)
    # What takes seconds to import is imported beside the embedding, which leaves Python idle. `requests` hides this
    # warning itself, but a filter set in one thread is lost when another restores its own.
    warnings.filterwarnings("ignore", message="SOCKS support in urllib3")
    threading.Thread(target=_warm_up, daemon=True).start()
    vectors = _embedded(points, embedder, config, place)
    with place.timed("themes"):
        found = place.checkpoints.stage(
            "themes",
            lambda: _themes(consultation, responses, questions, points, vectors, embedder, config, seed, place),
        )
    tables = Tables(
        responses=set_statuses(responses, found["assignments"], FITS_NOWHERE),
        respondents=consultation.respondents,
        questions=found["questions"],
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
    manifest = manifest_of(consultation, tables, config, embedder, seed, place)
    return replace(tables, manifest=manifest | {"llm": llm, "trust": trust_of(tables, seed)})


def _embedded(points: pd.DataFrame, embedder: Embedder, config: Config, place: Workplace) -> npt.NDArray[np.float32]:
    """Return the vectors of the points."""
    elsewhere = partial(place.engine.map, partial(encode_chunk, config.embed))
    with (
        place.timed("embed"),
        place.progress.stage(f"Embedding {len(points)} points", len(points)) as advance,
    ):
        return embed_texts(
            list(points["text"]),
            list(points["language"]),
            embedder,
            # Looking a static vector up would take longer than making it.
            cache=None if config.embed.backend == STATIC else place.cache,
            advance=advance,
            encode_all=None if place.engine.name == "local" else elsewhere,
        )


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


def _load_embedder(config: Config, place: Workplace) -> Embedder:
    with place.progress.stage("Loading the embedding model"):
        return make_embedder(config.embed, place.progress)


def _closely(config: Config, place: Workplace) -> Closely | None:
    """Return what gives points better vectors than those of all points; None where there are no better ones."""
    if config.embed.backend != STATIC:
        return None
    embedder = make_embedder(BEST, place.progress)
    elsewhere = partial(place.engine.map, partial(encode_chunk, BEST))

    def closely(texts: Sequence[str], languages: Sequence[str]) -> npt.NDArray[np.float32]:
        encode_all = None if place.engine.name == "local" else elsewhere
        return embed_texts(texts, languages, embedder, cache=place.cache, encode_all=encode_all)

    return closely


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
    options = Options(settings.n_themes, settings.granularity, settings.min_people, seed, sample=settings.sample)
    closely = _closely(config, place)
    best = embedder if closely is None else make_embedder(BEST)
    encode = _encoder(best, place)
    themes, assignments, sampled = [frame_of([], "themes")], [frame_of([], "assignments")], {}
    for question in consultation.open_questions:
        own = (points["question_id"] == question.question_id).to_numpy()
        with place.progress.stage(f"Finding themes in {question.question_id} ({int(own.sum())} points)"):
            # A copy of millions of vectors is not made for nothing.
            chosen = (points, vectors) if own.all() else (points[own], vectors[own])
            found = theme_tables(question, *chosen, positions, encode, options, closely)
        themes.append(found.themes)
        assignments.append(found.assignments)
        sampled[question.question_id] = None if found.sampled is None else json.dumps(found.sampled)
    return {
        "themes": conform(pd.concat(themes), "themes"),
        "assignments": conform(pd.concat(assignments), "assignments"),
        "questions": conform(questions.assign(sampled=questions["question_id"].map(sampled)), "questions"),
    }
