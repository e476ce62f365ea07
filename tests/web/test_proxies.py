"""Only the city's own proxies say who comes, by which scheme and for which host."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, request

from portal import create_app
from portal.config import Settings
from portal.web import links
from portal.web.access import public
from portal.web.proxies import counted_visitor, from_this_machine, visitor_address

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

FORWARDED = {"X-Forwarded-For": "1.1.1.1, 8.8.4.4", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "a.example"}


def seen(app: Flask, path: str = "/seen") -> tuple[str, ...]:
    """What the portal believes of a request that came from 10.0.0.2."""
    app.add_url_rule("/seen", "home.seen", public(lambda: f"{request.remote_addr} {links.origin()} {request.path}"))
    answer = app.test_client().get(path, headers=FORWARDED, environ_base={"REMOTE_ADDR": "10.0.0.2"})
    return tuple(answer.text.split())


@pytest.mark.parametrize(
    ("trusted", "address", "origin"),
    [
        (0, "10.0.0.2", "http://localhost"),
        (1, "8.8.4.4", "https://a.example"),
        (2, "1.1.1.1", "http://localhost"),  # the other headers came through one proxy only
        (3, "10.0.0.2", "http://localhost"),
    ],
)
def test_as_many_words_are_believed_as_there_are_proxies(
    settings: Settings, trusted: int, address: str, origin: str
) -> None:
    app = create_app(replace(settings, trusted_proxies=trusted, trusted_hosts=frozenset()))
    assert seen(app) == (address, origin, "/seen")


def test_the_language_is_found_behind_a_proxy(settings: Settings) -> None:
    app = create_app(replace(settings, trusted_proxies=1, trusted_hosts=frozenset()))
    assert seen(app, "/en/seen")[2] == "/seen"


@pytest.mark.parametrize(
    ("address", "counted"), [("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("unix:", "unix:"), ("", "unknown")]
)
def test_a_visitor_is_counted_also_where_no_address_is_told(app: Flask, address: str, counted: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert (visitor_address(), counted_visitor()) == (address, counted)


@pytest.mark.parametrize(
    ("address", "headers", "ours"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, False),
        ("10.0.0.2", {}, False),
        ("", {}, False),
    ],
)
def test_this_machine_asks_for_itself_or_passes_on(
    app: Flask, address: str, headers: dict[str, str], ours: bool
) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}, headers=headers):
        assert from_this_machine() is ours
