"""What is counted while requests are answered."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import REGISTRY
from sqlalchemy import create_engine, text

from portal.actions import officers, reset_links
from portal.domain.city import City
from portal.web import metrics
from tests.support.desk import furnish, sign_in, token
from tests.support.installed import install

pytestmark = pytest.mark.only_on("sqlite")


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_answers_are_counted_by_the_first_digit_of_their_status(client: FlaskClient) -> None:
    good, bad = (value("pantau_requests_total", status=s) for s in ("2xx", "4xx"))
    timed = value("pantau_request_seconds_count")
    client.get("/healthz")
    client.get("/nowhere")
    assert value("pantau_requests_total", status="2xx") == good + 1
    assert value("pantau_requests_total", status="4xx") == bad + 1
    assert value("pantau_request_seconds_count") == timed + 2


def test_refused_sign_ins_are_counted(client: FlaskClient, city: City) -> None:
    with client.application.app_context():
        install(city)
    before = value("pantau_refused_sign_ins_total", status="422")
    sign_in(client, "nobody@example.org")
    assert value("pantau_refused_sign_ins_total", status="422") == before + 1


def test_the_form_for_a_new_password_is_no_sign_in(
    app: Flask, client: FlaskClient, city: City, quick_passwords: None
) -> None:
    furnish(app, city)
    with app.app_context():
        token_of_link = reset_links.make(officers.id_of("ragunan@example.org"))
    link = "/desk/sign-in/new-password"
    client.get(link, query_string={"token": token_of_link})
    before = value("pantau_refused_sign_ins_total", status="422")
    unequal = {"csrf_token": token(client.get(link)), "new": "kuda payung meja laut", "again": "lain"}
    assert client.post(link, data=unequal).status_code == 422
    assert value("pantau_refused_sign_ins_total", status="422") == before
    assert set(app.view_functions) >= metrics.SIGN_INS


def test_a_slow_statement_is_counted_and_logged_without_its_values(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(metrics, "SLOW_STATEMENT_SECONDS", 0.0)
    before = value("pantau_slow_statements_total")
    engine = create_engine("sqlite://")
    metrics.time_statements(engine)
    with engine.connect() as connection, caplog.at_level(logging.WARNING):
        connection.execute(text("SELECT :name\n AS said"), {"name": "budi"})
    assert value("pantau_slow_statements_total") == before + 1
    assert "SELECT ? AS said" in caplog.text and "budi" not in caplog.text


def test_processes_that_count_together_are_read_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert metrics.registry("") is REGISTRY
    assert metrics.registry(str(tmp_path_factory.mktemp("counters"))) is not REGISTRY
