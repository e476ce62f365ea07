"""A link to set a password works once, and says so when it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.actions import officers, reset_links, second_factor
from portal.actions.audit import OPERATOR
from portal.config import Settings
from portal.domain.city import City
from tests.support.accounts import code_of
from tests.support.desk import furnish, sign_in
from tests.support.pages import Pages

NEW = "kuda payung meja laut"
ADDRESS = "/desk/sign-in/new-password"


@pytest.fixture
def link(app: Flask, city: City, quick_passwords: None) -> str:
    furnish(app, city)
    with app.app_context():
        return f"{ADDRESS}?token={reset_links.make(officers.id_of('ragunan@example.org'))}"


def test_a_link_sets_a_password_and_ends_what_was_open(client: FlaskClient, app: Flask, link: str) -> None:
    other = app.test_client()
    sign_in(other)
    assert client.get(link).headers["Location"] == ADDRESS, "the page has the token in no address"
    pages = Pages(client)
    unequal = pages.submit(pages.get(ADDRESS), "form.sign-in", status=422, new=NEW, again="lain")
    assert "tidak sama" in unequal.text
    assert "Masuklah dengannya." in pages.submit(unequal, "form.sign-in", new=NEW, again=NEW).text
    assert other.get("/desk/").status_code == 302
    assert sign_in(client, password=NEW).status_code == 302
    client.get(link)
    assert Pages(client).get(ADDRESS, status=404).h1 == "Tautan ini tidak berlaku"


@pytest.mark.only_on("sqlite")
def test_whoever_has_a_second_factor_is_asked_for_it_also_after_a_new_password(
    client: FlaskClient, app: Flask, link: str
) -> None:
    with app.app_context():
        sari, secret = officers.id_of("ragunan@example.org"), second_factor.new_secret()
        second_factor.set_up(sari, secret, code_of(secret), OPERATOR)
    Pages(client).submit(Pages(client).get(link), "form.sign-in", new=NEW, again=NEW)
    assert "Kode kedua" in sign_in(client, password=NEW).text and client.get("/desk/").status_code == 302


@pytest.mark.parametrize("broken", ["?token=x", f"?token={'a' * 200}", "?token=%20", "?token", ""])
def test_a_link_that_is_none_says_what_to_do(client: FlaskClient, link: str, broken: str) -> None:
    client.get(f"{ADDRESS}{broken}")
    page = Pages(client).get(ADDRESS, status=404)
    assert page.h1 == "Tautan ini tidak berlaku" and "admin" in page.text


@pytest.mark.only_on("sqlite")
def test_no_line_of_the_access_log_holds_the_token(
    settings: Settings, link: str, caplog: pytest.LogCaptureFixture
) -> None:
    client, path, token = create_app(replace(settings, access_log=True)).test_client(), *link.split("?token=")
    pages = Pages(client)
    client.get(link)
    pages.submit(pages.get(ADDRESS), "form.sign-in", new=NEW, again=NEW)
    lines = [record.getMessage() for record in caplog.records if record.name == "portal.access"]
    assert [line.rsplit(" ", 2)[0] for line in lines[:3]] == [
        f"GET {path} 302", f"GET {path} 200", f"POST {path} 302",
    ]  # fmt: skip
    assert token not in caplog.text
