"""Campaigns: the same long text sent in by several people, changed or added to by some of them."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.text.campaigns.grouping import RULE, Rule, group_texts
from textmine.text.campaigns.shingles import Words, make_texts


def campaign_ids(texts: Sequence[str | None], *, question: str = "", rule: Rule = RULE) -> list[str | None]:
    """Return a campaign id for each answer to one question that shares its text with those of others.

    Answers are of one campaign if they share a template of enough words: word for word, with small changes, or
    with a part of the person's own before, within or after it. Short answers, and what quotes the question, are
    of none.

    Args:
        texts: Answers, in the order of the file, each of one person.
        question: The wording of the question; what repeats it does not count.
        rule: When texts are of one campaign.

    Returns:
        One entry per text: `campaign-1`, `campaign-2`, … in order of first appearance, or None.

    Source:
        Runs of words: Broder 1997, "On the resemblance and containment of documents".

    Example:
        >>> letter = "Please keep the library on Mill Lane open: our children do their homework there every day."
        >>> campaign_ids([letter, "More bins", letter.upper(), "Dear all, " + letter])
        ['campaign-1', None, 'campaign-1', 'campaign-1']
    """
    words, owners = Words(), dict[bytes, list[int]]()
    for at, text in enumerate(texts):
        if key := words.of(text) if text else b"":
            owners.setdefault(key, []).append(at)
    people = [len(same) for same in owners.values()]
    asked = words.of(question)
    runs = make_texts(owners, people, words.sizes(), asked)
    answers = list(owners.values())
    groups = [sorted(at for text in group for at in answers[text]) for group in group_texts(runs, people, rule)]
    result: list[str | None] = [None] * len(texts)
    for number, group in enumerate(sorted(groups), start=1):
        for at in group:
            result[at] = f"campaign-{number}"
    return result
