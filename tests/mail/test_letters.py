"""A letter speaks the language of its reader, can be ended by one click, and holds what is public when it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.actions import follow, moderate
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Step
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.mail.post import one_round
from portal.models import Follower, Letter
from tests.support.complaints import complaint
from tests.support.followers import answered, following, indexed, link
from tests.support.handed_on import CODE
from tests.support.mail_server import MailServer


def test_a_letter_is_ended_by_one_click_and_follows_the_language_of_its_reader(
    portal: Flask, server: MailServer
) -> None:
    following(portal, server, language="en")
    answered(portal, "Pipanya kami perbaiki.")
    one_round(portal)
    mail = server.mails[0]
    assert mail["Subject"] == f"1 piece of news: report {CODE}"
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("en", "auto-generated")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"] == f"<https://pantau.example/en/follow/end?k={link(server.text(), 'end')}>"
    html = mail.get_body(("html",))
    assert html
    page = html.get_content()
    assert "PAM Jaya" in page and "<img" not in page and "http://" not in page
    words = "https://pantau.example/en/methodology/words"  # what its words mean
    assert all(f'"{address}' in page for address in ("https://pantau.example/en/follow/end?k=", words))
    assert words in server.text()
    follow.end(link(server.text(), "end"))
    answered(portal, "Sudah rapi.")
    assert one_round(portal) == 0
    assert db.session().query(Follower).count() == db.session().query(Letter).count() == 0


def test_what_is_private_is_in_no_letter(portal: Flask, server: MailServer, city: City) -> None:
    following(portal, server)
    following(portal, server, "semua@contoh.example", lens="")
    now = clock.now()
    secret = complaint(5, text="RAHASIAPELAPOR telepon 081234567890", title="RAHASIAJUDUL", private=True)
    note = Step(kind=Kind.NOTED, at=now, agency="PAM Jaya", text="CATATANDALAM", public=False)
    secret = replace(secret, submitted_at=now - timedelta(hours=2), steps=(note,))
    record_many([secret], city)
    answered(portal, "Hubungi 081234567890. SUDAHDITARIK")
    seq = answered(portal, "Akan ditarik MARKAHTARIK")
    moderate.redact(1, seq, "Memuat nama.", Act(city))
    indexed(portal)
    while one_round(portal):
        pass
    assert server.mails
    for mail in server.mails:
        for part in mail.walk():
            said = part.get_content() if not part.is_multipart() else str(part.items())
            for marker in ("RAHASIA", "CATATANDALAM", "081234567890", "MARKAHTARIK"):
                assert marker not in said
    assert any("[telepon]" in server.text(at) for at in range(len(server.mails)))


def test_a_ticket_that_is_hidden_is_told_as_hidden_alone(
    portal: Flask, server: MailServer, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    answered(portal, "MARKAHJAWABAN")
    moderate.change_visibility(1, Visibility.HIDDEN, "Permintaan pengadilan.", Act(city))
    indexed(portal)
    assert one_round(portal) == 1
    assert "MARKAHJAWABAN" not in server.text() and "disembunyikan" in server.text()
    assert "Permintaan pengadilan." in server.text()
