"""The portal answers to names that it was given, and says which setting to make for another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal import create_app
from portal.config import Settings
from portal.web.hosts import is_known
from tests.support.pages import Pages

NAMES = frozenset({"localhost", "[::1]", "pantau.example", ".kota.example"})


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("PANTAU.example", True),
        ("[::1]:8000", True),
        ("[::1]", True),
        ("a.kota.example", True),
        ("kota.example", False),
        ("notkota.example", False),
        ("evil.example", False),
        ("pantau.example.evil", False),
        ("localhost@evil.example", False),
        ("", False),
    ],
)
def test_a_name_is_known_or_not(host: str, known: bool) -> None:
    assert is_known(host, NAMES) is known


def test_where_no_name_is_given_every_one_is_known() -> None:
    assert is_known("anything.example", frozenset())


@pytest.mark.only_on("sqlite")
def test_an_unknown_name_gets_a_page_that_says_which_setting_to_make(pages: Pages) -> None:
    page = pages.get("/tickets", status=400, Host="evil.example")
    assert "evil.example" in page.text
    assert "PUBLIC_URL" in page.text and "TRUSTED_HOSTS" in page.text
    assert "http://evil.example" not in page.response.text
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/tickets.atom", "/tickets.json", "/robots.txt", "/desk/sign-in", "/healthz"]
)
def test_no_address_of_another_name_is_ever_handed_out(pages: Pages, path: str) -> None:
    assert pages.client.get(path, headers={"Host": "evil.example"}).status_code == 400
    assert pages.client.get(path, headers={"Host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.only_on("sqlite")
def test_a_request_of_today_names_its_host(pages: Pages) -> None:
    assert pages.client.get("/healthz", environ_overrides={"HTTP_HOST": ""}).status_code == 400


@pytest.mark.only_on("sqlite")
def test_with_a_public_address_a_name_changes_nothing(settings: Settings) -> None:
    app = create_app(replace(settings, public_url="https://pantau.example", trusted_hosts=frozenset()))
    answer = app.test_client().get("/sitemap.xml", headers={"Host": "10.0.0.7"})
    assert answer.status_code == 200
    assert "10.0.0.7" not in answer.text and "https://pantau.example/" in answer.text
