"""The formats of a publication that are no Word files, each made from the page."""
