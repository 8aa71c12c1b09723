"""SmartSurvey: its own columns, which may stand at the right-hand end, and the questions."""

from textmine.ingest.layouts.generic import of_platform

LAYOUT = of_platform("smartsurvey", known=4, marked=1)
