"""Sentence vectors: backends, a cache, and the alignment that puts every language in one space."""

from textmine.embed.align import Alignment, load_alignment
from textmine.embed.backends import make_embedder
from textmine.embed.cache import VectorCache
from textmine.embed.encode import embed_texts, encode_chunk

__all__ = ["Alignment", "VectorCache", "embed_texts", "encode_chunk", "load_alignment", "make_embedder"]
