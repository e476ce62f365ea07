"""`flask portal agencies` lists, adds and renames, and says why something is not done."""

from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from tests.support.installed import install

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["portal", "agencies", *arguments])


def test_an_agency_is_added_renamed_deactivated_and_listed(app: Flask) -> None:
    assert run(app, "add", "--name", "Dinas Jalan", "--kind", "dinas").output == "Added Dinas Jalan (dinas-jalan).\n"
    assert (
        run(app, "change", "dinas-jalan", "--name", "Dinas Lorong").output == "Changed Dinas Lorong (dinas-lorong).\n"
    )
    assert run(app, "deactivate", "dinas-jalan").output == "dinas-jalan is deactivated.\n"
    listed = run(app, "list", "lorong").output
    assert listed.split() == ["dinas-lorong", "dinas", "0", "open", "Dinas", "Lorong", "deactivated", "kept", "here"]
    assert run(app, "activate", "dinas-lorong").exit_code == 0
    assert run(app, "list", "zzz").output == "No agency fits.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("add", "--name", " "), "the name is empty"),
        (("add", "--name", "pam-jaya"), "has that name, or had it"),
        (("change", "nowhere", "--name", "X"), "there is no agency 'nowhere'"),
        (("change", "dinas-bina-marga", "--parent", "sudin-bina-marga"), "below itself"),
        (("activate", "pam-jaya"), "it is so already"),
    ],
)
def test_what_is_not_done_is_said(app: Flask, arguments: tuple[str, ...], reason: str) -> None:
    result = run(app, *arguments)
    assert result.exit_code == 1 and reason in result.output and "Traceback" not in result.output
