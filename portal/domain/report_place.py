"""Where a citizen says that something is wrong: an area, words, a point; each may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

LONGEST_WORDS = 200  # characters
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """``area``: a code, '' for none; ``lat`` and ``lon``: degrees, both or neither."""

    area: str = ""
    words: str = ""
    lat: float | None = None
    lon: float | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """As an address or a form carries it."""
        point = [] if self.lat is None else [("lat", f"{self.lat:.5f}"), ("lon", f"{self.lon:.5f}")]
        return [(name, value) for name, value in (("area", self.area), ("place", self.words)) if value] + point


def parse(said: Mapping[str, str]) -> AskedPlace:
    """What an address or a form says; what cannot be read is left out."""
    lat, lon = _degrees(said.get("lat", ""), 90), _degrees(said.get("lon", ""), 180)
    known = lat is not None and lon is not None
    return AskedPlace(
        area=said.get("area", "").strip()[:LONGEST_CODE],
        words=" ".join(said.get("place", "").split())[:LONGEST_WORDS],
        lat=lat if known else None,
        lon=lon if known else None,
    )


def _degrees(text: str, most: float) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return round(number, 5) if isfinite(number) and abs(number) <= most else None
