"""A code typed another way, or wrong by a slip, leads on."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.handed_on import CODE
from tests.support.pages import Pages


@pytest.mark.parametrize(
    "typed", ["jk2303060001", "jk%202303060001", "JK-230306-1", "2303060001", "JK%E2%80%932303060001"]
)
def test_a_code_typed_another_way_leads_to_the_address(told: Flask, client: FlaskClient, typed: str) -> None:
    for suffix in ("", ".json", ".atom"):
        response = client.get(f"/en/tickets/{typed}{suffix}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/en/tickets/{CODE}{suffix}")


def test_a_wrong_code_offers_the_search_and_near_codes(told: Flask, pages: Pages) -> None:
    page = pages.get("/tickets/JK2303060007", status=404)
    assert page.one("input[name=q]")["value"] == "JK2303060007"
    assert f"/tickets/{CODE}" in page.links("main a")
