"""Drafts: the sentences an officer starts from, each with the answers it rests on."""

from textmine.draft.drafting import Drafter, draft_themes
from textmine.draft.person.shift import second_person
from textmine.draft.wording import figure_sentence, figures, minority_sentence

__all__ = ["Drafter", "draft_themes", "figure_sentence", "figures", "minority_sentence", "second_person"]
