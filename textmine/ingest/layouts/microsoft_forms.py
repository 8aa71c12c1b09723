"""Microsoft Forms: `ID`, `Start time`, `Completion time`, `Email`, `Name`, then the questions."""

from textmine.ingest.layouts.generic import of_platform

LAYOUT = of_platform("microsoft_forms", known=3, marked=1, enough=2)
