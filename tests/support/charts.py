"""The charts that the city of tests.support.compared has: an address of each, and the page that shows it."""

from __future__ import annotations

AGENCY = "/agencies/sudin-sda"
AREA = "/areas/31.74.04?period=2023"
EXAMPLE = "agency=sudin-sda&category=jalan&period=2023-04"
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
    "areas-scatter": ("period=2023", "/areas?period=2023"),
    "areas-map": ("period=2023&map=overdue", "/areas?period=2023&map=overdue"),
    "weekly": ("", "/"),
    "compare": ("category=jalan", "/compare?category=jalan"),
    "compare-map": ("of=areas&category=jalan", "/compare?of=areas&category=jalan&view=map"),
    "compare-lists": (
        "a.category=jalan&b.category=pohon&measure=median",
        "/compare/lists?a.category=jalan&b.category=pohon&measure=median",
    ),
    "compare-curves": (
        "a.category=jalan&b.category=pohon&measure=median",
        "/compare/lists?a.category=jalan&b.category=pohon&measure=median",
    ),
    **{f"area-{part}": ("area=31.74.04&period=2023", AREA) for part in ("curve", "times", "endings", "shares")},
    **{f"area-{part}": ("area=31.74.04", AREA) for part in ("open", "months")},
    **{f"area-{part}": ("area=31.74.04&period=2023", AREA) for part in ("beside", "parts", "categories", "agencies")},
    "areas": ("period=2023&within=31.74.04", "/areas?period=2023"),
    "area-subjects": ("area=31.74.04.1004&period=2023", "/areas/31.74.04.1004?period=2023"),
    "area-map": ("area=31.74.04&period=2023&map=overdue", f"{AREA}&map=overdue"),
    "implementation-trend": ("dimension=standards", "/implementation?period=2023"),
    **dict.fromkeys(("waits", "waits-asked", "waits-matrix"), ("period=2023", "/implementation/waits?period=2023")),
    "agency-asked": ("agency=pam-jaya", "/agencies/pam-jaya"),
    "tickets-months": ("category=jalan", "/tickets?category=jalan"),
    **{
        f"tickets-{part}": ("category=jalan", "/tickets/figures?category=jalan")
        for part in ("figures", "times", "endings", "open", "shares")
    },
    "example-tickets": (EXAMPLE, f"/methodology/example?{EXAMPLE}"),
    "example-steps": (f"{EXAMPLE}&by=agency", f"/methodology/example?{EXAMPLE}"),
    "map-areas": ("layer=overdue&category=jalan", "/map?layer=overdue&category=jalan"),
}

#: The same of the city of tests.support.rich_agency, whose agency has a year before it and checks the work of others.
RICH: dict[str, tuple[str, str]] = {
    "agency-year": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-areas": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-given": ("agency=sudin-sda&period=2023", AGENCY),
    "agency-taken": ("agency=sudin-bina-marga&period=2023", "/agencies/sudin-bina-marga?period=2023"),
    "agency-longest": ("agency=sudin-sda", AGENCY),
    "agency-answers": ("agency=sudin-sda", AGENCY),
    "checks": ("", "/implementation/checks"),
    "checks-sampled": ("", "/implementation/checks"),
    "withdrawn": ("", "/methodology"),
    "agency-checks": ("agency=biro-pemerintahan", "/agencies/biro-pemerintahan"),
}


def address(name: str, form: str = "") -> str:
    """``form``: ``.svg`` and the like, or ``/embed``."""
    return f"/charts/{name}{form}?{SHOWN[name][0]}"
