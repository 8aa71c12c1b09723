"""Clauses: answers cut into what can stand alone, cleaned, and told fit or unfit for a key point."""
