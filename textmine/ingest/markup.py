"""Headings and options that a platform exports with the markup of its web page."""

from __future__ import annotations

import html
import re

from textmine.ingest.headings import tidy

_TAG = re.compile(
    r"</?(?P<name>a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strong|sub|sup|table|tbody|td|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_APART = frozenset({"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "table", "td", "tr", "ul"})
"""Tags between which words stand apart."""


def without_markup(text: str) -> str:
    """Return a heading as people saw it, on one line: without tags, with characters for their codes.

    Example:
        >>> without_markup("<b>In your own words</b>:&nbsp;what&#39;s missing?<br>Parks &amp; trees, if you are <16")
        "In your own words: what's missing? Parks & trees, if you are <16"
    """
    if "<" not in text and "&" not in text:
        return tidy(text)
    plain = _TAG.sub(lambda tag: " " if tag["name"].lower() in _APART else "", text)
    return tidy(html.unescape(plain))
