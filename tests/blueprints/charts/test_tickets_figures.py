"""The curve of any filter, with every step that its drawing has."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_the_curve_says_what_the_figures_of_the_filter_say(client: FlaskClient) -> None:
    document = client.get("/charts/tickets-figures.json?category=jalan").get_json()
    week = client.get("/tickets/figures.json?category=jalan").get_json()["figures"]["resolution"]["within_7_days"]
    (row,) = [row for row in document["rows"] if row["days"] == 7]
    assert row["resolved"] == pytest.approx(week["value"], abs=1e-3)
    assert row["resolved_low"] <= row["resolved"] <= row["resolved_high"]
    assert document["finding"].startswith("Separuh laporan selesai dalam") and document["of"] == "Jalan"


def test_what_its_outcome_chose_has_no_curve(client: FlaskClient) -> None:
    assert client.get("/charts/tickets-figures.json?status=selesai").status_code == 404
    assert client.get("/charts/tickets-figures.json?from=kemarin").status_code == 400
