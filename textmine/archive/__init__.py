"""Past consultations in one file: add, search by meaning, track what was promised."""
