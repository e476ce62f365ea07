"""Files of figures are in the city's zone, and name the log that they were made of once there are figures."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import force_locale, ngettext

from portal import clock
from portal.actions.intake.record import record
from portal.blueprints.figure_files import csv_file, proved, zone
from portal.domain.city import City
from portal.extensions import db
from portal.projections.scorecards import recompute
from tests.support.complaints import complaint
from tests.support.installed import install


@pytest.mark.only_on("sqlite")
def test_a_file_names_the_log_of_its_figures_and_nothing_before_there_are_any(app: Flask, city: City) -> None:
    with app.test_request_context("/"):
        install(city)
        assert "X-Log-Head" not in proved("x").headers and zone() == ZoneInfo("Asia/Jakarta")
        record(complaint(1), city)
        recompute(db.session(), city, clock.now())
        seq, _, head = proved("x").headers["X-Log-Head"].partition(":")
    assert seq == "1" and len(head) == 64


@pytest.mark.only_on("sqlite")
def test_a_table_names_its_charset_once(app: Flask) -> None:
    with app.test_request_context("/"):
        assert csv_file(["n"], [[1]]).headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.only_on("sqlite")
def test_one_report_is_not_said_as_many(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        for n, said in ((1, "Of 1 report whose"), (2, "Of 2 reports whose")):
            text = "Dari %(n)s laporan yang batasnya sudah lewat."
            assert ngettext(text, text, n, n=n).startswith(said)
