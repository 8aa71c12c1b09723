"""`equality.docx`: the Equality Impact evidence as a Word document that officers can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.insight import GROUP_ROLES
from textmine.publish.equality.facts import Evidence, equality_wording
from textmine.publish.equality.people import add_gaps, add_people, seldom_heard
from textmine.publish.equality.themes import add_differences, add_most
from textmine.publish.page import Text
from textmine.publish.texts import tagged
from textmine.publish.wording import counted, in_words, joined

if TYPE_CHECKING:
    from pathlib import Path

    from textmine.publish.word.document import _Document


def _summary(document: _Document, evidence: Evidence) -> None:
    words, minimum = equality_wording()["summary"], evidence.config.publish.minimum_count
    document.heading(equality_wording()["headings"]["summary"], 2)
    if evidence.responses < minimum:
        document.text(words["few_responses"].format(minimum=in_words(minimum)))
        return
    document.text(words["responses"].format(n=f"{evidence.responses:,}"), "List Bullet")
    names = [str(tagged(wording)) for wording, own in evidence.groups() if own["role"].iloc[0] in GROUP_ROLES]
    document.text(words["groups"].format(names=joined(names)) if names else words["no_groups"], "List Bullet")
    few = sum(1 for _ in seldom_heard(evidence))
    key = "no_census" if evidence.compared is None else "fewer" if few else "none_fewer"
    document.text(words[key].format(n=few), "List Bullet")
    apart = evidence.differences()
    document.text(counted(words["differ"], len(apart)) if apart else words["none_differ"], "List Bullet")


def _method(document: _Document, evidence: Evidence) -> None:
    document.heading(equality_wording()["headings"]["method"], 2)
    for line in method_lines(evidence):
        document.text(line, "List Bullet")


def method_lines(evidence: Evidence) -> list[str]:
    """Return how the numbers came about, and what they cannot tell."""
    words, settings = equality_wording()["method"], evidence.config.publish
    lines = list(words["lines"])
    if settings.breakdown_minimum > 1:
        least = {"minimum": in_words(settings.minimum_count), "breakdown": in_words(settings.breakdown_minimum)}
        lines.append(words["hidden"].format(**least))
    if settings.rounding > 1:
        lines.append(words["rounded"].format(base=settings.rounding))
    return lines


def write_equality(evidence: Evidence, path: Path) -> None:
    """Write the evidence as a Word document.

    Args:
        evidence: From `evidence_of`.
        path: The file to write.

    Raises:
        ConfigError: The letterhead cannot be used.
    """
    from textmine.publish.word.document import _Document
    from textmine.publish.word.template import open_template

    page, kicker = evidence.page, str(equality_wording()["headings"]["kicker"])
    values = {"title": page.title.text, "organisation": page.organisation, "kicker": kicker}
    document = _Document(open_template(evidence.config.publish.word_template, values))
    properties = document.docx.core_properties
    properties.title = f"{kicker}: {page.title.text}"[:255]
    properties.subject = kicker
    properties.author = page.organisation[:255]
    properties.comments = page.made_with
    document.text(kicker if page.kicker else "", "Subtitle")
    document.heading(page.title if page.kicker else Text(kicker), 1)
    _summary(document, evidence)
    add_people(document, evidence)
    add_most(document, evidence)
    add_differences(document, evidence)
    add_gaps(document, evidence)
    _method(document, evidence)
    document.text(page.made_with)
    document.save(path)
