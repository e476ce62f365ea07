"""Only the city's own proxies say who comes, by which scheme and for which host."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, request

from portal import create_app
from portal.config import Settings
from portal.web import links
from portal.web.access import public

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
    assert seen(create_app(replace(settings, trusted_proxies=trusted))) == (address, origin, "/seen")


def test_the_language_is_found_behind_a_proxy(settings: Settings) -> None:
    assert seen(create_app(replace(settings, trusted_proxies=1)), "/en/seen")[2] == "/seen"
