"""The page of patterns: every component with its own macro, in both languages; not there unless it is switched on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.context import bind_portal, portal_of
from portal.domain.status import Status
from tests.support.pages import Pages
from tests.support.source import ROOT, tracked

pytestmark = pytest.mark.only_on("sqlite")
COMPONENTS = "portal/templates/components/"
#: They show what a page has read of a city, so that their pages show them.
WITH_DATA = {
    *(
        "address_notes",
        *("backlog_words", "days_form"),
        "facts",
        *("flag_distance", "flag_time", "flags"),
        "hidden",
        "hidden_counted",
        "hidden_elsewhere",
        "hidden_words",
    ),
    *("outline_source", "page_links", "past_banner", "past_form", "state_line", "take_away", "take_away_forms"),
    *("told_apart", "charts/bar_rows", "charts/dot_rows", "charts/dot_table", "charts/ends", "charts/resolution_curve"),
    *(
        "charts/matrix_cells",
        "charts/share_axis",
        "charts/share_grid",
        "photo",
        "photo_half",
        "photo_pair",
        "photos",
        "same_words",
    ),
}


@pytest.fixture
def patterns(app: Flask) -> None:
    portal = portal_of(app)
    bind_portal(app, replace(portal, settings=replace(portal.settings, patterns=True)))


def test_the_page_is_not_there_unless_it_is_switched_on(client: FlaskClient) -> None:
    assert client.get("/patterns").status_code == 404


@pytest.mark.usefixtures("patterns")
def test_every_status_message_field_strip_and_chart_is_shown(pages: Pages) -> None:
    for address in ("/patterns", "/en/patterns"):
        page = pages.get(address)
        assert {status.value for status in Status} <= {name for one in page.all(".status") for name in one["class"]}
        assert {"warn", "good", "error"} <= {name for one in page.all(".notice") for name in one["class"]}
        assert len(page.all("svg.ls")) == 8 and page.all(".trend") and page.all(".whole")
        edges = [item.get_text() for item in page.all("ul.legend li")]
        assert edges == ["< 0,25", "≥ 0,25", "≥ 9,5", "≥ 1.200", "–"] or address.startswith("/en"), edges
        assert len(page.all(".late-course")) == 4 and page.all(".late-box.worse") and page.all("[aria-invalid]")


def test_no_component_is_left_out() -> None:
    """Of a new component the page of patterns shows every state; what it cannot show is named above."""
    reached, waiting = set(), ["portal/templates/patterns/page.html"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            found = re.findall(r'{%-?\s*(?:from|extends|include) "([^"]+)"', (ROOT / name).read_text())
            waiting += [f"portal/templates/{template}" for template in found]
    all_of = {n for n in tracked() if n.startswith(COMPONENTS)}
    left = {name.removeprefix(COMPONENTS).removesuffix(".html") for name in all_of - reached}
    assert left == WITH_DATA, left ^ WITH_DATA
