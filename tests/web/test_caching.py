"""Unchanged pages are not sent again, and a changed one is never kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, Response

from portal.context import portal_of
from portal.domain.city import City
from portal.web import caching
from portal.web.access import public


class Counted:
    """A page of version ``version`` that counts how often it was rendered."""

    def __init__(self) -> None:
        self.version: object = 1
        self.rendered = 0

    def render(self) -> str:
        self.rendered += 1
        return f"version {self.version} " * 50


@pytest.fixture
def counted(app: Flask) -> Counted:
    page = Counted()

    @public
    def view() -> Response:
        return caching.answer(page.version, page.render)

    app.add_url_rule("/counted", "home.counted", view)
    return page


def test_an_unchanged_page_asked_again_is_304_and_not_rendered(app: Flask, counted: Counted) -> None:
    client = app.test_client()
    first = client.get("/counted")
    again = client.get("/counted", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert counted.rendered == 1


def test_a_hot_page_is_rendered_once(app: Flask, counted: Counted) -> None:
    client = app.test_client()
    bodies = {client.get("/counted").data for _ in range(3)}
    assert len(bodies) == 1
    assert counted.rendered == 1


def test_a_new_version_is_shown_at_once(app: Flask, counted: Counted) -> None:
    client = app.test_client()
    old = client.get("/counted").headers["ETag"]
    counted.version = 2
    fresh = client.get("/counted", headers={"If-None-Match": old})
    assert fresh.status_code == 200
    assert "version 2" in fresh.text


def test_languages_fragments_and_queries_are_kept_apart(app: Flask, counted: Counted) -> None:
    client = app.test_client()
    tags = {
        client.get(path, headers=headers).headers["ETag"]
        for path, headers in (
            ("/counted", {}),
            ("/en/counted", {}),
            ("/counted?a=1", {}),
            ("/counted", {"HX-Request": "true"}),
        )
    }
    assert len(tags) == 4


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_kept_page_is_sent_compressed_to_those_who_read_it(app: Flask, counted: Counted, encoding: str) -> None:
    client = app.test_client()
    for _ in range(2):
        response = client.get("/counted", headers={"Accept-Encoding": encoding})
        assert response.headers["Content-Encoding"] == encoding
        assert int(response.headers["Content-Length"]) == len(response.data)
    assert "version 1" in client.get("/counted").text


def test_pages_must_be_asked_for_again_and_differ_by_fragment(app: Flask, counted: Counted) -> None:
    headers = app.test_client().get("/counted").headers
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "HX-Request" in headers["Vary"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("*", "br"), ("", None)],
)
def test_nobody_is_sent_what_they_cannot_read(
    app: Flask, counted: Counted, accepted: str, encoding: str | None
) -> None:
    response = app.test_client().get("/counted", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding


def test_a_pack_that_says_something_else_makes_every_page_another(app: Flask, counted: Counted, city: City) -> None:
    client = app.test_client()
    tags = [client.get("/counted").headers["ETag"]]
    for changed in (city, replace(city, title="Pantau Selatan")):
        portal_of(app).city = changed
        caching.register(app)
        tags.append(client.get("/counted").headers["ETag"])
    assert tags[0] == tags[1] != tags[2]
