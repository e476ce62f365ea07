"""Public stamps move when, and only when, the public thing changes; ids depend on no request."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility, redact
from portal.actions.resolve import merge, resolve
from portal.actions.respond import note, respond
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.exports import atom
from tests.support.lens import fed, filled
from tests.support.one_ticket import holder, ticket

ATOM = "{http://www.w3.org/2005/Atom}"
CODE, OTHER = "JK2303060001", "JK2303060002"


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def feed(client: FlaskClient, address: str = "/tickets.atom", **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(address, **more).data)


def entries(root: ElementTree.Element) -> dict[str, str]:
    """Ids and stamps."""
    return {
        entry.findtext(f"{ATOM}id", ""): entry.findtext(f"{ATOM}updated", "") for entry in root.findall(f"{ATOM}entry")
    }


def rows(client: FlaskClient) -> dict[str, dict[str, str]]:
    found = csv.DictReader(io.StringIO(client.get("/tickets.csv").text, newline=""))
    return {row["code"]: row for row in found}


def stamps(client: FlaskClient, code: str) -> dict[str, object]:
    """Every stamp of one ticket that the public can see."""
    row = rows(client).get(code, {})
    alone = client.get(f"/tickets/{code}.json").get_json()
    return {
        "updated_at": row.get("updated_at"),
        "last_seq": row.get("last_seq"),
        "last_seq of the twin": alone["last_seq"],
        **{f"ETag {end}": client.get(f"/tickets/{code}{end}").headers["ETag"] for end in ("", ".json", ".atom")},
        "feed": client.get(f"/tickets/{code}.atom").data,
    }


def city_stamps(client: FlaskClient) -> dict[str, object]:
    """Every stamp of many tickets that the public can see."""
    tags = {
        path: client.get(path).headers["ETag"] for path in ("/", "/tickets", "/map", "/tickets.atom", "/methodology")
    }
    head = client.head("/tickets.csv").headers
    return tags | {"seq": head["X-Log-Seq"], "feed": client.get("/tickets.atom").data}


@pytest.mark.usefixtures("still")
def test_an_internal_note_moves_no_stamp(app: Flask, session: Session, client: FlaskClient, city: City) -> None:
    before = stamps(client, CODE), city_stamps(client)
    note(ticket("1").id, "Hanya untuk petugas.", Act(city, holder()))
    fed(app, session)
    assert (stamps(client, CODE), city_stamps(client)) == before


PUBLIC: dict[str, Callable[[int, Act], object]] = {
    "an answer": lambda id, act: respond(id, "Kami cek lagi.", act),
    "a taken back text": lambda id, act: redact(id, None, "Memuat nama.", Act(act.city)),
    "a stub": lambda id, act: change_visibility(id, Visibility.STUB, "Memuat nama.", Act(act.city)),
    "the end": lambda id, act: resolve(id, "Sudah ditambal.", act),
    "a merge": lambda id, act: merge(id, "JK2303060008", "Sama.", act),
}


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("what", PUBLIC)
def test_a_public_event_moves_every_stamp_of_its_ticket_and_none_of_another(
    app: Flask, session: Session, client: FlaskClient, city: City, what: str
) -> None:
    before, other = stamps(client, CODE), stamps(client, OTHER)
    PUBLIC[what](ticket("1").id, Act(city, holder(Role.ADMIN)))
    fed(app, session)
    after = stamps(client, CODE)
    assert [name for name, stamp in after.items() if stamp == before[name] and name != "updated_at"] == []
    assert stamps(client, OTHER) == other


@pytest.mark.usefixtures("still")
def test_the_page_of_the_ticket_that_stays_changes_with_a_merge(
    app: Flask, session: Session, client: FlaskClient, city: City
) -> None:
    before = client.get("/tickets/JK2303060008").headers["ETag"]
    merge(ticket("1").id, "JK2303060008", "Sama.", Act(city))
    assert client.get("/tickets/JK2303060008").headers["ETag"] != before


def test_ids_are_tags_that_no_request_can_change(client: FlaskClient) -> None:
    asked = [
        ("/tickets.atom?status=open&area=31.74.04", {}),
        ("/tickets.atom?area=31.74.04&status=open", {}),
        ("/en/tickets.atom?status=open&area=31.74.04", {}),
        ("/tickets.atom?status=open&area=31.74.04", {"headers": {"Host": "127.0.0.1:1"}}),
    ]
    found = [feed(client, address, **more) for address, more in asked]
    assert len({root.findtext(f"{ATOM}id") for root in found}) == 1
    assert len({tuple(entries(root)) for root in found}) == 1
    assert all(id.startswith("tag:jakarta-selatan.pantau.invalid,2026:tickets/") for id in entries(found[0]))
    root = feed(client, "/tickets.atom?q=masuk:minggu+lalu")
    (self,) = (link.get("href") or "" for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert "minggu" in self and "minggu" in (root.findtext(f"{ATOM}id") or ""), "it follows every week, not this one"
    own = [feed(client, f"{root}/tickets/{CODE}.atom") for root in ("", "/en")]
    assert len({root.findtext(f"{ATOM}id") for root in own}) == 1
    assert list(entries(own[0])) == list(entries(own[1]))


def test_a_filter_s_feed_answers_304_until_one_of_its_tickets_changes(
    app: Flask, session: Session, client: FlaskClient, city: City
) -> None:
    address = "/tickets.atom?q=puing"
    known = {"If-None-Match": client.get(address).headers["ETag"]}
    respond(ticket("1").id, "Bukan yang ini.", Act(city))
    fed(app, session)
    assert client.get(address, headers=known).status_code == 304
    respond(ticket("8").id, "Yang ini.", Act(city))
    fed(app, session)
    assert client.get(address, headers=known).status_code == 200


def test_a_feed_pages_back_by_its_next_link(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(entries(feed(client)))
    monkeypatch.setattr(atom, "LIMIT", 3)
    found, address = [], "/tickets.atom?sort=newest"
    while address:
        root = feed(client, address)
        found += list(entries(root))
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        address = (links.get("next") or "").removeprefix("http://localhost")
    assert found == whole
    assert client.get("/tickets.atom?before=kemarin").status_code == 400


def test_a_feed_is_as_new_as_its_newest_entry(client: FlaskClient) -> None:
    root = feed(client)
    assert root.findtext(f"{ATOM}updated") == max(entries(root).values())
    assert feed(client, "/tickets.atom?agency=tidak-ada").findtext(f"{ATOM}updated", "").startswith("1970")


def test_the_feed_of_a_hidden_ticket_says_why(client: FlaskClient) -> None:
    root = feed(client, "/tickets/JK2303060005.atom")
    assert root.findtext(f"{ATOM}title") == "JK2303060005"
    assert root.findtext(f"{ATOM}entry/{ATOM}content") == "Menyebut nama orang."


def test_an_entry_whose_text_was_taken_back_is_newer(client: FlaskClient, city: City, session: Session) -> None:
    before = entries(feed(client, f"/tickets/{CODE}.atom"))
    answer = next(e for e in client.get(f"/tickets/{CODE}.json").get_json()["events"] if e["kind"] == "responded")
    redact(ticket("1").id, answer["seq"], "Memuat nama.", Act(city))
    id = next(id for id in before if id.endswith(f"/{answer['seq']}"))
    assert entries(feed(client, f"/tickets/{CODE}.atom"))[id] > before[id]


def test_json_geojson_csv_and_the_twin_write_a_time_alike(client: FlaskClient) -> None:
    row = rows(client)[CODE]
    twin = client.get(f"/tickets/{CODE}.json").get_json()
    listed = {t["code"]: t for t in client.get("/tickets.json").get_json(force=True)["tickets"]}[CODE]
    for name in ("submitted_at", "due_at", "first_response_at", "last_seq", "status_type"):
        assert str(twin[name]) == str(listed[name]) == row[name], name


@pytest.mark.parametrize("address", ["/tickets.csv", "/tickets.atom", f"/tickets/{CODE}.atom"])
def test_a_charset_is_named_once(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Content-Type"].count("charset") == 1
