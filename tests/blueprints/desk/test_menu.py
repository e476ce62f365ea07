"""The desk's menu leads where the role may go, and only there."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import let_in
from tests.support.desk import PASSWORD, furnish
from tests.support.pages import Pages


@pytest.mark.usefixtures("quick_passwords")
@pytest.mark.parametrize("role", list(Role))
def test_every_place_of_the_menu_opens(app: Flask, city: City, role: Role) -> None:
    furnish(app, city)
    with app.app_context():
        officers.add("siapa@example.org", "Siapa", "pam-jaya", role, PASSWORD)
    pages = Pages(app.test_client())
    let_in(app, pages.client, "siapa@example.org")
    places = pages.get("/desk/").links("nav.menu a")
    assert [pages.client.get(place).status_code for place in places] == [200] * len(places)
    every = {"/desk/", "/desk/withdrawals", "/desk/notices", "/desk/audit", "/desk/officers", "/desk/agencies"}
    refused = {place for place in every - set(places) if pages.client.get(place).status_code == 403}
    assert refused == every - set(places)
