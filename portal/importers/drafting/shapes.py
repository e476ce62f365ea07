"""What the values of a column look like, whatever it is called."""

from __future__ import annotations

import re

from ...domain.masking import mask
from .sample import SampledColumn

_NUMBER = re.compile(r"[-+]?\d{1,3}[.,]\d{2,}")
_PAIR = re.compile(r"(?:POINT\s*)?\(?\s*([-+]?\d{1,3}[.,]\d+)\s*[,; ]\s*([-+]?\d{1,3}[.,]\d+)\s*\)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\w./#-]{1,60}")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*( [^\W\d_][\w.'’-]*){1,4}")
_TELEPHONE = re.compile(r"[+(][\d ()./-]{7,19}|0\d{1,4}[ -]?\d{3,4}[ -]?\d{3,5}")
_IDENTITIES = ("[telepon]", "[email]", "[NIK]", "[NPWP]", "[BPJS]", "[paspor]")
MOSTLY = 0.8


def degrees(column: SampledColumn, limit: int) -> bool:
    """Whether the values are decimal degrees within a limit; zero does not count."""
    values = [value for value in column.values if value.strip("0.,")]
    found = [value for value in values if _NUMBER.fullmatch(value)]
    return bool(found) and len(found) >= MOSTLY * len(values) and all(abs(_float(v)) <= limit for v in found)


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def mean(column: SampledColumn) -> float:
    """The middle of a column of degrees."""
    found = [_float(value) for value in column.values if _NUMBER.fullmatch(value)]
    return sum(found) / max(1, len(found))


def narrow(column: SampledColumn) -> bool:
    """Whether degrees lie within a region, as those of a city do."""
    found = sorted(_float(value) for value in column.values if _NUMBER.fullmatch(value))
    tenth = len(found) // 10
    return len(found) > 1 and found[-1 - tenth] - found[tenth] < 5


def pairs(column: SampledColumn) -> list[tuple[float, float]]:
    """The two numbers of each value that has them in one cell; none unless most values have."""
    found = [match for value in column.values if (match := _PAIR.fullmatch(value))]
    if len(found) < MOSTLY * len(column.values):
        return []
    return [(_float(match[1]), _float(match[2])) for match in found]


def is_identity(column: SampledColumn, rows: int) -> bool:
    """Whether nearly every row has a value of its own, short and without a space."""
    counted = column.filled == rows and len(column.counts) >= 0.99 * rows
    return counted and column.share(lambda value: bool(_PLAIN.fullmatch(value))) == 1 and not _decimals(column)


def _decimals(column: SampledColumn) -> bool:
    return column.share(lambda value: bool(re.fullmatch(r"[-+]?\d+[.,]\d+", value))) > 0.5


def is_personal(column: SampledColumn) -> bool:
    """Whether most values are telephone numbers, e-mail addresses or numbers of identity."""
    some = column.values[:200]
    found = [value for value in some if _TELEPHONE.fullmatch(value) or mask(value) in _IDENTITIES]
    return bool(found) and len(found) >= 0.6 * len(some)


def may_be_people(column: SampledColumn) -> bool:
    """Whether most values read like names of people: a few capitalised words, nearly all different."""
    some = column.values[:500]
    named = sum(bool(_PERSON.fullmatch(value)) for value in some)
    return len(some) > 2 and named >= 0.6 * len(some) and len(column.counts) > 0.5 * column.filled


def is_words(column: SampledColumn) -> bool:
    """Whether the values are sentences rather than labels."""
    some = column.values[:500]
    spaces = sum(value.count(" ") for value in some)
    return len(some) > 1 and spaces / len(some) >= 4 and len(column.counts) > 0.3 * column.filled


def is_label(column: SampledColumn, rows: int) -> bool:
    """Whether a few values repeat, none of them a number."""
    few = 1 < len(column.counts) <= max(2, rows // 2) and len(column.counts) < min(column.filled, 400)
    return few and column.share(lambda value: not re.search(r"\d", value)) > 0.8 and column.filled > rows / 2
