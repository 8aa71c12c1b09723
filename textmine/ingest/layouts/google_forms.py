"""Google Forms: `Timestamp`, perhaps the e-mail address, then the questions."""

from textmine.ingest.layouts.generic import of_platform

LAYOUT = of_platform("google_forms", known=1, marked=1, first=True)
