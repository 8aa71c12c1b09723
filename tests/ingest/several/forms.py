"""One consultation as three forms: online, paper and easy-read, each worded in its own way."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.samples import write_csv, write_xlsx

ONLINE_SCALE = "Do you agree or disagree with our plan for the canal path?"
ONLINE_WHY = "Please tell us the reasons for your answer about the canal path."
EASY_SCALE = "Do you like our plan for the canal path?"
EASY_WHY = "Tell us why you like or do not like the plan for the canal path."


def online(folder: Path) -> Path:
    """Write the online export."""
    headings = ["Response ID", "Email address", ONLINE_SCALE, ONLINE_WHY, "Ward"]
    rows = [
        ["1", "a@example.org", "Strongly agree", "The path floods each winter, and I walk to work on it.", "Old Dock"],
        ["2", "b@example.org", "Disagree", "Cyclists come far too fast round the bend by the lock.", "Limebank"],
        ["3", "c@example.org", "Agree", "খালের পাশে আলো দরকার, সন্ধ্যায় ভয় লাগে।", "Old Dock"],
        ["4", "", "Strongly disagree", "Waddada kanaalka waa mugdi, nalal ayaan rabnaa.", "Limebank"],
    ]
    return write_csv(folder / "online.csv", headings, rows)


def paper(folder: Path) -> Path:
    """Write the sheet into which the paper forms were typed: its own numbers, headings with a number in front."""
    headings = ["Form no.", f"1. {ONLINE_SCALE.upper()}", f"Q2) {ONLINE_WHY}", "ward", "E-mail"]
    rows = [
        [1, "strongly agree", "Please keep the benches, my knees need them every hundred yards.", "Old Dock", ""],
        [2, "Disagree.", "canal er pashe beshi alo dorkar, rate khub ondhokar", "Limebank", "a@example.org"],
        [None, "Agree", "More bins near the bridge.", "Old Dock", ""],
    ]
    return write_xlsx(folder / "paper.xlsx", headings, rows)


def easy_read(folder: Path) -> Path:
    """Write the easy-read export, with other wording and other options."""
    headings = ["ID", EASY_SCALE, EASY_WHY]
    rows = [
        ["E1", "Definitely agree", "I like the ducks. I want to sit near them."],
        ["E2", "Definitely disagree", "Bikes scare me."],
        ["E3", "Not sure", "Definitely agree"],
    ]
    return write_csv(folder / "easy-read.csv", headings, rows)
