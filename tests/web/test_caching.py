"""Unchanged pages are not sent again, a page is rendered once for all, and a changed one is never kept back."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response, abort
from flask.testing import FlaskClient

from portal import create_app
from portal.config import KEPT_PAGES, Settings
from portal.context import Portal, bind_portal, portal_of
from portal.domain.city import City
from portal.extensions import page_cache
from portal.web import caching
from portal.web.access import public
from portal.web.caching import KeptPage, PageSerializer
from portal.web.repeated import Repeated
from tests.support import redis

BROWSER = "gzip, deflate, br, zstd"


class Counted:
    """A page of version ``version`` that counts how often it was rendered."""

    def __init__(self) -> None:
        self.version: object = 1
        self.rendered = 0
        self.answer: str | Response | int = ""

    def render(self) -> str | Response:
        self.rendered += 1
        if isinstance(self.answer, int):
            abort(self.answer)
        return self.answer or f"version {self.version} " * 50


def add(app: Flask, page: Counted) -> FlaskClient:
    """A client of a portal that has the page."""

    @public
    def view() -> Response:
        return caching.answer(page.version, page.render)

    app.add_url_rule("/counted", "home.counted", view)
    app.add_url_rule("/counted/other", "home.other", view)
    return app.test_client()


@pytest.fixture(autouse=True)
def nothing_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of these tests change while nothing is written to the database."""
    monkeypatch.setattr(Repeated, "now", lambda self: None)


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def visitor(app: Flask, counted: Counted) -> FlaskClient:
    return add(app, counted)


@pytest.fixture
def redis_url() -> Iterator[str]:
    with redis.running() as url:
        yield url


def test_visitors_who_come_at_once_wait_for_one_rendering(
    app: Flask, visitor: FlaskClient, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow() -> str:
        counted.rendered += 1
        time.sleep(0.3)  # the others have come by then
        return "made once " * 50

    monkeypatch.setattr(counted, "render", slow)
    with ThreadPoolExecutor(4) as visitors:
        answers = list(visitors.map(lambda _: app.test_client().get("/counted").data, range(4)))
    assert len(set(answers)) == 1 and b"made once" in answers[0]
    assert counted.rendered == 1


def test_a_page_that_the_visitor_has_is_304_and_not_rendered(
    app: Flask, visitor: FlaskClient, counted: Counted
) -> None:
    tag = visitor.get("/counted").headers["ETag"]
    counted.rendered = 0
    with app.app_context():
        page_cache.clear()
    again = visitor.get("/counted", headers={"If-None-Match": f'"another", {tag}'})
    assert (again.status_code, again.data, counted.rendered) == (304, b"", 0)
    assert again.headers["ETag"] == tag
    assert "HX-Request" in again.headers["Vary"]


def test_a_page_is_rendered_once_for_equal_requests(visitor: FlaskClient, counted: Counted) -> None:
    answers = [visitor.get("/counted", headers={"Accept-Encoding": BROWSER}) for _ in range(3)]
    assert len({answer.data for answer in answers}) == 1
    assert (
        len({str(sorted((k, v) for k, v in answer.headers if k not in {"Date", "X-Request-ID"})) for answer in answers})
        == 1
    )
    assert counted.rendered == 1


def test_a_new_version_is_shown_at_once(visitor: FlaskClient, counted: Counted) -> None:
    old = visitor.get("/counted").headers["ETag"]
    counted.version = 2
    fresh = visitor.get("/counted", headers={"If-None-Match": old})
    assert fresh.status_code == 200
    assert "version 2" in fresh.text


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/counted", {}),
        ("/counted?a=1", {}),
        ("/counted/other", {}),
        ("/counted", {"HX-Request": "true"}),
        ("/counted", {"Host": "127.0.0.1:1"}),
    ],
    ids=["language", "query", "path", "fragment", "host"],
)
def test_what_looks_different_is_kept_apart(
    visitor: FlaskClient, counted: Counted, path: str, headers: dict[str, str]
) -> None:
    tag = visitor.get("/counted").headers["ETag"]
    other = visitor.get(path, headers={**headers, "If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag
    assert counted.rendered == 2


def test_a_pack_that_says_something_else_makes_every_page_another(app: Flask, visitor: FlaskClient, city: City) -> None:
    tags = [visitor.get("/counted").headers["ETag"]]
    running = portal_of(app)
    for changed in (city, replace(city, title="Pantau Selatan")):
        bind_portal(app, Portal(running.settings, changed, running.engine))
        portal_of(app).build = running.build
        tags.append(visitor.get("/counted").headers["ETag"])
    assert tags[0] == tags[1] != tags[2]


def test_another_build_of_the_static_files_makes_every_page_another(app: Flask, visitor: FlaskClient) -> None:
    tag = visitor.get("/counted").headers["ETag"]
    portal_of(app).build = "0123456789"
    assert visitor.get("/counted").headers["ETag"] != tag


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_kept_page_is_sent_compressed_to_those_who_read_it(
    visitor: FlaskClient, counted: Counted, encoding: str
) -> None:
    plain = visitor.get("/counted")
    for _ in range(2):
        response = visitor.get("/counted", headers={"Accept-Encoding": encoding})
        assert response.headers["Content-Encoding"] == encoding
        assert int(response.headers["Content-Length"]) == len(response.data) < len(plain.data) / 2
    assert visitor.get("/counted").data == plain.data
    assert counted.rendered == 2


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, br", "br"),
        (BROWSER, "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("*", "br"),
        ("", None),
    ],
)
def test_nobody_is_sent_what_they_cannot_read(visitor: FlaskClient, accepted: str, encoding: str | None) -> None:
    for asked in ("br", "gzip", "", accepted, accepted):
        response = visitor.get("/counted", headers={"Accept-Encoding": asked})
    assert response.headers.get("Content-Encoding") == encoding


def test_pages_must_be_asked_for_again_and_differ_by_fragment(visitor: FlaskClient) -> None:
    headers = visitor.get("/counted").headers
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["Vary"] == "Accept-Encoding, HX-Request, HX-Request-Type, HX-History-Restore-Request"


def test_a_large_page_is_sent_and_not_kept(visitor: FlaskClient, counted: Counted) -> None:
    counted.answer = "x" * (caching.LARGEST + 1)
    assert {len(visitor.get("/counted").data) for _ in range(2)} == {caching.LARGEST + 1}
    assert counted.rendered == 2


def test_an_error_is_answered_and_not_kept(visitor: FlaskClient, counted: Counted) -> None:
    counted.answer = 404
    assert [visitor.get("/counted").status_code for _ in range(2)] == [404, 404]
    counted.answer = ""
    assert visitor.get("/counted").status_code == 200


def test_an_answer_that_is_no_page_keeps_its_type(visitor: FlaskClient, counted: Counted) -> None:
    counted.answer = Response("<feed/>" * 200, mimetype="application/atom+xml")
    types = {visitor.get("/counted").content_type for _ in range(2)}
    assert types == {"application/atom+xml; charset=utf-8"}
    assert counted.rendered == 1


def test_a_stream_is_sent_as_it_is_made(visitor: FlaskClient, counted: Counted) -> None:
    counted.answer = Response((f"{n}\n" for n in range(3)), mimetype="text/csv")
    assert visitor.get("/counted").text == "0\n1\n2\n"


@pytest.mark.parametrize("page", [KeptPage(b"\n\n\xff", "text/html", "br"), KeptPage(b"", "a/b; c=d", "")])
def test_a_page_comes_out_of_the_cache_as_it_went_in(page: KeptPage) -> None:
    assert PageSerializer().loads(PageSerializer().dumps(page)) == page


def test_two_nodes_share_what_one_of_them_rendered(settings: Settings, redis_url: str, counted: Counted) -> None:
    shared = replace(settings, redis_url=redis_url)
    first, second = add(create_app(shared), counted), add(create_app(shared), counted)
    headers = {"Accept-Encoding": "br"}
    one, two = first.get("/counted", headers=headers), second.get("/counted", headers=headers)
    assert one.data == two.data
    assert one.headers["ETag"] == two.headers["ETag"]
    assert two.headers["Content-Encoding"] == "br"
    assert counted.rendered == 1
    counted.version = 2
    second.get("/counted", headers=headers)
    assert b"version 2" in first.get("/counted").data


def test_what_somebody_else_wrote_into_the_shared_cache_is_no_page(
    settings: Settings, redis_url: str, counted: Counted
) -> None:
    visitor = add(create_app(replace(settings, redis_url=redis_url)), counted)
    visitor.get("/counted")
    server = redis.client(redis_url)
    for key in server.keys("pantau:*"):
        server.set(key, b"!\x80\x04something pickled")
    assert "version 1" in visitor.get("/counted").text
    assert counted.rendered == 2


def test_pages_are_rendered_while_the_shared_cache_is_away(
    settings: Settings, data: Path, counted: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = add(create_app(replace(settings, redis_url=f"unix://{data}/nowhere")), counted)
    with caplog.at_level(logging.ERROR):
        assert "version 1" in visitor.get("/counted").text
    assert caplog.records


def test_addresses_without_end_push_each_other_out(visitor: FlaskClient, counted: Counted) -> None:
    """Whoever invents query strings takes a bounded place."""
    many = range(KEPT_PAGES + 50)
    for number in many:
        visitor.get(f"/counted?n={number}")
    assert counted.rendered == len(many)
    for number in many:
        visitor.get(f"/counted?n={number}")
    assert counted.rendered - len(many) >= 50, "more are kept than there is place for"
    assert KEPT_PAGES * caching.LARGEST < 80_000_000
