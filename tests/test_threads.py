"""What the review desk works out in several threads at once loads what it needs."""

import subprocess
import sys

SCRIPT = """
import sys, threading
from textmine.draft.clauses.parser import model_name
from textmine.text.privacy.name_matcher import Engine
from textmine.themes.stopwords import stop_words

def go(load):
    try:
        load()
    except ImportError as error:
        failed.append(str(error))

sys.setswitchinterval(1e-5)
failed = []
threads = [threading.Thread(target=go, args=(load,)) for load in (Engine, stop_words, model_name)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit("; ".join(failed) or 0)
"""


def test_threads_that_load_parts_of_spacy_at_the_same_time_all_get_them() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
