"""The charts of areas say what their page says, and refuse what they cannot read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_both_have_the_figures_of_the_list(client: FlaskClient) -> None:
    listed = {area["area"]: area for area in client.get("/areas.json?period=2023").get_json()["areas"]}
    for chart in ("areas-scatter", "areas-map"):
        rows = client.get(f"/charts/{chart}.json?period=2023").get_json()["rows"]
        assert len(rows) > 2, chart
        for row in rows:
            of = listed[row["area"]]
            assert row["overdue"] == of["overdue_share"]["value"], row
            if of["figures"]:
                assert (row["median_s"], row["n"]) == tuple(
                    of["figures"]["resolution"]["median"][k] for k in ("value", "n")
                )


def test_a_map_is_of_the_figure_that_is_asked_for(client: FlaskClient) -> None:
    assert client.get("/charts/areas-map.json?map=rate").get_json()["title"] == "Per 1.000 warga"
    assert client.get("/charts/areas-map.json?map=colour").status_code == 400
    assert client.get("/charts/areas-scatter.json?map=rate").status_code == 400
    assert client.get("/charts/areas-map.json?period=1999").status_code == 400


def test_a_chart_of_a_past_moment_leads_to_the_page_of_that_moment(pages: Pages) -> None:
    for chart in ("areas-scatter", "areas-map"):
        for moment, pinned in (("", False), ("?as_of=2023-03-20", True)):
            page = pages.get(f"/charts/{chart}{moment}").links("nav.crumbs a")[-1]
            assert page.startswith("/areas") and ("as_of=2023-03-20" in page) == pinned, page
