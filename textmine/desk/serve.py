"""`textmine review`: the desk on this machine alone, until it is stopped."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from textmine.desk.access import Doorkeeper
from textmine.desk.app import OPEN, make_app
from textmine.desk.live import Live
from textmine.errors import InputError
from textmine.occupied import in_use

HOST = "127.0.0.1"


def serve(folder: Path, port: int, *, open_browser: bool = True, say: Callable[[str], None] = print) -> None:
    """Open the review desk of an analysis, and go on until it is interrupted.

    Args:
        folder: The analysis folder.
        port: Where to listen on 127.0.0.1; 0: any free port.
        open_browser: Whether to open the link in the browser.
        say: Writes a line for whoever started it.

    Raises:
        InputError: The folder is no finished analysis, was purged or is being purged, or the port is taken.
        ReviewError: The decision log is damaged.
    """
    with in_use(folder):
        _serve(folder, port, open_browser=open_browser, say=say)


def _serve(folder: Path, port: int, *, open_browser: bool, say: Callable[[str], None]) -> None:
    """Open the desk, and go on until it is interrupted."""
    import uvicorn

    live = Live(folder)
    live.warm()
    # What stays for good need not be looked through for garbage again and again: that takes a third of a second.
    gc.collect()
    gc.freeze()
    listening = _listen(port)
    own = listening.getsockname()[1]
    doorkeeper = Doorkeeper()
    app = make_app(live, [f"{name}:{own}" for name in (HOST, "localhost")], doorkeeper, own)

    def new_address() -> str:
        return f"http://{HOST}:{own}{OPEN}?token={doorkeeper.new_link()}"

    if strange := live.foreign():
        say(f"Careful: {strange}")
    address = new_address()
    say(f"The review is open at {address}")
    say("The link works once, and on this machine alone. Enter: a new link. Ctrl+C: stop; all decisions are kept.")
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_links, args=(new_address, say), daemon=True).start()
    # Addresses can hold what somebody searched for: requests are not logged.
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="critical",
        lifespan="off",
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    # uvicorn stops in order at both signals, and raises them again afterwards.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    if live.views_are_old:
        say("Writing the report, the workbook and the ledger anew …")
        live.write_views()


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone.

    Raises:
        InputError: The port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # A browser may be faster than the server: its request waits.
        listening.listen()
    except OSError:
        listening.close()
        message = f"port {port} is in use, perhaps by another review. Choose another one with `--port`, or 0 for any."
        raise InputError(message) from None
    return listening


def _links(new_address: Callable[[], str], say: Callable[[str], None]) -> None:
    """Print a new link whenever somebody presses Enter."""
    for _ in sys.stdin:
        say(f"Another link: {new_address()}")
