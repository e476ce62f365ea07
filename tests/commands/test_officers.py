"""`flask portal officers` takes a password from standard input, and says why somebody is not added."""

from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.sign_in import Visitor, authenticate
from portal.domain.city import City
from tests.support.installed import install

EMAIL, FIRST, SECOND = "a@example.org", "a long password", "another password"
ADD = ("add", "--email", EMAIL, "--name", "A", "--agency", "sudin-bina-marga")


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)


def run(app: Flask, *arguments: str, password: str = FIRST) -> Result:
    return app.test_cli_runner().invoke(args=["portal", "officers", *arguments], input=f"{password}\n")


def test_an_officer_who_was_added_can_sign_in(app: Flask) -> None:
    result = run(app, *ADD, "--role", "supervisor")
    assert result.output == f"Added {EMAIL} (supervisor, sudin-bina-marga).\n"
    assert authenticate(EMAIL, FIRST, Visitor("127.0.0.1", "key")).officer


def test_a_new_password_takes_the_place_of_the_old_one(app: Flask) -> None:
    run(app, *ADD)
    assert run(app, "password", "--email", EMAIL, password=SECOND).exit_code == 0
    assert not authenticate(EMAIL, FIRST, Visitor("127.0.0.1", "key")).officer
    assert authenticate(EMAIL, SECOND, Visitor("127.0.0.1", "key")).officer


@pytest.mark.parametrize(
    ("changed", "password", "reason"),
    [
        (("--agency", "nowhere"), FIRST, "there is no agency 'nowhere'"),
        (("--email", "nobody"), FIRST, "has no @"),
        (("--name", " "), FIRST, "the name is empty"),
        ((), "short", "fewer than"),
        ((), "x" * 5_000, "more than"),
    ],
)
def test_who_is_not_added_is_told_why(app: Flask, changed: tuple[str, ...], password: str, reason: str) -> None:
    result = run(app, *ADD, *changed, password=password)
    assert result.exit_code == 1 and reason in result.output and "Traceback" not in result.output


def test_nobody_is_added_twice_and_a_stranger_gets_no_password(app: Flask) -> None:
    run(app, *ADD)
    assert "is an officer already" in run(app, *ADD).output
    assert "there is no officer" in run(app, "password", "--email", "b@example.org").output
