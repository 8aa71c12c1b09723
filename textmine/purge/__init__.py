"""Removing people's words after retention: outcomes, counts, who decided, and the ledger stay."""

from textmine.purge.folder import Purge, look, purge, to_be_kept_until
from textmine.purge.reopen import open_purged

__all__ = ["Purge", "look", "open_purged", "purge", "to_be_kept_until"]
