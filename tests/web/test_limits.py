"""One visitor cannot take the portal from all others: requests are counted, sizes limited, dear answers few."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Response
from flask.testing import FlaskClient
from werkzeug.exceptions import ServiceUnavailable

from portal import create_app
from portal.config import (
    ADDRESS_CHARACTERS,
    FILES_A_MINUTE,
    HEADER_BYTES,
    LETTERS_AN_HOUR,
    LINKS_A_MINUTE,
    REPORTS_AN_HOUR,
    Settings,
)
from portal.web.limits import Slots
from tests.support import redis
from tests.support.pages import Pages, Visitor

pytestmark = pytest.mark.only_on("sqlite")
MOST = 5


def limited(settings: Settings, most: int = MOST, **changes: object) -> FlaskClient:
    app = create_app(replace(settings, rate_limit=most, **changes))  # type: ignore[arg-type]
    app.test_client_class = Visitor
    return app.test_client()


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    return limited(settings)


def spent(client: FlaskClient, most: int = MOST, address: str = "203.0.113.7") -> FlaskClient:
    """A client of whose address all requests of this minute are spent."""
    for _ in range(most):
        assert client.get("/methodology", environ_base={"REMOTE_ADDR": address}).status_code == 200
    return client


def test_too_many_requests_get_a_page_that_says_when_to_come_back(client: FlaskClient) -> None:
    spent(client, address="127.0.0.1")
    page = Pages(client).get("/methodology", status=429)
    assert page.h1 == "Terlalu banyak permintaan"
    assert 1 <= int(page.response.headers["Retry-After"]) <= 61


@pytest.mark.parametrize("path", ["/tickets.json", "/map/cells.json?zoom=12", "/agencies.json"])
def test_a_machine_is_refused_in_its_own_format(client: FlaskClient, path: str) -> None:
    answer = spent(client).get(path, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert answer.status_code == 429
    assert json.loads(answer.text)["error"] == {"code": 429, "name": "Too Many Requests"}
    assert int(answer.headers["Retry-After"]) >= 1


def test_other_visitors_are_not_counted_with_it(client: FlaskClient) -> None:
    spent(client)
    assert client.get("/methodology", environ_base={"REMOTE_ADDR": "203.0.113.8"}).status_code == 200


@pytest.mark.parametrize(("other", "status"), [("2001:db8:1:2::ffff", 429), ("2001:db8:1:3::1", 200)])
def test_who_has_many_ipv6_addresses_is_one_visitor(client: FlaskClient, other: str, status: int) -> None:
    spent(client, address="2001:db8:1:2::1")
    assert client.get("/methodology", environ_base={"REMOTE_ADDR": other}).status_code == status


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/css/base.css", "/desk/sign-in"])
def test_officers_health_checks_and_static_files_are_not_counted(client: FlaskClient, path: str) -> None:
    spent(client)
    assert client.get(path, environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 200


def test_a_visitor_may_ask_for_few_whole_files(settings: Settings) -> None:
    client = limited(settings, 1000)
    assert {client.head("/tickets.csv").status_code for _ in range(FILES_A_MINUTE)} == {200}
    assert client.head("/tickets.csv").status_code == 429
    assert "Tunggu sebentar, lalu coba lagi." in client.get("/tickets.csv").text
    assert "Wait a moment, then try again." in client.get("/en/tickets.csv").text
    assert client.get("/tickets.atom").status_code == 429, "a feed is made by the same view"
    assert client.get("/methodology").status_code == 200


def test_nobody_is_counted_where_the_operator_says_so(settings: Settings) -> None:
    spent(limited(settings, 0), 3 * MOST)


def test_all_processes_count_together_where_there_is_redis(settings: Settings) -> None:
    with redis.running() as url:
        spent(limited(settings, redis_url=url))
        other = limited(settings, redis_url=url)
        assert other.get("/methodology", environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 429


def test_a_redis_that_is_away_takes_no_page_with_it(settings: Settings) -> None:
    client = limited(settings, redis_url="unix:///nowhere/redis")
    assert client.get("/methodology").status_code == 200
    spent(client, MOST, "203.0.113.9")
    assert client.get("/methodology", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 429, "each for itself"


@pytest.mark.parametrize("path", ["/tickets?q=", "/tickets.json?q=", "/"])
def test_an_address_that_is_too_long_gets_a_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path + "a" * ADDRESS_CHARACTERS)
    assert answer.status_code == 414
    assert ("terlalu panjang" in answer.text) is ("json" not in path)


def test_headers_that_are_too_large_get_a_page(client: FlaskClient) -> None:
    page = Pages(client).get("/", status=431, X_Large="a" * HEADER_BYTES)
    assert "kuki" in page.text


def test_a_form_that_is_too_large_gets_a_page(client: FlaskClient) -> None:
    answer = client.post("/desk/sign-in", data={"email": "a" * 1_000_001})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.text and "tombol kembali" in answer.text


class Sent:
    """An answer made while it is sent."""

    def __init__(self, slots: Slots) -> None:
        self.response = slots.answer(lambda: Response(self.rows()))

    def rows(self) -> Iterator[str]:
        yield "row\n"


def test_of_what_is_dear_few_are_made_at_once() -> None:
    slots = Slots(2, retry_after=7)
    first, _second = Sent(slots), Sent(slots)
    with pytest.raises(ServiceUnavailable) as refused:
        Sent(slots)
    assert ("Retry-After", "7") in refused.value.get_headers()
    first.response.close()  # sent, or the visitor has gone before the first row
    Sent(slots)


def test_a_place_is_waited_for_and_free_again_whatever_happens() -> None:
    slots = Slots(1, retry_after=7, patience=0.01)
    with pytest.raises(LookupError), slots.place():
        with pytest.raises(ServiceUnavailable), slots.place():
            pass
        raise LookupError
    with slots.place():
        pass


def test_a_place_is_free_again_when_the_answer_fails() -> None:
    slots = Slots(1, retry_after=7)

    def broken() -> Response:
        raise LookupError

    for _ in range(3):
        with pytest.raises(LookupError):
            slots.answer(broken)


def test_a_place_is_held_as_long_as_something_is_made() -> None:
    slots = Slots(1, retry_after=7)
    with slots.place(), pytest.raises(ServiceUnavailable), slots.place():
        raise AssertionError("there is one place")
    with pytest.raises(LookupError), slots.place():
        raise LookupError
    with slots.place():
        pass


def test_reports_and_private_links_have_limits_of_their_own(settings: Settings) -> None:
    """A form that is no form counts as one: whoever floods it sends no good token."""
    client = limited(settings, 1200)
    here, there = ({"REMOTE_ADDR": f"203.0.113.{last}"} for last in (7, 8))
    sent = [client.post("/report/send", environ_base=here).status_code for _ in range(REPORTS_AN_HOUR + 1)]
    assert sent == [400] * REPORTS_AN_HOUR + [429]
    assert client.post("/report/send", environ_base=there).status_code == 400
    opened = [client.get("/r?k=guessed", environ_base=here).status_code for _ in range(LINKS_A_MINUTE + 1)]
    assert opened == [404] * LINKS_A_MINUTE + [429]
    assert client.get("/methodology", environ_base=here).status_code == 200


def test_nobody_lets_the_portal_write_letter_after_letter(settings: Settings) -> None:
    client = limited(settings, 1200)
    here, there = ({"REMOTE_ADDR": f"203.0.113.{last}"} for last in (7, 8))
    sent = [client.post("/follow", environ_base=here).status_code for _ in range(LETTERS_AN_HOUR + 1)]
    assert sent == [400] * LETTERS_AN_HOUR + [429]
    assert client.get("/follow", environ_base=there).status_code == 200
    assert client.post("/follow/end?k=x", environ_base=here).status_code == 200  # who ends it is never refused
