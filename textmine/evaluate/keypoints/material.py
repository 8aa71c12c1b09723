"""One topic as a consultation's question: its two sides are two themes, an argument is an answer of one point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.draft.points.material import Material
from textmine.draft.points.theme import ThemeView
from textmine.evaluate.keypoints.sets import Side
from textmine.schema import frame_of
from textmine.tables import Tables

QUESTION = "q"
Vectors = npt.NDArray[np.float32]


class Topic:
    """A topic's arguments as textmine's drafts see them.

    Attributes:
        material: The question.
        sides: The two themes.
        vectors: Those of each side's arguments, (n, d).
    """

    def __init__(self, sides: Sequence[Side], vectors: Sequence[Vectors], identity: str) -> None:
        self.sides = tuple(sides)
        self.vectors = tuple(vectors)
        names = [f"{at}.{number:04}" for at, side in enumerate(sides) for number in range(len(side.texts))]
        texts = [text for side in sides for text in side.texts]
        known = {"question_id": QUESTION, "language": "en", "languages": ["en"], "language_confidence": 1.0}
        rows = [
            {"response_id": name, "text": text, "source_row": row, **known}
            for row, (name, text) in enumerate(zip(names, texts, strict=True))
        ]
        people = [{"response_id": name, "source_row": row} for row, name in enumerate(names)]
        points = [
            {"response_id": name, "question_id": QUESTION, "start": 0, "end": len(text)}
            for name, text in zip(names, texts, strict=True)
        ]
        tables = Tables(
            responses=frame_of(rows, "responses"),
            respondents=frame_of(people, "respondents"),
            questions=frame_of([{"question_id": QUESTION, "wording": sides[0].topic}], "questions"),
            themes=frame_of([], "themes"),
            assignments=frame_of([], "assignments"),
            drafts=frame_of([], "drafts"),
            vectors=frame_of(points, "vectors"),
            vector_array=np.concatenate(list(vectors)),
            manifest={"embedding_model": identity},
        )
        self.material = Material(tables, QUESTION)

    def view(self, at: int, drawn: npt.NDArray[np.int64]) -> ThemeView:
        """Return some arguments of one side as a theme."""
        side = self.sides[at]
        names = [self.name(at, int(number)) for number in drawn]
        ends = [len(side.texts[int(number)]) for number in drawn]
        assigned = pd.DataFrame({"response_id": names, "start": 0, "end": ends, "position": side.stance})
        return ThemeView(self.material, set(names), assigned)

    def centred(self, at: int) -> Vectors:
        """Return one side's vectors without what the topic shares, (n, d)."""
        side = self.sides[at]
        return self.material.vectors([(self.name(at, i), 0, len(text)) for i, text in enumerate(side.texts)])

    @staticmethod
    def name(at: int, number: int) -> str:
        """Return the response id of an argument."""
        return f"{at}.{number:04}"

    @staticmethod
    def number(name: str) -> int:
        """Return an argument's place in its side from its response id."""
        return int(name.split(".")[1])
