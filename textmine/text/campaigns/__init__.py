"""Campaigns: the same long text sent in by several people, and what each of them added."""

from textmine.text.campaigns.find import campaign_ids
from textmine.text.campaigns.shared import Shared, shared

__all__ = ["Shared", "campaign_ids", "shared"]
