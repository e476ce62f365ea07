"""A hot page is sent again only while it is what the application would send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from werkzeug.test import Client

from portal.web import hot
from portal.web.hot import HotPages


class Application:
    """Answers with how often it was asked; ``steady`` as caching.answer would tell."""

    def __init__(self) -> None:
        self.asked = 0
        self.until: float | None = float("inf")
        self.status = "200 OK"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        if self.until is not None:
            environ[hot.STEADY] = self.until
        start_response(self.status, [("Content-Type", "text/plain"), ("ETag", 'W/"a"'), ("Vary", "Accept-Encoding")])
        return [b"asked ", str(self.asked).encode()]


class Log:
    """The end of a log."""

    def __init__(self) -> None:
        self.end: int | None = 7

    def __call__(self) -> int | None:
        return self.end


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def client(application: Application, log: Log) -> Client:
    return Client(HotPages(application, log))


def bodies(client: Client, path: str = "/", times: int = 4, **headers: str) -> list[str]:
    return [client.get(path, headers=headers).text for _ in range(times)]


def test_a_steady_page_is_made_twice_and_then_sent_again(client: Client) -> None:
    assert bodies(client) == ["asked 1", "asked 2", "asked 2", "asked 2"]


def test_a_grown_log_has_it_made_anew(client: Client, log: Log) -> None:
    bodies(client)
    log.end = 8
    assert bodies(client, times=2) == ["asked 3", "asked 3"]


def test_an_event_written_while_a_page_is_made_is_not_missed(application: Application, log: Log) -> None:
    """The log is looked at before the page is made, so a page can only be newer than what is noted beside it."""

    def growing(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        log.end = (log.end or 0) + 1
        return application(environ, start_response)

    assert len(set(bodies(Client(HotPages(growing, log))))) == 4


def test_a_page_whose_time_is_over_is_made_anew(client: Client, application: Application) -> None:
    application.until = 0.0
    assert len(set(bodies(client))) == 4


def test_a_page_that_does_not_say_so_is_never_kept(client: Client, application: Application) -> None:
    application.until = None
    assert len(set(bodies(client))) == 4


def test_nothing_but_a_success_is_kept(client: Client, application: Application) -> None:
    application.status = "404 NOT FOUND"
    assert len(set(bodies(client))) == 4


def test_a_log_that_does_not_answer_leaves_it_to_the_application(client: Client, log: Log) -> None:
    bodies(client)
    log.end = None
    assert len(set(bodies(client))) == 4


def test_who_has_the_page_gets_304_without_a_body(client: Client) -> None:
    bodies(client)
    response = client.get("/", headers={"If-None-Match": 'W/"a"'})
    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == 'W/"a"'
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/?a"},
        {"path": "/a"},
        {"headers": {"Accept-Encoding": "br"}},
        {"headers": {"HX-Request": "true"}},
        {"base_url": "https://localhost"},
        {"base_url": "http://elsewhere"},
        {"base_url": "http://localhost/en"},
        {"method": "HEAD"},
        {"method": "POST"},
    ],
)
def test_what_differs_is_kept_apart(client: Client, application: Application, other: dict[str, Any]) -> None:
    bodies(client)
    before = application.asked
    client.open(**{"path": "/", **other})
    assert application.asked == before + 1
