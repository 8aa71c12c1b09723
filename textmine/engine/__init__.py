"""Where partitions of the work are computed: in this process, or on a Dask cluster."""

from textmine.engine.choose import NAMES, open_engine
from textmine.engine.local import LOCAL, LocalEngine

__all__ = ["LOCAL", "NAMES", "LocalEngine", "open_engine"]
