"""The charts that the city of tests.support.compared has: an address of each, and the page that shows it."""

from __future__ import annotations

AGENCY = "/agencies/sudin-sda"
#: (what the chart's address asks for, the page that shows it) by the chart's name.
SHOWN: dict[str, tuple[str, str]] = {
    "agency-ends": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-months": ("agency=sudin-sda", AGENCY),
    "agency-endings": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-open": ("agency=sudin-sda", AGENCY),
    "agency-times": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-shares": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-categories": ("agency=sudin-sda&period=2023", AGENCY),
    "agencies": ("kind=suku+dinas&period=2023", "/agencies?period=2023"),
    "compare": ("category=jalan", "/compare?category=jalan"),
    "compare-map": ("of=areas&category=jalan", "/compare?of=areas&category=jalan&view=map"),
    "implementation-trend": ("dimension=standards", "/implementation?period=2023"),
    "waits": ("period=2023", "/implementation/waits?period=2023"),
    "tickets-months": ("category=jalan", "/tickets?category=jalan"),
    "map-areas": ("layer=count&category=jalan", "/map?layer=count&category=jalan"),
}


def address(name: str, form: str = "") -> str:
    """``form``: ``.svg`` and the like, or ``/embed``."""
    return f"/charts/{name}{form}?{SHOWN[name][0]}"
