"""A table of no platform that we know."""

from textmine.ingest.layouts.generic import locate
from textmine.ingest.layouts.located import Layout

LAYOUT = Layout("plain table", locate)
