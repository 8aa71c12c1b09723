from __future__ import annotations

import contextlib
import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.roles.made_headings import cases
from tests.ingest.roles.made_values import made
from tests.ingest.samples import write_csv, write_xlsx
from textmine.config import ROLES, load_config, parse_config
from textmine.errors import ConfigError, InputError
from textmine.ingest import config_text, inspect, read
from textmine.ingest.plan import QUESTION_ROLES
from textmine.safe import replace_surrogates

# Text as people paste it: any script, line ends, quotation marks, separators, surrogates.
ANY = st.text(st.characters(exclude_characters="\x00"), max_size=30)
# What a workbook can hold: openpyxl refuses control characters, and XML makes every line end \n.
IN_WORKBOOK = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), max_size=30)
QUICK = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@contextlib.contextmanager
def folder():  # noqa: ANN201 - hypothesis wants a fresh folder for each example
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@QUICK
@given(st.lists(ANY, min_size=1, max_size=6))
def test_any_text_comes_back_verbatim_from_csv(values: list[str]) -> None:
    with folder() as here:
        rows = [[str(n), value] for n, value in enumerate(values)]
        answers = read(write_csv(here / "a.csv", ["ID", "Comments"], rows), questions=["Comments"]).answers["text"]
    expected = [replace_surrogates(_joined(value)) if value.strip() else None for value in values]
    assert [None if text != text else text for text in answers] == expected


def _joined(text: str) -> str:
    """Put surrogate pairs together, as any reader of UTF-8 sees them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


KINDS = sorted({(case.heading, case.kind) for case in cases() if not case.kind.startswith(("few", "empt"))})


@settings(QUICK, max_examples=25)
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6, unique_by=lambda case: case[0]))
def test_the_written_config_gives_the_same_roles_ids_links_and_options(chosen: list[tuple[str, str]]) -> None:
    columns = [("What do you think?", "free"), *chosen]
    rows = list(zip(*(made(kind, n) for n, (_, kind) in enumerate(columns)), strict=True))
    with folder() as here:
        path = write_csv(here / "a.csv", [heading for heading, _ in columns], rows)
        found = inspect(path)
        (here / "c.toml").write_text(config_text(found), encoding="utf-8")
        config = load_config(here / "c.toml")
        again, guessed, configured = inspect(path, config), read(path), read(path, config=config)
    assert [column.role for column in again.columns] == [column.role for column in found.columns]
    assert configured.questions == guessed.questions
    assert configured.answers.equals(guessed.answers)
    assert configured.respondents.equals(guessed.respondents)


@settings(QUICK, max_examples=25)
@given(st.sampled_from(sorted({*ROLES} - {"id", *QUESTION_ROLES})))
def test_nothing_written_in_a_column_off_the_allow_list_leaves_the_reader(role: str) -> None:
    with folder() as here:
        path = write_csv(
            here / "a.csv", ["Box", "Comments"], [["zebra 07700 900123", "a"], ["quagga@example.org", "b"]]
        )
        found = read(path, config=parse_config({"columns": {"Box": role}}))
    everything = repr((found.questions, found.sources, found.set_aside, found.assumptions, found.config))
    everything += found.answers.to_csv() + found.respondents.to_csv()
    assert "zebra" not in everything
    assert "quagga" not in everything


@settings(QUICK, max_examples=25)
@given(st.lists(IN_WORKBOOK, min_size=1, max_size=6))
def test_any_text_comes_back_verbatim_from_a_workbook(values: list[str]) -> None:
    with folder() as here:
        rows = [[n, value] for n, value in enumerate(values)]
        answers = read(write_xlsx(here / "a.xlsx", ["ID", "Comments"], rows), questions=["Comments"]).answers["text"]
    assert [None if text != text else text for text in answers] == [v if v.strip() else None for v in values]


CELLS = st.sampled_from(["", " ", "ID", "Comments", "Total", "7", "8", "আলো", "More, light", "a\nb", "None"])


@QUICK
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12))
def test_every_row_is_a_response_or_set_aside(rows: list[tuple[str, str, str]]) -> None:
    with folder() as here:
        path = write_csv(here / "a.csv", ["Number", "Comments", "ID"], rows)
        config = None
        try:
            consultation = read(path, config=config, id_column="Number")
        except InputError:
            return
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert consultation.sources[0].rows_read == filled
    assert filled == len(consultation.respondents) + len(consultation.set_aside)
    assert consultation.respondents["response_id"].is_unique
    assert len(consultation.answers) == len(consultation.respondents) * len(consultation.open_questions)


@QUICK
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"ID,Comments\n", b'a;"', b"\xd0\xcf\x11\xe0"]),
    st.binary(max_size=200),
)
def test_random_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    with folder() as here:
        path = here / "a.csv"
        path.write_bytes(start + rest)
        with contextlib.suppress(InputError, ConfigError):
            config_text(inspect(path))
            read(path)


def test_workbooks_with_random_damage_are_read_or_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    chance = random.Random(0)  # noqa: S311 - damage, not a secret
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        with contextlib.suppress(InputError):
            read(path)
