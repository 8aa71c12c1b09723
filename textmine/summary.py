"""What the commands say when they are done, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.exchange import Exported, Waiting
from textmine.ledger import LEDGER
from textmine.model import Decision
from textmine.purge import Purge
from textmine.report.responded import who_responded
from textmine.report.trust import trust_warnings
from textmine.retention import RECORD, is_overdue, purged_message, retention_note
from textmine.review import Reviewed
from textmine.review.workbook.words import counted
from textmine.schema import rows

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 10


def run_summary(reviewed: Reviewed, out: Path) -> str:
    """Say what a run found, what it assumed, and what to do next."""
    tables = reviewed.tables
    ledger = tables.manifest["ledger"]
    lines = [
        f"Rows read: {ledger['rows_read']}. Responses: {ledger['responses']}. Set aside: {len(ledger['set_aside'])}.",
        f"Answers in a theme: {ledger['themed']}. Need a person: {ledger['needs_person']}. "
        f"Nothing to theme: {ledger['no_content']}. Left blank: {ledger['blank']}.",
        *who_responded(tables),
    ]
    lines += [f"Assumed: {assumption}" for assumption in tables.manifest["assumptions"]]
    for question in rows(tables.open_questions):
        themes = tables.themes[tables.themes["question_id"] == question.question_id]
        lines += ["", f"{question.question_id}: {question.wording}"]
        lines += _same_texts(tables.responses, question.question_id)
        groups = set(themes["parent_id"].dropna())
        themes = themes[~themes["theme_id"].isin(groups)]
        for theme in rows(themes.head(SHOWN)):
            people = "person" if theme.n_people == 1 else "people"
            lines.append(f"  {theme.theme_id}  {theme.title} ({theme.n_people} {people}, {theme.share:.0%})")
        if len(themes) > SHOWN:
            more = len(themes) - SHOWN
            lines.append(f"  … and {more} more {'theme' if more == 1 else 'themes'}{_in_groups(len(groups))}")
        lines += [f"  Careful: {warning}" for warning in trust_warnings(tables.manifest, question.question_id)]
    if reviewed.not_applied:
        number = len(reviewed.not_applied)
        lines += [
            "",
            "1 earlier decision no longer applies:" if number == 1 else f"{number} earlier decisions no longer apply:",
        ]
        lines += [f"  {decision.number} ({decision.do}): {why}" for decision, why in reviewed.not_applied]
    if is_overdue(tables.manifest):
        lines += ["", retention_note(tables.manifest)]
    lines += [
        "",
        f"Read {out / 'report.html'} in a browser, or {out / 'review.xlsx'} in a spreadsheet.",
        f"Where every row went:    {out / LEDGER}",
        f"Review and approve:     textmine review {out}",
        f"What was done about it: textmine workbook export {out} FILE.xlsx --for lead",
        f"Then publish:           textmine publish {out} --out FOLDER --format html,docx,newsletter,letters",
    ]
    return "\n".join(lines)


def _same_texts(responses: pd.DataFrame, question: str) -> list[str]:
    """Say how many people sent a text that others sent too; nothing where nobody did."""
    sent = responses.loc[responses["question_id"] == question, "campaign_id"].dropna()
    if sent.empty:
        return []
    texts = sent.nunique()
    return [
        f"  {len(sent)} people used {'the same text' if texts == 1 else f'one of {texts} texts that several sent'}."
    ]


def _in_groups(number: int) -> str:
    return f"; the report shows them in {number} {'group' if number == 1 else 'groups'}" if number else ""


def decide_summary(taken: Sequence[Decision], reviewed: Reviewed) -> str:
    """Say what was recorded and what no longer applies."""
    lines = []
    if len(taken) == 1:
        lines = [f"1 decision recorded (number {taken[0].number})."]
    elif taken:
        lines = [f"{len(taken)} decisions recorded (numbers {taken[0].number} to {taken[-1].number})."]
    lines += [f"No longer applies: {decision.number} ({decision.do}): {why}" for decision, why in reviewed.not_applied]
    return "\n".join(lines) or "The file holds no decision."


def export_summary(exported: Exported, folder: Path, file: Path) -> str:
    """Say what a workbook holds, what was left out, and what to do when it comes back."""
    lines = [f"Written: {file}"]
    lines += [f"  {sheet.title}: {sheet.about}" for sheet in exported.sheets]
    lines += [f"  {counted('left_out', exported.left_out)}"] if exported.left_out else []
    lines.append(f"When it comes back:  textmine workbook apply {folder} {file} --by 'Your name' --dry-run")
    return "\n".join(lines)


def apply_summary(waiting: Waiting, *, dry_run: bool) -> str:
    """Show what a workbook changes; say so where that is nothing."""
    number = len(waiting.reading.filled)
    if not number:
        return "\n".join([*waiting.lines, "Nothing to do: the workbook holds nothing that is not recorded already."])
    rows = "1 row" if number == 1 else f"{number} rows"
    ending = ["Nothing was recorded: this was a dry run."] if dry_run else []
    return "\n".join([f"{rows} to record:", *waiting.lines, *ending])


def purge_summary(done: Purge, folder: Path, *, dry_run: bool = False) -> str:
    """Say what a purge removed, what is left, and what lies outside of it."""
    if done.earlier:
        lines = [f"{folder} {purged_message({'at': done.at, 'by': done.by})}"]
    else:
        lines = [
            "To be removed:" if dry_run else f"Removed from {folder}:",
            "  Answers, people, vectors, report, workbook, key points and quotes, keywords, titles that nobody gave or "
            "approved, and what the decisions said but does not stand today.",
        ]
    work = [name for name in done.removed if "/" in name]
    files = [name for name in done.removed if "/" not in name]
    lines += [f"  Files: {', '.join(files)}"] if files else []
    lines += [f"  Checkpoints and cached vectors: {counted_files(len(work))}"] if work else []
    lines += [f"  Only the link: {name} (it leads to {target}; delete that, too)" for name, target in done.links]
    lines += [
        f"{'To stay' if dry_run else 'Left'}: {', '.join(done.kept)}",
        f"  Outcomes, owners, dates, reasons, counts, who approved what and when, the ledger. Read {folder / RECORD}.",
    ]
    lines += [f"Not textmine's, and left: {', '.join(done.left)}. Look whether they hold answers."] if done.left else []
    exports = f"the export itself ({', '.join(done.exports)})" if done.exports else "the export itself"
    lines += [
        f"Not touched, and yours to delete: {exports}, what was published, workbooks and letters that were sent out, "
        "copies and backups.",
        "Files are overwritten before they are deleted. A solid-state disk, a synchronised folder or a backup may keep "
        "what stood there all the same: where that matters, ask whoever looks after the machine.",
    ]
    lines += ["Nothing was removed: this was a dry run."] if dry_run else []
    return "\n".join(lines)


def counted_files(number: int) -> str:
    """Return a number of files in words."""
    return "1 file" if number == 1 else f"{number} files"
