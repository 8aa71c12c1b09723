"""Word files: the page in the council's own letterhead, with real styles, lists and languages."""
