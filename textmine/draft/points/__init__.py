"""Key points: which clauses stand for a theme, who makes each, by side, and the quotes beside them."""
