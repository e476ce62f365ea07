"""Finds the root of Indonesian words that the Snowball stemmer breaks, from a list of roots and the affixes they take.

Snowball knows no roots: it cannot tell that ``penertiban`` lost a t and ``perumahan`` did not lose its r, and it
takes the end of ``masalah`` for a particle. A word that is one of these roots with affixes, or one of their examples,
is stemmed to the root; every other word is left to Snowball.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = Path(__file__).parent / "data" / "indonesian_roots.tsv"
HEADER = "root\texample\tsnowball\tfound"

_CLITICS = ("", "nya", "lah", "kah", "ku", "mu", "pun")
_SUFFIXES = ("", "kan", "an", "i")
#: A prefix, and the letters that it may have replaced at the beginning of the root.
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("",)),
    ("menge", ("",)),
    ("meng", ("", "k")),
    ("meny", ("s",)),
    ("memper", ("",)),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("penge", ("",)),
    ("peng", ("", "k")),
    ("peny", ("s",)),
    ("pem", ("", "p")),
    ("pen", ("", "t")),
    ("per", ("",)),
    ("pe", ("",)),
    ("diper", ("",)),
    ("di", ("",)),
    ("teper", ("",)),
    ("ter", ("",)),
    ("ber", ("",)),
    ("be", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
)


class RootsError(ValueError):
    """The list of roots cannot be read; names file and line."""


def load_roots(path: Path = FILE) -> dict[str, str]:
    """Each root and example of a list -> the root: tab-separated columns under a header, ``#`` begins a comment.

    Raises RootsError.
    """
    found: dict[str, str] = {}
    examples: dict[str, str] = {}
    header = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        if not header:
            header = line
            if header != HEADER:
                raise RootsError(f"{path.name}, line {number}: the columns must be {HEADER.split()}")
            continue
        root, *others = line.split("\t")
        if len(others) != 3 or not (root.isascii() and root.isalpha() and root.islower()):
            raise RootsError(f"{path.name}, line {number}: not a root in small letters with an example, stem and place")
        if root in found:
            raise RootsError(f"{path.name}, line {number}: {root} is listed twice")
        found[root] = root
        examples[others[0]] = root
    return examples | found


ROOTS = load_roots()


def root_of(word: str, roots: Mapping[str, str] = ROOTS) -> str | None:
    """The listed root from which ``word`` is made with the fewest affixes; None if there is none."""
    return next((roots[root] for base in _bases(word) for root in _unprefixed(base) if root in roots), None)


def _bases(word: str) -> Iterator[str]:
    for clitic in _CLITICS:
        if word.endswith(clitic):
            stripped = word[: len(word) - len(clitic)]
            for suffix in _SUFFIXES:
                if stripped.endswith(suffix):
                    yield stripped[: len(stripped) - len(suffix)]


def _unprefixed(base: str) -> Iterator[str]:
    for prefix, replaced in _PREFIXES:
        if base.startswith(prefix):
            rest = base[len(prefix) :]
            for letter in replaced:
                yield letter + rest
