"""A link to set a password works once, and says so when it does not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import officers, reset_links
from portal.domain.city import City
from tests.support.desk import furnish, sign_in
from tests.support.pages import Pages

NEW = "kuda payung meja laut"


@pytest.fixture
def link(app: Flask, city: City, quick_passwords: None) -> str:
    furnish(app, city)
    with app.app_context():
        return f"/desk/sign-in/new-password/{reset_links.make(officers.id_of('ragunan@example.org'))}"


def test_a_link_sets_a_password_and_ends_what_was_open(client: FlaskClient, app: Flask, link: str) -> None:
    other = app.test_client()
    sign_in(other)
    pages = Pages(client)
    unequal = pages.submit(pages.get(link), "form.sign-in", status=422, new=NEW, again="lain")
    assert "tidak sama" in unequal.text
    assert "Masuklah dengannya." in pages.submit(unequal, "form.sign-in", new=NEW, again=NEW).text
    assert other.get("/desk/").status_code == 302
    assert sign_in(client, password=NEW).status_code == 302


@pytest.mark.parametrize("broken", ["x", "a" * 200, "%20"])
def test_a_link_that_is_none_says_what_to_do(client: FlaskClient, link: str, broken: str) -> None:
    page = Pages(client).get(f"/desk/sign-in/new-password/{broken}", status=404)
    assert page.h1 == "Tautan ini tidak berlaku" and "admin" in page.text
