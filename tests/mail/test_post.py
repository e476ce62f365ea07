"""News go to those who confirmed, once, whatever the mail server does; never to anybody else, never what is private."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.actions import follow
from portal.actions.intake.record import record_many
from portal.config import Settings
from portal.domain.city import City
from portal.domain.following import PAUSE, Pace
from portal.extensions import db
from portal.mail import delivery, post
from portal.mail.post import one_round
from portal.models import Follower
from portal.projections import outbox
from tests.support.complaints import complaint
from tests.support.followers import ADDRESS, KEY, answered, ask, following, indexed, link, written
from tests.support.handed_on import CODE
from tests.support.mail_server import MailServer


def wait(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> None:
    now = clock.now() + span
    monkeypatch.setattr(clock, "now", lambda: now)


def test_only_who_confirms_gets_news_and_each_piece_once(portal: Flask, server: MailServer) -> None:
    ask(portal)
    assert one_round(portal) == 1
    assert server.mails[0]["To"] == ADDRESS and "List-Unsubscribe" not in server.mails[0]
    answered(portal, "Sebelum dipastikan.")
    assert one_round(portal) == 0
    assert follow.confirm(link(server.text(), "confirm"))
    seq = answered(portal, "Pipanya kami perbaiki.")
    assert [one_round(portal) for _ in range(3)] == [1, 0, 0]
    assert "Pipanya kami perbaiki." in server.text() and "Sebelum dipastikan" not in server.text()
    assert f"https://pantau.example/tickets/{CODE}#e{seq}" in server.text()
    assert db.session().query(Follower.last_seq).scalar() == seq


def test_a_busy_hour_is_one_letter_and_a_day_is_one_at_six(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    following(portal, server, "harian@contoh.example", pace=Pace.DAILY)
    answered(portal, "Pertama.")
    assert (one_round(portal), server.recipients) == (1, [ADDRESS])
    answered(portal, "Kedua.")
    answered(portal, "Ketiga.")
    assert one_round(portal) == 0
    wait(monkeypatch, PAUSE)
    assert one_round(portal) == 1
    assert server.mails[-1]["Subject"].startswith("2 kabar") and "Kedua." in server.text()
    wait(monkeypatch, timedelta(days=1))
    assert (one_round(portal), server.recipients[-1]) == (1, "harian@contoh.example")
    assert "Sejak kemarin ada 3 kabar" in server.text()


def test_a_list_is_followed_by_what_it_holds(portal: Flask, server: MailServer, city: City) -> None:
    following(portal, server, "jalan@contoh.example", lens="category=jalan")
    following(portal, server, "lain@contoh.example", lens="category=sampah")
    record_many([replace(complaint(3), submitted_at=clock.now())], city)
    assert one_round(portal) == 0  # the index does not know it yet
    indexed(portal)
    one_round(portal)
    assert server.recipients == ["jalan@contoh.example"]
    record_many([complaint(4)], city)  # of years ago: history, no news
    indexed(portal)
    assert one_round(portal) == 0


def test_two_workers_at_once_send_each_letter_once(portal: Flask, server: MailServer, settings: Settings) -> None:
    for number in range(6):
        following(portal, server, f"warga{number}@contoh.example")
    answered(portal, "Pipanya kami perbaiki.")
    server.silent = 0.1
    db.session().rollback()

    def work() -> None:
        with portal.app_context():
            while one_round(portal):
                pass

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(server.recipients) == [f"warga{number}@contoh.example" for number in range(6)]
    assert len({mail["Message-ID"] for mail in server.mails}) == 6


def test_an_address_sealed_with_a_lost_key_is_forgotten(portal: Flask, server: MailServer, settings: Settings) -> None:
    following(portal, server)
    db.session().query(Follower).update({"address": b"\x01 of another key, unreadable"})
    db.session().commit()
    answered(portal, "Pipanya kami perbaiki.")
    assert (one_round(portal), one_round(portal), server.mails) == (0, 0, [])
    assert db.session().query(Follower).one().bounced_at


def test_what_is_ended_between_writing_and_sending_is_not_sent(portal: Flask, server: MailServer) -> None:
    following(portal, server)
    answered(portal, "Pipanya kami perbaiki.")
    session = db.session()
    written(portal)
    taken = outbox.take(session)
    assert taken
    follow.end(follow.end_token(taken.salt, KEY))
    assert post.send(portal, taken) is delivery.MailOutcome.STOPPED
    assert server.mails == []
