"""Where a request comes from."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.web.visitor import address


@pytest.mark.parametrize(
    ("near", "told", "found"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "8.8.4.4", "8.8.4.4"),
        ("10.0.0.2", "1.1.1.1, 8.8.4.4", "8.8.4.4"),
        ("::1", "2001:4860:4860::8888", "2001:4860:4860::8888"),
        ("8.8.8.8", "1.1.1.1", "8.8.8.8"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_only_a_proxy_of_our_own_says_who_comes(app: Flask, near: str, told: str | None, found: str) -> None:
    headers = {"X-Forwarded-For": told} if told is not None else {}
    with app.test_request_context("/", headers=headers, environ_base={"REMOTE_ADDR": near}):
        assert address() == found
