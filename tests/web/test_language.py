"""The first language without a prefix, the other under its own, one page under one address."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.pages import Pages


def test_the_other_language_has_its_own_prefix_and_keeps_it_in_links(pages: Pages) -> None:
    page = pages.get("/en/")
    assert page.one("html")["lang"] == "en"
    assert page.links("header .name") == ["/en/"]


def test_the_switch_leads_to_the_same_page_in_the_other_language(pages: Pages) -> None:
    there = pages.get("/?q=a%20b").links("a.tongue")
    assert there == ["/en/?q=a%20b"]
    assert pages.get(there[0]).links("a.tongue") == ["/?q=a%20b"]


def test_the_first_language_with_a_prefix_leads_to_the_page_without(client: FlaskClient) -> None:
    response = client.get("/id/tickets/JK1?x=1")
    assert (response.status_code, response.headers["Location"]) == (301, "/tickets/JK1?x=1")


@pytest.mark.parametrize("path", ["/id//evil.example/", "/id/\\evil.example"])
def test_no_prefix_leads_off_the_site(client: FlaskClient, path: str) -> None:
    assert not client.get(path).headers.get("Location", "/").startswith(("//", "/\\"))


def test_static_files_are_never_prefixed(pages: Pages) -> None:
    for link in pages.get("/en/").links("link[rel=stylesheet]"):
        assert link.startswith("/static/")


def test_a_portal_below_a_path_keeps_that_path(app: Flask) -> None:
    response = app.test_client().get("/en/", environ_overrides={"SCRIPT_NAME": "/pantau"})
    assert 'href="/pantau/static/' in response.text
    assert 'href="/pantau/en/"' in response.text
    assert 'href="/pantau/"' in response.text
