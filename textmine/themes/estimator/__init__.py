"""Theme discovery with scikit-learn's conventions."""

from textmine.themes.estimator.model import ThemeModel

__all__ = ["ThemeModel"]
