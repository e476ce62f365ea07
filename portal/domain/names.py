"""When two names mean the same thing, and how a name stands in an address: an identity is whole, an address is not."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from itertools import count

LONGEST = 80  # characters of an address
LONGEST_IDENTITY = 300  # characters; an index of PostgreSQL takes no more than 2,700 bytes
_HYPHENS = re.compile(r"-{2,}")


@lru_cache(maxsize=4_096)
def identity(name: str) -> str:
    """What is equal for names that are equal but for case, width and white space; signs and accents count.

    Unicode's compatibility caseless match (Unicode 15, D146), composed again. Of a longer name than LONGEST_IDENTITY
    the beginning and a hash of the whole. Kept, for an import asks for the same names with every batch.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold()).casefold()
    whole = " ".join(unicodedata.normalize("NFKC", folded).split())
    if len(whole) <= LONGEST_IDENTITY:
        return whole
    return f"{whole[: LONGEST_IDENTITY - 50].rstrip()} {_hash(whole, 16)}"


def address(name: str, taken: Container[str] = ()) -> str:
    """A name as one part of a path: lower-case letters and digits of any script with single hyphens, at most LONGEST.

    Latin letters lose their accents, other letters stay. A name without letters and digits gets a hash of itself. Where
    the address is ``taken`` a number is put behind it.
    """
    whole = identity(name)
    found = _spelt(whole)[:LONGEST].strip("-") or f"n-{_hash(whole, 4)}"
    if found not in taken:
        return found
    numbered = (f"{found[: LONGEST - len(str(n)) - 1].rstrip('-')}-{n}" for n in count(2))
    return next(other for other in numbered if other not in taken)


def _spelt(whole: str) -> str:
    parts: list[str] = []
    bare = True  # whether a mark that comes now belongs to nothing that keeps its marks
    for char in whole:
        plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        kind = unicodedata.category(char)
        if plain.isalnum():
            parts.append(plain)
            bare = True
        elif kind[0] in "LN":
            parts.append(char)
            bare = False
        elif kind[0] == "M":
            parts += [] if bare else [char]
        elif kind != "Cf":
            parts.append("-")
            bare = True
    return _HYPHENS.sub("-", identity("".join(parts)))


def _hash(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()
