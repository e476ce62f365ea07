"""Names from right to left keep their place at the desk too."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from tests.support.accounts import let_in
from tests.support.desk import PASSWORD, WORK, furnish, send, sign_in
from tests.support.directions import NAMED
from tests.support.other_way import write_from_right_to_left
from tests.support.pages import Pages

READ = {
    "penyelia@example.org": (
        *("/desk/", "/desk/?tab=today", "/desk/audit", "/desk/withdrawals", "/desk/account", "/desk/walk-in"),
        *(WORK, f"{WORK}/transfer", f"{WORK}/ask", f"{WORK}/visibility", f"{WORK}/merge", f"{WORK}/note"),
    ),
    "admin@example.org": (
        *("/desk/", "/desk/officers", "/desk/officers/1", "/desk/agencies", "/desk/agencies/1", "/desk/operation"),
        *("/desk/audit", "/desk/notices", WORK, "/en/desk/", f"/en{WORK}"),
    ),
}


@pytest.mark.only_on("sqlite")
def test_a_name_keeps_its_own_direction_on_every_page_of_the_desk(
    app: Flask, city: City, quick_passwords: None
) -> None:
    furnish(app, city)
    with app.app_context():
        officers.add("admin@example.org", "Yusuf", "dinas-kominfotik", Role.ADMIN, PASSWORD)
    clients = {email: app.test_client() for email in READ}
    sign_in(clients["penyelia@example.org"], "penyelia@example.org")
    let_in(app, clients["admin@example.org"], "admin@example.org")
    send(clients["penyelia@example.org"], "respond", text="Kami datang besok.")
    with app.app_context():
        write_from_right_to_left(db.session())
    for email, addresses in READ.items():
        for address in addresses:
            page = Pages(clients[email]).get(address)  # which asks `directions` of it
            assert NAMED.search(page.response.text), address
