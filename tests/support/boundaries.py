"""Official outlines of Jakarta; they are not part of the repository, so tests that read them skip without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.cities.polygons import Feature, read_features

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
PRECISE = DATA / "dki_kelurahan_precise.geojson"

needs_boundaries = pytest.mark.skipif(not PRECISE.exists(), reason=f"no official outlines at {PRECISE}")


def official() -> list[Feature]:
    """The 65 kelurahan of Jakarta Selatan."""
    return [feature for feature in read_features(PRECISE) if feature.properties["kode_kota"] == "31.74"]
