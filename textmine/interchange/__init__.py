"""Codebooks and coded text for other programs: NVivo, MAXQDA, ATLAS.ti."""

from textmine.interchange.codebook import write_codebook
from textmine.interchange.codes import Code, codes_of
from textmine.interchange.project import write_project
from textmine.interchange.reading import read_codebook

__all__ = ["Code", "codes_of", "read_codebook", "write_codebook", "write_project"]
