"""Reads the lists of words in data/: a ``#`` begins a line of comment, and empty lines only part."""

from __future__ import annotations

from pathlib import Path


def listed(path: Path) -> list[str]:
    """The lines of a list that say something."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def words_of(path: Path) -> frozenset[str]:
    """The words of a list of single words."""
    return frozenset(word for line in listed(path) for word in line.split())
