"""The REFI-QDA codebook: what is written, and what is read back from anybody's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import textmine_here
from textmine.analysis import Analysis
from textmine.errors import InputError
from textmine.interchange import codes_of, read_codebook, write_codebook
from textmine.themes.codebook import check_codebook

DATA = Path(__file__).parent / "data"
C = "{urn:QDA-XML:codebook:1.0}"


def valid(name: str, root: etree._Element) -> None:
    etree.XMLSchema(etree.parse(DATA / name)).assertValid(root)


@pytest.fixture
def path(analysis: Analysis, tmp_path: Path) -> Path:
    write_codebook(analysis, tmp_path / "themes.qdc")
    return tmp_path / "themes.qdc"


def test_a_codebook_is_what_the_standard_says(path: Path) -> None:
    assert path.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns=')
    valid("codebook.xsd", etree.parse(path).getroot())


def test_questions_and_groups_hold_the_themes(path: Path) -> None:
    top = etree.parse(path).getroot().find(f"{C}Codes")
    assert top is not None
    assert [code.get("name") for code in top] == ["Streets?", "Homes?"]
    names = [(code.get("name"), code.get("isCodable")) for code in top[0].iter(f"{C}Code")]
    assert names == [
        ("Streets?", "false"),
        ("Streets", "false"),
        ("Parking for residents", "true"),
        ("রাস্তার আলো", "true"),
        ("أشجار 🌳 <b>&\ufffd", "true"),
    ]


def test_descriptions_keep_their_words_but_no_personal_data(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    assert "Amina" not in said
    assert "07700" not in said
    assert "পার্কিং" in said


def test_a_theme_keeps_its_guid_through_the_review(analysis: Analysis, decided: Callable[..., Analysis]) -> None:
    def guids(of: Analysis) -> dict[str, str]:
        return {code.theme_id: code.guid for top in codes_of(of) for code in top.all() if code.theme_id}

    before = guids(analysis)
    after = guids(
        decided(
            {"do": "rename", "theme": "q1.01", "title": "গাড়ি"},
            {"do": "merge", "themes": ["q1.03"], "into": "q1.02"},
            {"do": "create", "question": "q2", "title": "Cats", "description": ""},
        )
    )
    assert {theme: after[theme] for theme in after if theme in before} == {
        theme: guid for theme, guid in before.items() if theme != "q1.03"
    }
    assert len(set(after.values())) == len(after)


def test_two_themes_of_one_name_are_told_apart(decided: Callable[..., Analysis], tmp_path: Path) -> None:
    after = decided({"do": "rename", "theme": "q2.02", "title": "late BUSES"})
    write_codebook(after, tmp_path / "twice.qdc")
    titles = {one["title"] for one in read_codebook(tmp_path / "twice.qdc")}
    assert {"Late buses (q2.01)", "late BUSES (q2.02)"} <= titles


def test_a_codebook_reads_back_as_an_agreed_list(path: Path, analysis: Analysis) -> None:
    found = read_codebook(path)
    check_codebook(found)
    wanted = [code for top in codes_of(analysis) for code in top.all() if code.is_codable]
    assert [(one["theme_id"], one["title"]) for one in found] == [(code.guid, code.name) for code in wanted]
    assert [one["group"] for one in found[:3]] == ["Streets? / Streets", "Streets? / Streets", "Streets?"]
    assert found[0]["description"].startswith("Says ")


def test_codebooks_of_other_programs_are_read(tmp_path: Path) -> None:
    own = tmp_path / "nvivo.qdc"
    own.write_text(
        '<?xml version="1.0"?><!-- a comment --><CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="NVivo">'
        '<Codes><Code guid="{A1}" name="Barriers" isCodable="true" color="#f00"><Description> What stops\n people'
        '</Description><Code guid="A2" name="Cost" isCodable="true"/></Code>'
        '<Code guid="A3" name="Help" isCodable="false"><Code guid="A4" name="cost" isCodable="1"/></Code>'
        '</Codes><Sets><Set guid="S" name="All"><MemberCode guid="A2"/></Set></Sets></CodeBook>',
        encoding="utf-8",
    )
    assert read_codebook(own) == [
        {"theme_id": "{A1}", "title": "Barriers", "description": "What stops\n people", "group": ""},
        {"theme_id": "A2", "title": "Barriers / Cost", "description": "", "group": "Barriers"},
        {"theme_id": "A4", "title": "Help / cost", "description": "", "group": "Help"},
    ]
    own.write_bytes(
        own.read_text(encoding="utf-8").replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")
    )
    assert len(read_codebook(own)) == 3


BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<CodeBook><Codes><Code guid="1" name="{}"><Description>&c;</Description></Code></Codes></CodeBook>'
)
OUTSIDE = (
    '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<CodeBook><Codes><Code guid="1" name="x">&a;</Code></Codes></CodeBook>'
)


@pytest.mark.parametrize("content", [BOMB.format("x"), BOMB.format("&c;"), OUTSIDE, "<!DOCTYPE b><CodeBook/>"])
def test_entities_and_document_types_are_never_read(tmp_path: Path, content: str) -> None:
    own = tmp_path / "bomb.qdc"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_codebook(own)
    assert "root:" not in str(caught.value)
    assert "aaaa" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not xml", "cannot be read as XML"),
        ("", "cannot be read as XML"),
        ("<html/>", "begins with `html`"),
        ("<CodeBook><Codes/></CodeBook>", "no code that can be given"),
        ("<Code>" * 5_000, "cannot be read as XML"),
    ],
)
def test_what_is_no_codebook_is_said(tmp_path: Path, content: str, said: str) -> None:
    own = tmp_path / "other.qdc"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_codebook(own)


def test_codes_without_a_name_or_an_id_of_their_own_are_named_with_their_line(tmp_path: Path) -> None:
    own = tmp_path / "half.qdc"
    lines = ["<CodeBook><Codes>", '<Code guid="1"/>', '<Code name="b"/>', '<Code guid="2" name="c"/>']
    own.write_text("\n".join([*lines, '<Code guid="{2}" name="d"/>', "</Codes></CodeBook>"]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_codebook(own)
    assert [problem.message.split(" in ")[-1][:6] for problem in caught.value.problems] == [
        "line 2",
        "line 3",
        "line 5",
    ]


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"<CodeBook>", b'<?xml version="1.0" encoding="utf-7"?><CodeBook>'])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_the_bytes_are_the_message_is_plain(tmp_path: Path, content: bytes, before: bytes) -> None:
    own = tmp_path / "any.qdc"
    own.write_bytes(before + content)
    with pytest.raises(InputError, match=r"any\.qdc: "):
        read_codebook(own)


def test_a_file_that_is_missing_or_huge_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="not there"):
        read_codebook(tmp_path / "none.qdc")
    monkeypatch.setattr("textmine.interchange.reading._MEGABYTE", 0)
    (tmp_path / "big.qdc").write_text("<CodeBook/>")
    with pytest.raises(InputError, match="larger than"):
        read_codebook(tmp_path / "big.qdc")


def test_nothing_is_overwritten(path: Path, analysis: Analysis) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match="exists already"):
        write_codebook(analysis, path)
    assert path.read_bytes() == before


def test_the_command_writes_both_by_the_ending(folder: Path, tmp_path: Path) -> None:
    told = textmine_here("codebook", folder, tmp_path / "a.QDC", check=True)
    assert "5 themes of 2 questions" in told.stdout
    told = textmine_here("codebook", folder, tmp_path / "a.qdpx", check=True)
    assert "stays in-house" in told.stdout
    wrong = textmine_here("codebook", folder, tmp_path / "a.xml")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert ".qdc" in wrong.stderr
