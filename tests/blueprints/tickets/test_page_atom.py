"""A ticket as a feed: an entry for each public event."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Ticket
from tests.support.handed_on import CODE


def test_the_feed_has_an_entry_for_each_event_newest_first(told: Flask, client: FlaskClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(client.get(f"/tickets/{CODE}.atom").data)
    titles = [entry.findtext(f"{atom}title", "") for entry in feed.iter(f"{atom}entry")]
    assert titles[0].startswith("Minta bantuan")
    assert len(titles) == 4


def test_a_hidden_ticket_has_a_feed_that_shows_nothing_of_it(told: Flask, client: FlaskClient, city: City) -> None:
    with told.app_context():
        ticket = db.session.query(Ticket).filter_by(code=CODE).one().id
        moderate.change_visibility(ticket, Visibility.HIDDEN, "Menyebut nama.", Act(city))
    answer = client.get(f"/tickets/{CODE}.atom")
    feed = ElementTree.fromstring(answer.data)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert "Sudah kami cek" not in answer.text and "lubang" not in answer.text.lower()
    id = f"tag:jakarta-selatan.pantau.invalid,2026:tickets/{CODE}/events"
    assert feed.findtext("{http://www.w3.org/2005/Atom}id") == id


@pytest.mark.parametrize(("prefix", "language", "word"), [("", "id", "Warga melapor"), ("/en", "en", "citizen")])
def test_a_feed_speaks_the_language_of_its_address(
    told: Flask, client: FlaskClient, prefix: str, language: str, word: str
) -> None:
    feed = ElementTree.fromstring(client.get(f"{prefix}/tickets/{CODE}.atom").data)
    titles = [entry.findtext("{http://www.w3.org/2005/Atom}title", "") for entry in feed]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert any(word in title for title in titles)


def test_entries_lead_to_the_events_that_their_ids_name(told: Flask, client: FlaskClient) -> None:
    entries = ElementTree.fromstring(client.get(f"/tickets/{CODE}.atom").data).findall(
        "{http://www.w3.org/2005/Atom}entry"
    )
    ids = [entry.findtext("{http://www.w3.org/2005/Atom}id", "") for entry in entries]
    shown = client.get(f"/tickets/{CODE}").text
    assert all(f'id="e{id.rpartition("/")[2]}"' in shown for id in ids)
    assert len(set(ids)) == len(ids) == 4
