from pathlib import Path

import pytest

from tests.conftest import write_csv
from tests.evaluate.build import BENGALI, ENGLISH, ROMANISED, own_texts, public_data
from textmine.evaluate import Options
from textmine.evaluate.languages.public import ROMANISED_HELD_OUT, public_sets
from textmine.evaluate.languages.sets import Material, gather


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return gather(Options(data=public_data(tmp_path / "data"), corpora=own_texts(tmp_path / "own")))


def texts(material: Material, name: str, held_out: bool) -> list[str]:
    return [text for item in material.sets if (item.name, item.held_out) == (name, held_out) for text in item.texts]


def test_even_paragraphs_of_the_declaration_are_held_out(material: Material) -> None:
    assert texts(material, "udhr/bn", True) == BENGALI[::2]
    assert texts(material, "udhr/bn", False) == BENGALI[1::2]


def test_languages_that_are_not_expected_are_kept_apart(material: Material) -> None:
    found = [item for item in material.sets if item.language == "nl"]
    assert [(item.name, item.declaration, item.unexpected) for item in found] == [("unexpected/nl", False, True)]


def test_what_is_held_out_and_what_is_seen(material: Material) -> None:
    assert texts(material, "ntrex/en", True) == texts(material, "polis/youth-policing/en", True) == ENGLISH
    assert texts(material, "polis/bowling-green/en", False) == ENGLISH
    assert texts(material, "polis/bowling-green/en", True) == []
    assert texts(material, "short/en", True) == ["More bins"]
    assert texts(material, "short/en", False) == ["Roads are bad"]


def test_an_argument_that_stands_there_twice_counts_once(material: Material) -> None:
    assert texts(material, "argkp/arguments_dev/en", True) == ENGLISH


def test_the_last_romanised_rows_are_held_out_and_share_no_text_with_the_rest(tmp_path: Path) -> None:
    rows = [[f"amar rasta {at}"] for at in range(ROMANISED_HELD_OUT + 3)]
    (tmp_path / "bnsentmix").mkdir()
    write_csv(tmp_path / "bnsentmix/romanised-bengali.csv", ["text"], [*rows, rows[0], [ROMANISED[0]]])
    sets, _ = public_sets(tmp_path)
    held_out, seen = sets
    assert (held_out.held_out, seen.held_out) == (True, False)
    assert seen.texts == tuple(row[0] for row in rows[:5])
    assert held_out.texts == (*(row[0] for row in rows[5:]), ROMANISED[0])


def test_answers_of_the_sample_in_one_language_and_in_several(material: Material) -> None:
    assert texts(material, "sample/en", True) == [ENGLISH[1]]
    assert [item.languages for item in material.mixed] == [("bn", "en"), ("en",), ("so", "en")]


def test_absent_files_are_named(material: Material) -> None:
    assert {"tico19/parallel.csv", "hornmt/parallel.csv", "corpora/udhr/fr.txt"} <= set(material.absent)
    assert not {"ntrex/parallel.csv", "corpora/udhr/en.txt", "corpora/language/mixed.csv"} & set(material.absent)


def test_nothing_at_all_is_named_once_each(tmp_path: Path) -> None:
    material = gather(Options(corpora=tmp_path))
    assert material.sets == ()
    assert len(material.absent) == len(set(material.absent))
    assert {"corpora/sample/gold.json", "corpora/language/pitfalls.csv"} <= set(material.absent)


def test_the_real_data_is_complete(real_data: Path) -> None:
    sets, absent = public_sets(real_data)
    assert absent == []
    sizes = {(item.name, item.held_out): len(item.texts) for item in sets}
    assert sizes["ntrex/so", True] > 1_900
    assert sizes["bnsentmix/romanised-bengali/bn-Latn", True] > 2_300
    assert sizes["polis/austria-climate-german/de", True] > 500
