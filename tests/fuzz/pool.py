"""Send spoilt files to worker processes; a worker that dies or hangs is a finding, and is replaced."""

from __future__ import annotations

import queue
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 10.0
"""Seconds after which a file hangs."""


@dataclass
class Findings:
    """What came of many files."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(file, outcome) → how often."""
    bad: list[tuple[str, int, str]] = field(default_factory=list)
    """File, seed, and what went wrong."""
    slowest: float = 0.0
    megabytes: int = 0

    def add(self, name: str, seed: int, said: str, seconds: float = 0.0, megabytes: int = 0) -> None:
        """Count one file."""
        self.outcomes[name, said] += 1
        if said not in ("read", "refused"):
            self.bad.append((name, seed, said))
        self.slowest = max(self.slowest, seconds)
        self.megabytes = max(self.megabytes, megabytes)


class _Worker:
    """One process, started anew when it is lost."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        """Start the process."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )

    def ask(self, name: str, seed: int) -> tuple[str, float, int]:
        """Return what came of one file, the seconds it took and the most memory so far."""
        assert self.process.stdin
        assert self.process.stdout
        timer = threading.Timer(SLOWEST + 20, self.process.kill)  # a new worker takes seconds to import
        timer.start()
        try:
            self.process.stdin.write(f"{name} {seed}\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline().split()
        except OSError:
            line = []
        finally:
            hung = not timer.is_alive()
            timer.cancel()
        if len(line) != 5:
            self.close()
            self.process = self._start()
            return ("hangs" if hung else "process-died"), SLOWEST, 0
        seconds = float(line[3])
        return ("hangs" if seconds > SLOWEST else line[2]), seconds, int(line[4])

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


def fuzz(jobs: Iterable[tuple[str, int]], workers: int = 2) -> Findings:
    """Read spoilt files, each given by the file it comes from and a seed."""
    waiting: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    findings, lock = Findings(), threading.Lock()

    def work(folder: Path) -> None:
        worker = _Worker(folder)
        while True:
            try:
                name, seed = waiting.get_nowait()
            except queue.Empty:
                break
            said, seconds, megabytes = worker.ask(name, seed)
            with lock:
                findings.add(name, seed, said, seconds, megabytes)
        worker.close()

    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, str(number)) for number in range(workers)]
        for folder in folders:
            folder.mkdir()
        threads = [threading.Thread(target=work, args=(folder,)) for folder in folders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return findings
