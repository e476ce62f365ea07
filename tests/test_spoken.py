"""What is said is in the request's language, until another is forced, and again after that."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from flask_babel import gettext

from portal.presentation.numbers import number
from portal.spoken import forced, language, speaking


def test_a_language_that_is_forced_ends_with_its_block(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (language(), gettext("Peta"), number(1000)) == ("id", "Peta", "1.000")
        with speaking("id"):
            with forced("en"):
                assert (language(), gettext("Peta"), number(1000)) == ("en", "Map", "1,000")
            assert (language(), gettext("Peta"), number(1000)) == ("id", "Peta", "1.000")


def test_one_page_leaves_no_language_for_the_next(client: FlaskClient) -> None:
    told = [client.get(path).text.partition('lang="')[2][:2] for path in ("/", "/en/", "/missing", "/en/missing", "/")]
    assert told == ["id", "en", "id", "en", "id"]
