import pytest

from textmine.evaluate.languages.accuracy import ENGLISH, MACRO, RIGHT, SHARED, figures
from textmine.evaluate.languages.mistakes import worst
from textmine.evaluate.languages.population import per_ten_thousand
from textmine.evaluate.languages.romanised import ALL_LENGTHS, called_somali, taken_for
from textmine.evaluate.languages.sets import MixedText, Pitfall
from textmine.evaluate.languages.several import (
    ACCEPTED,
    ALL_KINDS,
    EXACT,
    FOUND,
    MAIN,
    PLAIN,
    score_mixed,
    score_pitfalls,
    score_plain,
)
from textmine.evaluate.languages.systems import Textmine
from textmine.evaluate.languages.tally import Answered, Tally, answer, count, outcome
from textmine.evaluate.languages.texts import LENGTHS, Asked, TextSet
from textmine.evaluate.languages.unexpected import unexpected

BOTH = "পার্কে আরও আলো দরকার কারণ রাতে পথ অন্ধকার থাকে। আমাদের রাস্তায় ময়লার বাক্স খালি করুন। Please repair the lamps soon, thank you."


def tally(language: str, length: str, /, *, declaration: bool = False, name: str = "made", **answers: int) -> Tally:
    given = {tag.replace("_", "-"): number for tag, number in answers.items()}
    return Tally("x", name, language, True, declaration, False, length, given)


def everywhere(language: str, *, declaration: bool = False, **answers: int) -> list[Tally]:
    return [tally(language, length, declaration=declaration, **answers) for length in LENGTHS]


def test_answers_are_counted_as_they_were_given() -> None:
    source = TextSet("made", "bn", True, ("পার্ক খুব সুন্দর", "More lights please"))
    counted = count("textmine", answer(Textmine(), [Asked(source, "whole", source.texts)]))
    assert counted == [Tally("textmine", "made", "bn", True, False, False, "whole", {"bn": 1, "en": 1})]
    assert (counted[0].n, counted[0].right, counted[0].unnamed) == (2, 1, 0)


def test_unnamed_english_is_not_foreign_but_unnamed_somali_is_not_right() -> None:
    parts = [tally("en", "2", en=5, und=3, zxx=1, so=1), tally("so", "2", so=6, und=4)]
    found = {item.measure: item.estimate for item in figures(parts, frozenset(), 0)}
    assert (found[ENGLISH].right, found[ENGLISH].n) == (9, 10)
    assert (found[RIGHT["so"]].right, found[RIGHT["so"]].n) == (6, 10)


def test_the_declaration_feeds_only_the_mean_over_languages() -> None:
    parts = [
        tally("en", "5", en=4),
        tally("en", "5", declaration=True, so=1),
        tally("pl", "5", declaration=True, pl=99),
        tally("yo", "5", declaration=True, und=3),
    ]
    found = {item.measure: item.estimate.value for item in figures(parts, frozenset({"en", "pl"}), 0)}
    assert found[ENGLISH] == 1
    assert found[MACRO] == pytest.approx(1 / 3)
    assert found[SHARED] == pytest.approx(1 / 2)


def test_held_out_and_seen_are_apart() -> None:
    seen = Tally("x", "made", "so", False, False, False, "2", {"und": 7})
    found = {item.held_out: item.estimate for item in figures([tally("so", "2", so=3), seen], frozenset(), 0)}
    assert (found[True].right, found[True].n) == (3, 3)
    assert (found[False].right, found[False].n) == (0, 7)


def test_shares_of_an_outcome_add_up() -> None:
    found = outcome([tally("bn-Latn", "5", bn_Latn=5, und=1, so=2), tally("bn-Latn", "5", zxx=1, en=1)])
    assert found == (0.5, 0.2, pytest.approx(0.3))
    assert outcome([]) is None


def test_ten_thousand_answers_by_hand() -> None:
    parts = [
        *everywhere("en", en=98, und=1, so=1),
        *everywhere("bn", bn=1),
        *everywhere("so", so=1, und=1),
        *everywhere("bn-Latn", bn_Latn=3, so=1),
        *everywhere("pl", declaration=True, pl=1),
        *everywhere("it", declaration=True, es=1),
    ]
    (found,), missing = per_ten_thousand(parts)
    assert missing == []
    assert found.english_foreign == pytest.approx(95)
    assert found.others_right == pytest.approx(200 + 35 + 60 + 75)
    assert found.others_unnamed == pytest.approx(35)
    assert found.others_wrong == pytest.approx(20 + 75)


def test_thirds_weigh_the_same_whatever_their_size() -> None:
    english = [tally("en", "2", so=1), tally("en", "3", en=1), tally("en", "5", en=999), tally("en", "whole", en=9)]
    rest = [item for tag in ("bn", "so", "bn-Latn") for item in everywhere(tag, und=1)]
    (found,), _ = per_ten_thousand([*english, *rest, *everywhere("pl", declaration=True, und=1)])
    assert found.english_foreign == pytest.approx(9_500 * 0.5 / 3)


def test_without_the_texts_there_are_no_such_counts() -> None:
    found, missing = per_ten_thousand([*everywhere("en", en=1), tally("bn", "whole", bn=1)])
    assert found == []
    assert {"bn of 5 words", "so whole", "others of 2 or 3 words"} <= set(missing)


def test_romanised_bengali_called_somali_is_pooled_over_lengths() -> None:
    found = {
        item.length: item.estimate
        for item in called_somali([tally("bn-Latn", "2", so=1, und=9), tally("bn-Latn", "whole", bn_Latn=30)])
    }
    assert (found["2"].right, found["2"].n) == (1, 10)
    assert (found[ALL_LENGTHS].right, found[ALL_LENGTHS].n) == (1, 40)


def test_what_romanised_texts_are_taken_for_adds_up() -> None:
    answers = {"ur_Latn": 1, "und": 2, "zxx": 1, "bn_Latn": 3, "so": 1, "en": 1, "tr": 4}
    (found,) = taken_for([tally("ur-Latn", "whole", name="romanised/ur-Latn", **answers)])
    assert (found.right, found.unnamed, found.bengali, found.somali, found.english, found.other) == (1, 3, 3, 1, 1, 4)
    assert found.n == 13


def test_unexpected_languages_each_count_the_same() -> None:
    parts = [
        Tally("x", f"unexpected/{tag}", tag, True, False, True, "whole", answers)
        for tag, answers in {"nl": {"nl": 99}, "gl": {"pt": 1}, "sv": {"und": 1}}.items()
    ]
    (found,) = unexpected(parts)
    assert (found.languages, found.texts) == (3, 101)
    assert (found.right, found.unnamed, found.wrong) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_any_accepted_answer_to_a_pitfall_is_right() -> None:
    pitfalls = [
        Pitfall("👍", frozenset({"zxx"}), "symbols"),
        Pitfall("পার্কে আলো নেই", frozenset({"en", "und"}), "wrong"),
    ]
    found = {score.kind: score.estimate.value for score in score_pitfalls(Textmine(), pitfalls)}
    assert found == {"symbols": 1, "wrong": 0, ALL_KINDS: 0.5}
    assert {score.measure for score in score_pitfalls(Textmine(), pitfalls)} == {ACCEPTED}


def test_all_languages_found_and_no_more() -> None:
    mixed = [
        MixedText(BOTH, ("bn", "en"), "sentence"),
        MixedText(BOTH, ("bn",), "loan"),
        MixedText(BOTH, ("en", "bn"), "sample"),
    ]
    found = {(score.kind, score.measure): score.estimate.value for score in score_mixed(Textmine(), mixed)}
    assert found[("sentence", MAIN)] == found[("sentence", FOUND)] == found[("sentence", EXACT)] == 1
    assert (found[("loan", FOUND)], found[("loan", EXACT)]) == (1, 0)
    assert found[("sample", EXACT)] == 1
    assert ("sample", MAIN) not in found


def test_plain_texts_called_mixed_are_counted_on_whole_held_out_texts() -> None:
    def asked(tag: str, length: str, *texts: str, held_out: bool = True, declaration: bool = False) -> Asked:
        return Asked(TextSet("made", tag, held_out, texts, declaration=declaration), length, texts)

    parts = [
        asked("en", "whole", BOTH, "More lights please", "Fix the lift", "Cut the grass"),
        asked("en", "10", BOTH),
        asked("en", "whole", BOTH, held_out=False),
        asked("bn", "whole", "পার্কে আলো নেই", declaration=True),
        asked("de", "whole", BOTH),
    ]
    found = {score.kind: score.estimate for score in score_plain(Textmine(), parts)}
    assert {score.measure for score in score_plain(Textmine(), parts)} == {PLAIN}
    assert (found["English"].right, found["English"].n) == (1, 4)
    assert (found["Declaration, other languages"].right, found["Declaration, other languages"].n) == (0, 1)
    assert set(found) == {"English", "Declaration, other languages"}


def test_the_longest_and_surest_mistake_comes_first() -> None:
    def answered(tag: str, texts: tuple[str, ...], answers: tuple[str, ...], held_out: bool = True) -> Answered:
        return Answered(Asked(TextSet("made", tag, held_out, texts), "whole", texts), answers)

    long = "Please repair the lamps in the park and clean the paths before the winter comes."
    parts = [
        answered("so", ("More lights", long, "Fix the lift", "Cut grass"), ("en", "en", "und", "so")),
        answered("so", ("Bins are full",), ("en",), held_out=False),
    ]
    assert [item.text for item in worst(Textmine(), parts, 5)] == [long, "More lights"]
    assert [item.text for item in worst(Textmine(), parts, 1)] == [long]
    assert worst(Textmine(), parts, 0) == []
