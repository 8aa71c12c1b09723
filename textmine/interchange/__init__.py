"""Codebooks and coded text for other programs: NVivo, MAXQDA, ATLAS.ti."""
