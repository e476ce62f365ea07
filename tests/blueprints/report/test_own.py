"""A private link as its reporter gets it: an address, a picture of it, and nothing for whoever guesses."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from portal.blueprints.report.own import keeping, opened, private_address, qr
from portal.context import portal_of

pytestmark = pytest.mark.only_on("sqlite")


def test_the_token_stands_where_no_log_looks(app: Flask) -> None:
    with app.test_request_context("/report/send"):
        parts = urlsplit(private_address("a-token"))
    assert (parts.path, parse_qs(parts.query)) == ("/r", {"k": ["a-token"]})


def test_a_picture_of_it_comes_with_the_page(app: Flask) -> None:
    """Dark on white, whatever the colours of the page are, and of no other host."""
    drawn = unquote(qr("https://pantau.example/r?k=a-token"))
    assert drawn.startswith("data:image/svg+xml") and "fill='#fff'" in drawn


@pytest.mark.parametrize("guessed", ["", "a" * 43, "a" * 5_000, "%00", "' OR 1=1 --"])
def test_what_was_never_given_out_opens_nothing(app: Flask, guessed: str) -> None:
    with app.test_request_context("/r"), pytest.raises(HTTPException) as refused:
        opened(guessed)
    answer = refused.value.get_response()
    assert answer.status_code == 404 and "Tautan pribadi ini tidak berlaku" in str(answer.data, "utf-8")


def test_links_and_contacts_hang_on_the_portal_s_own_key(app: Flask) -> None:
    with app.test_request_context("/r"):
        assert keeping().secret == portal_of(app).settings.secret_key
        assert keeping().reporters_kept.days == 730
