"""Whoever works at the counter gets a pass to the public form; a validator does not."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from portal.web.passes import officer_of
from tests.support.accounts import let_in
from tests.support.desk import PASSWORD, furnish
from tests.support.pages import Pages

PATH = "/desk/walk-in"


@pytest.mark.parametrize("role", Role)
def test_the_counter_leads_to_the_form_with_a_pass(app: Flask, city: City, role: Role) -> None:
    furnish(app, city)
    client = app.test_client()
    with app.app_context():
        officers.add("loket@example.org", "Rini", "kelurahan-ragunan", role, PASSWORD)
    let_in(app, client, "loket@example.org")
    if role is Role.VALIDATOR:
        assert client.get(PATH).status_code == 403
        return
    page = Pages(client).get(PATH)
    assert PATH in page.links(".menu a")
    (start,) = page.links(".do a")
    with app.app_context():
        assert officer_of(start.partition("for=")[2]) is not None
