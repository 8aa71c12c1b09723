"""Small consultations in the shapes that platforms export, made in the tests' own folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "Response ID",
    "Submitted",
    "Email address",
    "Ward",
    "Age group",
    "Ethnic group",
    "Disability",
    "Are you responding as an individual or on behalf of an organisation?",
    "Do you agree or disagree with our plan for safer, greener streets and parks?",
    "Please tell us the reasons for your answer.",
    "What would make your local parks and streets better or safer for you?",
    "May we publish your comments without your name?",
)

ROWS = (
    (
        *("R1", "2026-03-02", "a@example.org", "Old Dock", "35 to 44"),
        "Asian, Asian British or Asian Welsh: Bangladeshi",
        *("No", "Individual", "Strongly agree"),
        "পার্কের পথে আলো নেই, সন্ধ্যার পরে ভয় লাগে।\nনাতিকে নিয়ে হাঁটতে পারি না।",
        "N/A",
        "Yes",
    ),
    (
        *("R2", "2026-03-02", "", "Limebank", "", "White: Irish", "Yes", "Individual", "Disagree"),
        "Closing Chapel Road costs my mum's carer £5 in parking, every visit.",
        "None",
        "No",
    ),
    (
        *("R3", "2026-03-03", "t@example.com", "Marsh Green", "65 to 74", "Prefer not to say", "No"),
        *("Organisation", ""),
        "=1+1 is not a plan",
        "<script>alert('x')</script> Waddada waa mugdi, waxaan rabaa nalal 😀",
        "",
    ),
    (
        *("R4", "2026-03-04", "", "Old Dock", "16 to 24", "White: Irish", "No", "Individual", "Agree"),
        "",
        "amader parke aro gach lagbe, ar bench o nai",
        "Yes",
    ),
)


def csv_bytes(
    headings: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    """Return a table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode(encoding, errors="surrogatepass")


def write_csv(path: Path, headings: Sequence[str] = HEADINGS, rows: Sequence[Sequence[str]] = ROWS, **how: str) -> Path:
    """Write a table as CSV."""
    path.write_bytes(csv_bytes(headings, rows, **how))
    return path


def write_xlsx(path: Path, headings: Sequence[object] = HEADINGS, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """Write a table as a workbook; text that looks like a formula stays text."""
    workbook = Workbook()
    sheet = workbook.active
    for row, values in enumerate([headings, *rows], start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    workbook.save(path)
    return path
