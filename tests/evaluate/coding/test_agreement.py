"""How far people and the machine agree, and what the report says about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from textmine.analysis import Analysis, open_analysis
from textmine.errors import InputError
from textmine.evaluate.coding import Codes, Sample, agreement, draw_sample
from textmine.evaluate.plain import WIDTH
from textmine.purge import purge

Chosen = dict[str, frozenset[str] | None]


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Sample:
    return draw_sample(analysis, 80, coders=("Ada", "বীণা"))


def machine_codes(sample: Sample) -> Chosen:
    return {item.item_id: item.machine for item in sample.items}


def noisy(sample: Sample, seed: int, share: float) -> Chosen:
    """The machine's codes, and something else on a share of the answers."""
    rng = np.random.default_rng(seed)
    found: Chosen = {}
    for item in sample.items:
        own = [theme.theme_id for theme in sample.themes_of(item.question_id)]
        found[item.item_id] = item.machine if rng.random() > share else frozenset([str(rng.choice(own))])
    return found


def row(frame: pd.DataFrame, one: str, other: str) -> pd.Series:
    return frame[(frame["one"] == one) & (frame["other"] == other)].iloc[0]


def test_the_same_codes_agree_fully(sample: Sample) -> None:
    own = machine_codes(sample)
    result = agreement(sample, Codes.of(sample, {"Ada": own, "বীণা": own}))
    assert set(zip(result.overall["one"], result.overall["other"], strict=True)) == {
        ("Ada", "বীণা"),
        ("machine", "Ada"),
        ("machine", "বীণা"),
        ("machine", "where people agree"),
    }
    assert (result.overall[["same", "overlap", "agree", "kappa", "alpha", "alpha_masi"]].to_numpy() == 1).all()
    assert result.agreed == {"n": 80, "same": 80, "overlap": 80}
    assert result.overall["same_low"].between(0.9, 0.99).all()
    assert result.overall["kappa_low"].isna().all()


def test_the_machine_is_held_against_what_people_agree_on(sample: Sample) -> None:
    own = machine_codes(sample)
    other: Chosen = {name: frozenset() for name in own}
    wrong = {**own, **{name: frozenset() for name in list(own)[:20]}}
    result = agreement(sample, Codes.of(sample, {"Ada": wrong, "বীণা": wrong}))
    exact = sum(own[name] == wrong[name] for name in own)
    assert result.agreed == {"n": 80, "same": exact, "overlap": exact}
    apart = agreement(
        sample, Codes.of(sample, {"Ada": {n: t or frozenset(["q1.01"]) for n, t in own.items()}, "বীণা": other})
    )
    assert apart.agreed["n"] == 0
    assert "no answer on which two people agree" in apart.to_text()


def test_each_answer_counts_for_as_many_as_it_stands_for(sample: Sample) -> None:
    own = machine_codes(sample)
    heavy = {item.item_id for item, weight in zip(sample.items, sample.weights, strict=True) if weight > 2}
    wrong: Chosen = {name: frozenset() if name in heavy else themes for name, themes in own.items()}
    codes = Codes.of(sample, {"Ada": own, "বীণা": wrong})
    differ = np.array([own[item.item_id] != wrong[item.item_id] for item in sample.items])
    weighted, plain = (row(agreement(sample, codes, weighted=w).overall, "Ada", "বীণা") for w in (True, False))
    assert plain["same"] == pytest.approx(1 - differ.mean())
    assert weighted["same"] == pytest.approx(1 - sample.weights @ differ / sample.weights.sum())
    assert weighted["same"] < plain["same"]


def test_intervals_hold_their_figure_and_come_from_the_seed(sample: Sample) -> None:
    codes = Codes.of(sample, {"Ada": noisy(sample, 1, 0.3), "বীণা": noisy(sample, 2, 0.3)})
    result, again, other = (agreement(sample, codes, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(result.overall, again.overall)
    assert not result.overall.equals(other.overall)
    for frame in (result.overall, result.themes, result.languages):
        for name in (column for column in frame if f"{column}_low" in frame):
            known = frame.dropna(subset=[f"{name}_low"])
            assert (known[f"{name}_low"] <= known[name] + 1e-9).all()
            assert (known[name] <= known[f"{name}_high"] + 1e-9).all()


def test_themes_and_languages_have_figures_of_their_own(sample: Sample) -> None:
    own = machine_codes(sample)
    without = {name: themes - {"q1.01"} for name, themes in own.items()}
    result = agreement(sample, Codes.of(sample, {"Ada": own, "বীণা": without}))
    people = result.themes[result.themes["one"] == "Ada"].set_index("theme_id")
    assert people.loc["q1.01", "both_of_either"] == 0
    assert people.loc["q1.02", "kappa"] == 1
    assert people.loc["q1.01", "one_n"] == sum("q1.01" in themes for themes in own.values())
    assert people.loc["q1.01", "other_n"] == 0
    assert people.loc["q2.01", "n"] == sum(item.question_id == "q2" for item in sample.items)
    assert set(result.languages["language"]) == {"en", "bn", "so", "ar"}
    assert result.languages.groupby(["one", "other"])["n"].sum().eq(80).any()


def test_what_somebody_cannot_tell_or_left_empty_is_left_out_and_said(sample: Sample) -> None:
    own = machine_codes(sample)
    names = list(own)
    partly: Chosen = {name: None if name in names[:5] else own[name] for name in names[:60]}
    result = agreement(sample, Codes.of(sample, {"Ada": own, "বীণা": partly}))
    assert result.coded == 55
    assert result.cannot_tell == {"Ada": 0, "বীণা": 5}
    assert result.missing == {"Ada": 0, "বীণা": 20}
    text = result.to_text()
    assert "বীণা left 20 of 80 answers empty" in text
    assert "“Cannot tell” on 5" in text


def test_positions_are_compared_where_both_took_one(sample: Sample) -> None:
    from textmine.evaluate.coding import Coded

    by = {
        "Ada": {item.item_id: Coded(item.machine, "for") for item in sample.items},
        "বীণা": {item.item_id: Coded(item.machine, "for" if at % 2 else "") for at, item in enumerate(sample.items)},
    }
    result = agreement(sample, Codes(sample.sample_id, by))
    people = row(result.positions, "Ada", "বীণা")
    assert (people["n"], people["same"]) == (40, 1)
    assert row(result.positions, "machine", "Ada")["n"] == sum(item.position != "unknown" for item in sample.items)


def test_three_people_have_an_alpha_of_their_own(analysis: Analysis) -> None:
    sample = draw_sample(analysis, 40, coders=("Ada", "Bo", "Cy"))
    codes = Codes.of(sample, {name: noisy(sample, at, 0.2) for at, name in enumerate(sample.coders)})
    result = agreement(sample, codes)
    everyone = row(result.overall, "all people", "all people")
    pairs = [row(result.overall, *pair)["alpha"] for pair in (("Ada", "Bo"), ("Ada", "Cy"), ("Bo", "Cy"))]
    assert min(pairs) <= everyone["alpha"] <= max(pairs)
    assert "all people" in result.to_text()


def test_merged_themes_count_as_one_and_changes_are_said(
    sample: Sample, analysis: Analysis, decided: Callable[..., Analysis]
) -> None:
    ada: Chosen = {item.item_id: frozenset(["q1.01"]) for item in sample.items if item.question_id == "q1"}
    bina: Chosen = dict.fromkeys(ada, frozenset(["q1.02"]))
    codes = Codes.of(sample, {"Ada": ada, "বীণা": bina})
    assert row(agreement(sample, codes, analysis).overall, "Ada", "বীণা")["same"] == 0
    after = decided(
        {"do": "merge", "themes": ["q1.02"], "into": "q1.01"},
        {"do": "rename", "theme": "q1.03", "title": "গাছ 🌳 <b>"},
        {"do": "create", "question": "q1", "title": "مواقف", "description": ""},
    )
    result = agreement(sample, codes, after)
    assert row(result.overall, "Ada", "বীণা")["same"] == 1
    said = "\n".join(result.notes)
    assert "“রাস্তার আলো” (q1.02) was merged into “Parking for residents”" in said
    assert "(q1.03) is called “গাছ 🌳 <b>” now" in said
    assert "“مواقف”" in said
    assert "q1.02" not in set(result.themes["theme_id"])
    assert "&lt;b&gt;" in result._repr_html_()
    assert "<b>" not in result._repr_html_()


def test_a_theme_that_is_gone_keeps_its_codes(sample: Sample, decided: Callable[..., Analysis]) -> None:
    made = decided({"do": "create", "question": "q1", "title": "Cats", "description": ""})
    drawn = draw_sample(made, 80, coders=sample.coders)
    theme = next(theme.theme_id for theme in drawn.themes if theme.title == "Cats")
    own: Chosen = {item.item_id: frozenset([theme]) for item in drawn.items if item.question_id == "q1"}
    after = decided({"do": "undo", "decision": 1})
    result = agreement(drawn, Codes.of(drawn, {"Ada": own, "বীণা": own}), after)
    assert any("“Cats”" in note and "no longer there" in note for note in result.notes)
    assert row(result.overall, "Ada", "বীণা")["same"] == 1


def test_another_run_is_said_and_not_mixed_up(sample: Sample, analysis: Analysis) -> None:
    from dataclasses import replace

    own = machine_codes(sample)
    older = replace(sample, run="another")
    result = agreement(older, Codes.of(older, {"Ada": own, "বীণা": own}), analysis)
    assert len(result.notes) == 1
    assert "run again" in result.notes[0]


def test_a_purged_analysis_leaves_the_sample_as_it_was(sample: Sample, folder: Path) -> None:
    own = machine_codes(sample)
    (folder / "manifest.json").write_text(json.dumps({"seed": 0, "ledger": {}}), encoding="utf-8")
    purge(folder, "Amina", early=True)
    analysis = open_analysis(folder)
    result = agreement(sample, Codes.of(sample, {"Ada": own, "বীণা": own}), analysis)
    assert len(result.notes) == 1
    assert "words were removed" in result.notes[0]
    with pytest.raises(InputError, match="purged"):
        draw_sample(analysis, 20)


def test_the_report_fits_a_terminal_and_says_what_it_rests_on(sample: Sample, analysis: Analysis) -> None:
    codes = Codes.of(sample, {"Ada": noisy(sample, 1, 0.3), "বীণা": noisy(sample, 2, 0.3)})
    result = agreement(sample, codes, analysis)
    text = result.to_text()
    assert max(map(len, text.splitlines())) <= WIDTH
    for part in ("before any officer’s decision", "Hájek", "chance agreement", "* rests on fewer than 30", "Somali"):
        assert part in " ".join(text.split())
    assert json.loads(json.dumps(result.as_json(), allow_nan=False))["coded"] == 80


def test_a_rare_theme_with_low_kappa_is_named(sample: Sample) -> None:
    names = [item.item_id for item in sample.items if item.question_id == "q2"]
    ada: Chosen = {name: frozenset(["q2.01"] if at == 0 else []) for at, name in enumerate(names)}
    bina: Chosen = {name: frozenset(["q2.01"] if at == 1 else []) for at, name in enumerate(names)}
    text = agreement(sample, Codes.of(sample, {"Ada": ada, "বীণা": bina}), weighted=False).to_text()
    assert "Here that is so for: “Late buses”." in " ".join(text.split())


def test_codes_of_another_sample_or_with_nothing_in_common_are_refused(sample: Sample, analysis: Analysis) -> None:
    own = machine_codes(sample)
    names = list(own)
    with pytest.raises(InputError, match="another sample"):
        agreement(draw_sample(analysis, 20), Codes.of(sample, {"Ada": own, "বীণা": own}))
    apart = {"Ada": {names[0]: own[names[0]]}, "বীণা": {names[1]: own[names[1]]}}
    with pytest.raises(InputError, match="nothing can be compared"):
        agreement(sample, Codes.of(sample, apart))


def test_codes_that_are_not_in_the_sample_are_all_named(sample: Sample) -> None:
    with pytest.raises(InputError) as caught:
        Codes.of(sample, {"Ada": {"A-1000": ["q1.01"], "A-001": ["q9.09"]}})
    assert len(caught.value.problems) == 2
