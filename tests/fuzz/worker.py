"""Read spoilt files in a process of its own, with little memory: `python -m tests.fuzz.worker FOLDER`.

Each line of standard input is `NAME SEED`; each line of standard output is `NAME SEED OUTCOME SECONDS MEGABYTES`.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import time
from pathlib import Path

from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import seeds
from textmine.config import Config
from textmine.errors import ProblemsError
from textmine.ingest import inspect, read

MEMORY = 3 * 2**30
SUSPICIOUS = ("Traceback", "Error(", "Exception", " object at 0x")


def spoilt(folder: Path, files: dict[str, bytes], name: str, seed: int) -> Path:
    """Write a spoilt copy of a file; return what is to be read: the file, or for a letter its folder."""
    path = folder / name
    shutil.rmtree(folder, ignore_errors=True)
    path.parent.mkdir(parents=True)
    path.write_bytes(mutate(files[name], random.Random(seed)))  # noqa: S311 - no secret
    return path if path.parent == folder else path.parent


def outcome(path: Path) -> str:
    """Read a file in both ways and say what came of it: `read`, `refused`, or what is wrong with textmine."""
    try:
        consultation = read(path, config=Config())
    except ProblemsError as error:
        return "refused" if _plain(error) else "message-not-plain"
    except BaseException as error:
        return f"{type(error).__name__}"
    if path.is_file():
        inspect(path)
    rows = sum(source.rows_read for source in consultation.sources)
    ids = consultation.respondents["response_id"]
    if rows != len(ids) + len(consultation.set_aside):
        return "rows-lost"
    if ids.duplicated().any():
        return "ids-repeat"
    if len(consultation.answers) != len(ids) * len(consultation.open_questions):
        return "answers-lost"
    return "read"


def _plain(error: ProblemsError) -> bool:
    """Say whether a message is for people: it ends as a sentence, and shows nothing of the program."""
    messages = [problem.message for problem in error.problems]
    return bool(messages) and all(
        message.rstrip().endswith((".", "?", ".)")) and not any(mark in message for mark in SUSPICIOUS)
        for message in messages
    )


def peak() -> int:
    """Return the most memory so far in megabytes; `ru_maxrss` would count that of the process that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // 1024


def main(folder: Path) -> None:
    """Answer line after line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = dict(seeds())
    for line in sys.stdin:
        name, seed = line.split()
        path = spoilt(folder, files, name, int(seed))
        started = time.perf_counter()
        said = outcome(path)
        seconds = time.perf_counter() - started
        print(name, seed, said, f"{seconds:.3f}", peak(), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
