"""The charts of an area's page say what its files say, of its page's period or of all time."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]
ASKED = "area=31.74.04&period=2023"
PARTS = ("curve", "times", "endings", "shares", "open", "months", "map", "beside", "parts", "categories", "agencies")


def chart(client: FlaskClient, name: str, asked: str = ASKED) -> dict[str, object]:
    found: dict[str, object] = client.get(f"/charts/{name}.json?{asked}").get_json()
    return found


def test_each_chart_of_the_page_has_its_address_and_its_figures(client: FlaskClient, pages: Pages) -> None:
    page = pages.get("/areas/31.74.04?period=2023")
    names = {link.partition("/charts/")[2].partition(".csv")[0] for link in page.links(".take-forms a[href*='.csv?']")}
    assert names == {f"area-{part}" for part in PARTS}
    for name in names:
        shown = chart(client, name, ASKED if name not in ("area-open", "area-months") else "area=31.74.04")
        assert shown["rows"] and str(shown["of"]).startswith("Pasar Minggu"), name
    figures = client.get("/areas/31.74.04.json?period=2023").get_json()["figures"]
    (median, *_) = [row["value_s"] for row in chart(client, "area-times")["rows"]]  # type: ignore[attr-defined]
    assert median == pytest.approx(figures["resolution"]["median"]["value"], abs=1)
    ends = {row["ending"]: row["reports"] for row in chart(client, "area-endings")["rows"]}  # type: ignore[attr-defined]
    assert ends["resolved"] == figures["closing"]["resolved"]
    (week,) = [row for row in chart(client, "area-curve")["rows"] if row["days"] == 7]  # type: ignore[attr-defined]
    assert week["resolved"] == pytest.approx(figures["resolution"]["within_7_days"]["value"], abs=1e-3)


def test_another_spelling_leads_on_and_no_area_is_not_found(client: FlaskClient) -> None:
    led = client.get("/charts/area-curve?area=31.74.04.&period=2023")
    assert led.status_code == 301 and "area=31.74.04&period=2023" in led.headers["Location"]
    assert client.get("/charts/area-curve?area=entah").status_code == 404
    assert client.get(f"/charts/area-open.json?{ASKED}").status_code == 400, "it is of all time"
