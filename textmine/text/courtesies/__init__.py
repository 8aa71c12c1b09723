"""Courtesies: how letters begin and end, which says nothing about the question."""

from textmine.text.courtesies.body import body_span, is_courtesy

__all__ = ["body_span", "is_courtesy"]
