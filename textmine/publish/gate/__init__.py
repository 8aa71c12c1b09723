"""The publication gate: everything that stands between an analysis and the public."""
