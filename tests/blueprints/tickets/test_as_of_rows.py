"""Files of a list that was cited: its rows as long as nothing has happened, then a refusal that leads on."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.respond import respond
from portal.context import portal_of
from tests.blueprints.tickets.test_export import codes
from tests.support.lens import fed, filled
from tests.support.one_ticket import id_of

pytestmark = pytest.mark.database
FORMATS = ("csv", "json", "geojson", "atom")


@pytest.mark.parametrize("query", ["agency=kelurahan-ragunan", "q=lubang&category=jalan", "status=open"])
def test_a_cited_file_is_given_until_something_happens_and_then_leads_on(
    app: Flask, client: FlaskClient, session: Session, query: str
) -> None:
    filled(app, session)
    cited = client.get(f"/tickets.json?{query}").get_json()["about"]["cite"].partition("?")[2]
    before = {format: codes(client, format, cited) for format in FORMATS}
    assert before == {format: codes(client, format, query) for format in FORMATS} and all(before.values())
    for bad in ("as_of=kemarin", "seq=5", "as_of=2999-01-01"):
        assert client.get(f"/tickets.json?{bad}").get_json()["error"]["unread"], bad
    respond(id_of(before["csv"][0]), "Sudah kami jadwalkan.", Act(portal_of(app).city))
    fed(app, session)
    for format in FORMATS:
        answer = client.get(f"/tickets.{format}?{cited}")
        assert answer.status_code == 400 and "hanya ada untuk hari ini" in answer.text, format
        assert ("angka saat itu tanpa keduanya" in answer.text) == ("q=" in query)
        assert client.head(f"/tickets.{format}?{cited}").status_code == 400
        assert f"http://localhost/tickets.{format}?{query.partition('&')[0]}" in answer.text
    assert {one.get("name") for one in ElementTree.fromstring(answer.text).findall("instead")} >= {"today", "figures"}
    error = client.get(f"/tickets.json?{cited}").get_json()["error"]
    assert error["fields"] == ["as_of", "seq"] and "unread" not in error
    for name, address in error["instead"].items():
        assert (name == "today") != ("as_of=" in address and "q=" not in address.partition("?")[2].split("&")[0])
        found = client.get(address.removeprefix("http://localhost"))
        assert found.status_code in (200, 404) and (
            found.status_code == 200 or name.startswith(("tickets-", "map-"))
        ), name
    assert ("tickets-shares" in error["instead"]) == ("status" not in query)
