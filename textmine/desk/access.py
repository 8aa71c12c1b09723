"""Who may use the desk: a link that opens it once, and the session that comes of it."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field

from textmine.exchange import Waiting

COOKIE = "textmine_desk"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Upload:
    """A workbook that somebody sent in, and what it would change; nothing is recorded yet.

    Attributes:
        name: What the file is called.
        partial: Whether rows and sheets may be missing.
        run: Which analysis it was read against.
        officer: Who sent it.
    """

    name: str
    content: bytes
    partial: bool
    run: str
    officer: str
    waiting: Waiting


@dataclass(slots=True)
class Visit:
    """One browser's session.

    Attributes:
        token: Every form carries it, so that no other page can send one.
        officer: The name that stands in the log; empty until it is given.
        notes: What to say on the next page: (words, numbers of the decisions that can be undone).
        put_off: Answers that the officer left for later: (response_id, question_id).
        run: Which analysis the last page was of.
        uploads: Workbooks that wait for a yes, by the key that stands for them; the oldest first.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES))
    officer: str = ""
    notes: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    put_off: set[tuple[str, str]] = field(default_factory=set)
    run: str = ""
    uploads: dict[str, Upload] = field(default_factory=dict)

    def is_own(self, token: object) -> bool:
        """Tell whether a form carries the token of this session."""
        return isinstance(token, str) and hmac.compare_digest(token.encode(), self.token.encode())


class Doorkeeper:
    """Gives out links that open the desk once, and knows the sessions. Nothing of it is written anywhere."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._links: set[str] = set()
        self._visits: dict[str, Visit] = {}

    def new_link(self) -> str:
        """Return a token that opens the desk once."""
        token = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._links.add(token)
        return token

    def open(self, token: str) -> str | None:
        """Return a new session for a token that was not used yet; None for any other."""
        with self._lock:
            found = [known for known in self._links if hmac.compare_digest(known.encode(), token.encode())]
            if not found:
                return None
            self._links.remove(found[0])
            session = secrets.token_urlsafe(_BYTES)
            self._visits[session] = Visit()
            return session

    def visit(self, session: str | None) -> Visit | None:
        """Return the visit of a session; None where there is none."""
        with self._lock:
            return self._visits.get(session or "")
