"""How an agency's tickets ended and what is open: all parts together are the whole."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_endings_add_up_to_what_was_received(client: FlaskClient) -> None:
    figures = client.get("/agencies/sudin-sda.json?period=2023").get_json()["figures"]
    rows = client.get("/charts/agency-endings.json?agency=sudin-sda&period=2023").get_json()["rows"]
    assert sum(row["reports"] for row in rows) == figures["received"]
    assert sum(row["share"] for row in rows) == pytest.approx(1, abs=1e-5)
    assert {row["ending"]: row["reports"] for row in rows}["resolved"] == figures["closing"]["resolved"]


def test_bands_of_age_add_up_to_what_is_open(client: FlaskClient) -> None:
    now = client.get("/agencies/sudin-sda.json").get_json()["now"]
    document = client.get("/charts/agency-open.json?agency=sudin-sda").get_json()
    assert sum(row["reports"] for row in document["rows"]) == now["open"] > 0
    assert document["rows"][0]["over_days"] == 0 and document["rows"][-1]["under_days"] is None
    assert document["finding"].startswith(f"{now['open']} laporan masih terbuka")
    drawing = client.get("/charts/agency-open.svg?agency=sudin-sda").text
    assert "lebih dari 90 hari" in drawing and drawing.count('class="age"') == len(document["rows"])


def test_where_nothing_is_open_there_is_nothing_to_draw(client: FlaskClient) -> None:
    assert client.get("/charts/agency-open?agency=sudin-bina-marga").status_code == 404
