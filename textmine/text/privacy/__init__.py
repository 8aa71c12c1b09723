"""Personal data in text: what has a form, names, other people, combinations of facts, and placeholders for them."""
