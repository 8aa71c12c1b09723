"""Open data: redacted answers and the figures that may be shown, with a data card."""
