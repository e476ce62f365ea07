"""Every line of the log says which request it is about, and nothing of who asked."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from portal import create_app
from portal.config import Settings
from portal.web.access import public
from portal.web.request_log import FORMAT, HEADER, OneLine, RequestIds

pytestmark = pytest.mark.only_on("sqlite")
GIVEN = "0123456789abcdef0123456789abcdef"


def asked(settings: Settings, **changes: object) -> Flask:
    app = create_app(replace(settings, **changes))  # type: ignore[arg-type]

    @public
    def view() -> str:
        current_app.logger.warning("something\nforged: [x] is odd")
        return "answer"

    app.add_url_rule("/odd", "home.odd", view)
    return app


def test_each_answer_carries_an_id_of_its_own(client: FlaskClient) -> None:
    ids = {client.get(path).headers[HEADER] for path in ("/healthz", "/healthz", "/nowhere", "/desk/")}
    assert len(ids) == 4 and all(len(found) == 16 for found in ids)


@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [(1, GIVEN, True), (0, GIVEN, False), (1, "short", False), (1, "x" * 65, False), (1, "a b; forged-line", False)],
)
def test_a_trusted_proxy_alone_gives_the_id(settings: Settings, proxies: int, given: str, taken: bool) -> None:
    answer = asked(settings, trusted_proxies=proxies).test_client().get("/odd", headers={HEADER: given})
    assert (answer.headers[HEADER] == given) is taken


def test_a_line_of_the_log_has_the_id_and_stays_one_line(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app, formatter, ids = asked(settings, trusted_proxies=1), OneLine(FORMAT), RequestIds()
    with caplog.filtering(ids):
        app.test_client().get("/odd", headers={HEADER: GIVEN})
    [record] = [found for found in caplog.records if "odd" in found.getMessage()]
    line = formatter.format(record)
    assert f"[{GIVEN}]" in line
    assert "\n" not in line and "something\\x0aforged" in line


def test_outside_of_a_request_a_line_has_no_id() -> None:
    record = logging.LogRecord("portal", logging.ERROR, "", 1, "of the worker", None, None)
    assert RequestIds().filter(record)
    assert "[-] of the worker" in OneLine(FORMAT).format(record)


def test_the_access_log_tells_nothing_of_a_person(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    client = asked(settings, access_log=True).test_client()
    client.get(
        "/tickets?q=budi+santoso", environ_base={"REMOTE_ADDR": "203.0.113.7"}, headers={"User-Agent": "Firefox"}
    )
    client.get("/en/tickets/JK1%0aGET%20/forged?q=rahasia")
    lines = [record.getMessage() for record in caplog.records if record.name == "portal.access"]
    assert len(lines) == 2
    assert lines[0].startswith("GET /tickets 200 ") and lines[0].endswith("ms")
    assert lines[1].startswith("GET /en/tickets/JK1%0AGET%20/forged 404 ")
    assert not any(word in line for line in lines for word in ("budi", "rahasia", "203.0.113", "Firefox", "?"))


def test_no_access_is_logged_unless_that_is_asked_for(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/")
    assert [record for record in caplog.records if record.name == "portal.access"] == []
