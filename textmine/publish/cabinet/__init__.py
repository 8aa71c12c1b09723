"""The consultation report for Cabinet, an editable Word file."""
