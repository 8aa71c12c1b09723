from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ingest.letters.samples import LETTERS, email, word
from textmine.config import Config, parse_config
from textmine.errors import ConfigError, InputError
from textmine.ingest import inspect, read
from textmine.model import Consultation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "letters"
    made.mkdir()
    return made


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reasons(consultation: Consultation) -> dict[str, str]:
    return {item.file: item.reason for item in consultation.set_aside}


def column(consultation: Consultation, name: str) -> dict[str, object]:
    frame = consultation.respondents
    return dict(zip(frame["response_id"], frame[name], strict=True))


def test_each_file_is_a_response_with_its_id_and_its_place(folder: Path) -> None:
    for number, text in enumerate(LETTERS.values()):
        write(folder / f"M{number}.eml", bytes(email(text)))
        write(folder / "paper" / f"W{number}.docx", word(*text.split("\n")))
        write(folder / "paper" / f"T{number}.txt", text)
    found = read(folder)
    texts = dict(zip(found.answers["response_id"], found.answers["text"], strict=True))
    for number, text in enumerate(LETTERS.values()):
        assert texts[f"M{number}"] == texts[f"W{number}"] == texts[f"T{number}"] == text
    assert column(found, "source_file")["W1"] == "letters/paper/W1.docx"
    assert set(found.respondents["source_row"]) == {1}
    assert [(q.question_id, q.wording, q.role) for q in found.questions] == [("letters", "Letters and e-mails", "open")]


def test_names_that_occur_twice_are_made_to_differ(folder: Path) -> None:
    for name in ("1.txt", "a/1.txt", "b/1.txt", "b/1.docx"):
        write(folder / name, word("Light") if name.endswith("x") else f"More light {name}")
    assert set(read(folder).respondents["response_id"]) == {"1", "a/1", "b/1.txt", "b/1.docx"}


def test_every_file_is_read_or_set_aside_with_a_reason(folder: Path) -> None:
    write(folder / "L1.txt", "More light, please.")
    for name, content in {
        "scan.pdf": b"%PDF-1.4",
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "named.txt": b"%PDF-1.4",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "outlook.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"),
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "text.odt": b"PK\x03\x04",
        "rich.rtf": b"{\\rtf1",
        "table.csv": b"a,b\n1,2\n",
        "empty.txt": b"",
        "blank.txt": b" \n",
        "bytes.txt": bytes(range(256)),
        "away.eml": bytes(email("Away", subject="Automatic reply: x")),
    }.items():
        write(folder / name, content)
    found = read(folder)
    wanted = {
        "scan.pdf": "PDF",
        "photo.jpg": "picture",
        "named.txt": "PDF",
        "old.doc": "old Word",
        "outlook.msg": "Outlook",
        "locked.docx": "password",
        "text.odt": "OpenDocument",
        "rich.rtf": "RTF",
        "table.csv": "table",
        "empty.txt": "empty",
        "blank.txt": "empty",
        "bytes.txt": "not text",
        "away.eml": "no person wrote",
    }
    said = reasons(found)
    assert set(said) == {f"letters/{name}" for name in wanted}
    assert all(words in said[f"letters/{name}"] for name, words in wanted.items())
    assert found.sources[0].rows_read == len(found.respondents) + len(found.set_aside) == len(wanted) + 1
    assert {item.row for item in found.set_aside} == {1}


def test_links_and_pipes_are_not_opened(folder: Path, tmp_path: Path) -> None:
    write(folder / "L1.txt", "More light, please.")
    (folder / "link.txt").symlink_to(write(tmp_path / "secret.txt", "secret"))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    found = read(folder)
    assert len(found.respondents) == 1
    assert {name: " ".join(reason.split()[:3]) for name, reason in reasons(found).items()} == {
        "letters/link.txt": "is a link",
        "letters/loop": "is a link",
        "letters/pipe.txt": "is no plain",
    }


def test_files_of_systems_and_analyses_are_left_out_and_said(folder: Path) -> None:
    write(folder / "L1.txt", "More light, please.")
    write(folder / ".DS_Store", "x")
    write(folder / "~$L1.docx", "x")
    write(folder / "out" / ".textmine" / "README.txt", "x")
    found = read(folder)
    assert not found.set_aside
    said = " ".join(found.assumptions)
    assert "2 files are made by a system" in said
    assert "the folder `out` is left out" in said


def test_tables_alone_are_to_be_named_themselves(folder: Path) -> None:
    write(folder / "export.csv", "a,b\n1,2\n")
    with pytest.raises(InputError, match=r"Name the tables themselves: .*export\.csv"):
        read(folder)


def test_an_analysis_folder_is_refused(folder: Path) -> None:
    (folder / ".textmine").mkdir()
    with pytest.raises(InputError, match="is an analysis folder"):
        read(folder)


def test_the_limits_say_how_they_are_raised(folder: Path) -> None:
    for number in range(3):
        write(folder / f"L{number}.txt", "More light, please.")
    with pytest.raises(InputError, match=r"holds 3 files.*`letters = 3` under `\[limits\]`"):
        read(folder, config=parse_config({"limits": {"letters": 2}}))
    write(folder / "long.txt", "x" * 1_100_000)
    found = read(folder, config=parse_config({"limits": {"letter_megabytes": 1}}))
    assert "letter_megabytes = 2" in reasons(found)["letters/long.txt"]


def test_a_form_and_letters_are_one_consultation(folder: Path, tmp_path: Path) -> None:
    form = write(tmp_path / "form.csv", "ID,Do you agree?,Why?\nL1,Agree,It is dark\nR2,Disagree,Too bright at night\n")
    write(folder / "L1.txt", "More light, please.")
    write(folder / "L2.txt", "আরও আলো চাই।")
    found = read(folder, form)
    assert list(found.respondents["response_id"]) == ["L1", "R2", "letters-L1", "letters-L2"]
    links = {question.question_id: question.linked_question_id for question in found.questions}
    assert links["letters"] is None
    texts = found.answers.set_index(["response_id", "question_id"])["text"]
    assert texts["letters-L2", "letters"] == "আরও আলো চাই।"
    assert texts["letters-L2"].drop("letters").isna().all()
    assert len(found.answers) == 4 * len(found.open_questions)


@pytest.mark.parametrize("name", ["Why?", "c3"])
def test_letters_may_answer_a_question_of_the_form(folder: Path, tmp_path: Path, name: str) -> None:
    form = write(tmp_path / "form.csv", "ID,Do you agree?,Why?\nR1,Agree,It is dark\nR2,Disagree,Too bright at night\n")
    write(folder / "L1.txt", "More light, please.")
    config = parse_config({"letters": {"question": name}})
    found = read(form, folder, config=config)
    assert [question.question_id for question in found.open_questions] == ["c3"]
    assert list(found.answers["text"])[-1] == "More light, please."


@pytest.mark.parametrize(("name", "message"), [("Whyy?", "Did you mean `Why"), ("Do you agree?", "no open question")])
def test_a_question_that_is_not_there_is_an_error(folder: Path, tmp_path: Path, name: str, message: str) -> None:
    form = write(tmp_path / "form.csv", "ID,Do you agree?,Why?\nR1,Agree,It is dark\nR2,Disagree,Too bright at night\n")
    write(folder / "L1.txt", "More light, please.")
    with pytest.raises(ConfigError, match=message):
        read(form, folder, config=parse_config({"letters": {"question": name}}))


def test_nothing_of_a_form_is_missing_in_letters(folder: Path, tmp_path: Path) -> None:
    form = write(tmp_path / "form.csv", "ID,Do you agree?,Why?\nR1,Agree,It is dark\nR2,Disagree,Too bright at night\n")
    write(folder / "L1.txt", "More light, please.")
    assert not any("not every file has" in note for note in read(form, folder).assumptions)


def test_inspect_says_what_a_folder_is(folder: Path) -> None:
    write(folder / "L1.txt", "More light, please.")
    said = inspect(folder).to_text()
    assert "folder of e-mails and letters; 1 response" in said
    assert "row 0" not in said


def test_questions_named_on_the_command_line_do_not_drop_the_letters(folder: Path, tmp_path: Path) -> None:
    form = write(tmp_path / "form.csv", "ID,Do you agree?,Why?\nR1,Agree,It is dark\nR2,Disagree,Too bright at night\n")
    write(folder / "L1.txt", "More light, please.")
    assert [q.wording for q in read(form, folder, questions=["Why?"]).open_questions] == ["Why?", "Letters and e-mails"]


def test_folders_named_for_who_wrote_tell_the_kind(folder: Path) -> None:
    write(folder / "organisations" / "A.txt", "We want light.")
    write(folder / "residents" / "B.txt", "I want light.")
    write(folder / "C.txt", "Light!")
    assert column(read(folder), "kind") == {"A": "organisation", "B": "individual", "C": "unknown"}


def test_the_same_sender_is_reported_by_ids_alone(folder: Path) -> None:
    write(folder / "L1.eml", bytes(email("I want more light on the path.", sender="jo@example.org")))
    write(folder / "L2.eml", bytes(email("And please mend the bench too.", sender="Jo@Example.org")))
    found = read(folder, config=Config())
    assert column(found, "repeat_of")["L2"] == "L1"
    everything = repr(found.__dict__) + found.answers.to_json() + found.respondents.to_json()
    assert "example.org" not in everything.casefold()
    assert "The canal" not in everything
    assert found.sources[0].personal_columns == 3
