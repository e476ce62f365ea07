"""Whatever door a text comes in by, it is cleaned and masked alike."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions.apply_events import Act
from portal.actions.respond import note, respond
from portal.blueprints.desk.preview import public_text as preview
from portal.context import portal_of
from portal.domain.city import City
from portal.extensions import db
from portal.importers.run import import_csv
from portal.models import Event, Original, Ticket
from tests.support import csv_files
from tests.support.masks import OFFICIAL, expected, sample

TEXTS = sample("masks") + sample("masks_own")
MAPPING = csv_files.MAPPING.replace("[fields]\n", '[fields]\ntitle = "title"\n')


@pytest.fixture
def careful(app: Flask, city: City, monkeypatch: pytest.MonkeyPatch) -> City:
    """The city with the contacts that the samples suppose official."""
    changed = replace(city, contacts=OFFICIAL)
    monkeypatch.setattr(portal_of(app), "city", changed)
    return changed


@pytest.mark.only_on("sqlite")
def test_a_report_an_answer_and_its_preview_are_masked_alike(app: Flask, careful: City, tmp_path: Path) -> None:
    rows = [csv_files.row(str(n), title=text, text=text, place=text) for n, (text, _parts) in enumerate(TEXTS)]
    file = tmp_path / "file.csv"
    file.write_text(csv_files.lines(*rows, header=(*csv_files.HEADER, "title")), encoding="utf-8")
    with app.app_context():
        assert import_csv(file, csv_files.mapping(tmp_path, MAPPING), careful).counts.created == len(TEXTS)
        reports = {int(t.source_id): (t.id, {t.title, t.text, t.place}) for t in db.session.scalars(select(Ticket))}
        for n, (text, parts) in enumerate(TEXTS):
            ticket, shown = reports[n]
            seq = respond(ticket, text, Act(careful))
            shown |= {preview(text), db.session.get_one(Event, seq).text}
            assert len(shown) == 1, shown
            assert re.fullmatch(expected(text, parts).replace("\u00ad", "").replace("\u200e", ""), shown.pop()) or parts


@pytest.mark.only_on("sqlite")
def test_what_only_officers_read_is_cleaned_and_keeps_its_numbers(app: Flask, careful: City, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_text(csv_files.lines(csv_files.row("1", text="Di 0812\u200b3456\u200b7890.\x07")), encoding="utf-8")
    with app.app_context():
        import_csv(file, csv_files.mapping(tmp_path), careful)
        ticket = db.session.scalars(select(Ticket)).one()
        assert (ticket.text, db.session.get_one(Original, ticket.id).text) == ("Di [telepon].", "Di 081234567890.")
        seq = note(ticket.id, "Di 0812\u200b3456\u200b7890.", Act(careful))
        assert db.session.get_one(Event, seq).text == "Di 081234567890."
