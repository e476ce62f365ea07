"""/metrics: lags, waits and counters, for this machine and for whoever has the token."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from portal import create_app
from portal.actions.intake.record import record
from portal.config import Settings
from portal.domain.city import City
from tests.support.complaints import LUBANG
from tests.support.installed import install

TOKEN = "token-of-the-tests-0123"


def read(client: FlaskClient) -> dict[tuple[str, str], float]:
    """(name, values of labels) of every sample."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    families = list(text_string_to_metric_families(answer.text))
    return {(s.name, ",".join(s.labels.values())): s.value for family in families for s in family.samples}


def test_lags_and_waits_are_told(client: FlaskClient, city: City) -> None:
    with client.application.app_context():
        install(city)
        record(LUBANG, city)
    found = read(client)
    assert found["pantau_log_seq", ""] == 1
    assert found["pantau_projection_lag_events", "index"] == 1
    assert found["pantau_open_tickets", "menunggu"] == 1
    assert found["pantau_oldest_open_seconds", "menunggu"] > 24 * 3600
    letters = ("pantau_letters_waiting", "pantau_oldest_letter_seconds", "pantau_letters_given_up")
    assert [found[name, ""] for name in letters] == [0, 0, 0]
    assert ("pantau_request_seconds_count", "") in found


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        ("", "", 403),
        (TOKEN, "", 403),
        (TOKEN, "Bearer wrong", 403),
        (TOKEN, f"Bearer {TOKEN}", 200),
        ("", "Bearer ", 403),
    ],
)
def test_others_need_the_token(settings: Settings, token: str, sent: str, status: int) -> None:
    client = create_app(replace(settings, metrics_token=token)).test_client()
    headers = {"Authorization": sent} if sent else {}
    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert answer.status_code == status
    assert (TOKEN not in answer.text) and (status == 200) is ("pantau_log_seq" in answer.text)


@pytest.mark.only_on("sqlite")
def test_what_a_proxy_of_this_machine_passes_on_is_not_this_machine(client: FlaskClient) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
