"""A made-up city whose names are as hard as those of real ones: bodies below bodies, equal names on two levels."""

from __future__ import annotations

from portal.domain.city import City, PackAgency, PackArea, PackCategory, PackChannel


def _agency(slug: str, name: str, short: str, kind: str, parent: str | None = None) -> PackAgency:
    return PackAgency(slug=slug, name=name, short=short, kind=kind, parent=parent)


_AGENCIES = (
    _agency("police", "Civil Service Police Unit", "CSPU", "department"),
    _agency("police-north", "Civil Service Police Unit of the North", "CSPU North", "office", "police"),
    _agency("police-north-1", "First Post", "Post 1", "post", "police-north"),
    _agency("roads", "Roads Department", "Roads", "department"),
    _agency("roads-plant", "Plant and Stores of Roads", "Plant", "unit", "roads"),
    _agency("fire", "Fire and Rescue Department", "Rescue", "department"),
    *(_agency(f"ward-{n}", f"Ward {n} Office", f"Ward {n}", "ward", "mayor") for n in range(60)),
    _agency("mayor", "Office of the Mayor", "Mayor", "office", "ring"),
    _agency("ring", "Ring", "Ring", "office", "mayor"),
)
_AREAS = (
    PackArea(code="01", name="Harbour", level="district"),
    PackArea(code="01.1", name="Harbour", level="ward", parent="01"),
    PackArea(code="01.2", name="Old Town", level="ward", parent="01"),
    PackArea(code="02", name="Old Town", level="district"),
    PackArea(code="02.1", name="Mill Hill", level="ward", parent="02"),
)
NAMED_CITY = City(
    slug="northport",
    name="Northport",
    title="City of Northport",
    languages=("en",),
    zone="Europe/London",
    code_prefix="NP",
    levels=("district", "ward"),
    agencies={one.slug: one for one in _AGENCIES},
    categories={
        "potholes": PackCategory(slug="potholes", name="Lubang", name_en="Potholes", group="Roads and pavements"),
        "kerbs": PackCategory(slug="kerbs", name="Kerb", name_en="Kerbs", group="Roads and pavements"),
        "litter": PackCategory(slug="litter", name="Sampah", name_en="Litter", group="Cleaning"),
    },
    channels={"post": PackChannel(slug="post", name="Surat", name_en="By post")},
    areas={one.code: one for one in _AREAS},
    synonyms={"cops": "police", "firemen": "fire brigade", "rescue": "fire brigade", "dept": "department"},
)
