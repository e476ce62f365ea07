"""Who hears the charts gets them in order: what they say, of what, their values, and how to take them away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.browser import Opener
from tests.support.live import Live, in_thread
from tests.support.read_aloud import FORMS, TAKE_AWAY, faults, heard

pytestmark = pytest.mark.only_on("sqlite")
AGENCY = "sudin-bina-marga"
PAGES = (f"/agencies/{AGENCY}", "/areas", "/areas/31.74.04", "/implementation", "/implementation/waits", "/")
COMPARED = ("/compare?category=jalan", "/compare?of=areas&view=map", "/compare/lists?a.category=jalan&b.category=pohon")
ALONE = (f"agency-ends?agency={AGENCY}", "areas-scatter", "areas-map", f"agency-months?agency={AGENCY}")
BROKEN = """<main><h1>Bagan</h1>
<details open><summary>Unduh atau kutip bagan ini: A</summary><a href=x>CSV</a></details>
<p>Isi</p><table><thead><tr><th>A</th></tr></thead><tr><td>1</td></tr><tr><td>2</td></tr></table>
<svg role="img"></svg><p><b>+</b></p></main>"""


@pytest.fixture
def live(demonstration: Flask) -> Iterator[Live]:
    with in_thread(demonstration) as running:
        yield running


@pytest.mark.timeout(300)
def test_charts_are_heard_in_order_with_their_names_and_without_decoration(open_page: Opener) -> None:
    page = open_page("/")
    found, taken = [], 0
    for path in (*PAGES, *COMPARED, "/tickets/figures?category=jalan"):
        page.goto(path)
        told = heard(page)
        taken += sum(one.name.startswith(TAKE_AWAY) and one.role == "DisclosureTriangle" for one in told)
        found += [f"{path}: {fault}" for fault in faults(told)]
    assert found == [] and taken > 30


@pytest.mark.timeout(300)
def test_a_chart_alone_says_what_it_found_then_its_values_and_last_how_to_take_it(open_page: Opener) -> None:
    page = open_page("/")
    for name in ALONE:
        page.goto(f"/charts/{name}")
        told = heard(page)
        assert faults(told) == [], name
        (title, *_) = [place for place, one in enumerate(told) if one.role == "heading"]
        (taken,) = [place for place, one in enumerate(told) if (one.role, one.name) == ("heading", TAKE_AWAY)]
        of = next(place for place, one in enumerate(told) if place > title + 1 and one.role == "paragraph")
        values = [place for place, one in enumerate(told) if one.role in ("image", "table", "group") and one.name]
        links = [place for place, one in enumerate(told) if one.role == "link" and one.name in FORMS]
        assert title < of < values[0] and values[-1] < taken < links[0] and len(links) == len(FORMS), name
        assert told[values[-1]].role == "table", "all its figures are read as a table"


def test_what_is_nameless_out_of_order_or_only_decorates_is_found(open_page: Opener) -> None:
    page = open_page("/guide")
    page.set_content(BROKEN)
    assert faults(heard(page)) == [
        *("a table without a name", "a image without a name", "reads +"),
        f"before '{TAKE_AWAY}: A' stand no heading and values",
        f"'{TAKE_AWAY}: A' is followed by ['CSV']",
    ]
