"""Whole files of every kind that is read, to be spoilt: small, and each with something special in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from email.message import EmailMessage

from openpyxl import Workbook

from tests.ingest.containers.made import xlsb, xlsb_rows

HEADINGS = ["Response ID", "Submitted", "E-mail", "Do you agree?", "Please tell us why.", "Which do you use?"]
ROWS: list[list[str]] = [
    ["R1", "2026-03-02", "a@example.org", "Agree", "Lights on the path, please.\nAnd benches.", "Park; Library"],
    ["R2", "2026-03-02", "", "Disagree", "পার্কের পথে আলো নেই, সন্ধ্যার পরে ভয় লাগে।", "Park"],
    ["R3", "2026-03-03", "", "Agree", 'Waddada waa mugdi, "nalal" baan rabnaa; £5 😀', ""],
    ["R4", "2026-03-04", "b@example.org", "", "N/A", "Library"],
    ["R5", "2026-03-04", "", "Agree", "المسار مظلم جدا في الليل، نحتاج إلى إضاءة", "Park; Baths, hot"],
    ["Total", "", "", "4", "", ""],
]


def _csv(encoding: str, delimiter: str) -> bytes:
    """Return the table as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADINGS, *ROWS])
    return text.getvalue().encode(encoding, errors="replace")


def _headed() -> bytes:
    """Return a CSV with three rows of headings, as Qualtrics writes them, and a preview."""
    text = io.StringIO(newline="")
    ids = ["StartDate", "Status", "Finished", "ResponseId", "Q1", "Q2_1", "Q2_2", "Q3"]
    wording = ["Start Date", "Response Type", "Finished", "Response ID", "Do you agree?"]
    wording += ["Which do you use? - Park", "Which do you use? - Library", "Why?"]
    rows = [
        ["2026-03-02 10:00:00", "Survey Preview", "True", "R_1", "Agree", "Park", "", "test"],
        ["2026-03-02 11:00:00", "IP Address", "True", "R_2", "Disagree", "", "Library", "রাস্তায় আলো নেই, ভয় লাগে।"],
        ["2026-03-03 11:00:00", "IP Address", "False", "R_3", "Agree", "Park", "Library", "Waddada waa mugdi."],
    ]
    csv.writer(text).writerows([ids, wording, [f'{{"ImportId":"{name}"}}' for name in ids], *rows])
    return text.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    """Return a workbook with a title, merged cells, a formula, hidden rows and a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Canal path consultation"])
    sheet.merge_cells("A1:F1")
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    sheet["E6"] = "=1+1"
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Notes").append(["What the colours mean"])
    book.create_sheet("Old").sheet_state = "hidden"
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls() -> bytes:
    """Return a workbook of Excel 97."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for number, row in enumerate([HEADINGS, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods() -> bytes:
    """Return an OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    for row in [HEADINGS, *ROWS]:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _eml() -> bytes:
    """Return an e-mail with two versions of its text, a quoted message and an attachment."""
    message = EmailMessage()
    message["From"], message["To"] = "Rahima <r@example.org>", "consultation@example.org"
    message["Subject"], message["Date"] = "খালের পথ", "Mon, 02 Mar 2026 10:00:00 +0000"
    message.set_content("The path is dark.\nপথটা অন্ধকার।\n\n> On 1 March you wrote:\n> Tell us what you think.\n")
    message.add_alternative("<p>The path is <b>dark</b>.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    return message.as_bytes()


def _docx() -> bytes:
    """Return a letter."""
    from docx import Document

    document = Document()
    document.add_paragraph("Dear council,")
    document.add_paragraph("Nalal badan fadlan, waddada kanaalka waa mugdi.")
    document.add_table(1, 2).cell(0, 0).text = "benches"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seeds() -> Mapping[str, bytes]:
    """Return the files by name."""
    return {
        "comma.csv": _csv("utf-8-sig", ","),
        "semicolon.csv": _csv("cp1252", ";"),
        "tab.tsv": _csv("utf-16", "\t"),
        "new.xlsx": _xlsx(),
        "old.xls": _xls(),
        "open.ods": _ods(),
        "binary.xlsb": xlsb(xlsb_rows([HEADINGS, *ROWS], hidden=[2])),
        "qualtrics.csv": _headed(),
        "letters/mail.eml": _eml(),
        "letters/letter.docx": _docx(),
        "letters/note.txt": "আলো দরকার। More lights.\r\n".encode(),
    }
