"""Two consultations side by side: which themes grew, faded, or are new."""
