"""Themes: discovery, titles, assignment, positions and counts."""
