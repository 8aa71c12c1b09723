"""Whether a draft sentence, ours, a language model's or an officer's, says what the answers and the tables say."""

from textmine.draft.check.drafts import check_drafts
from textmine.draft.check.failure import CHECKS, Failure
from textmine.draft.check.figures import figure_problem, other_problem, stated_figures
from textmine.draft.check.support import Encode

__all__ = ["CHECKS", "Encode", "Failure", "check_drafts", "figure_problem", "other_problem", "stated_figures"]
