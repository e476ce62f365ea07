"""Whatever a mail server does, a letter is lost to nobody without need, and never sent twice."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.domain.following import WAITS
from portal.extensions import db
from portal.mail import delivery, post
from portal.mail.post import one_round
from portal.models import Follower, Letter
from portal.queries.city.letters import letter_counts
from tests.support.followers import ADDRESS, answered, following
from tests.support.mail_server import MailServer


def wait(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> None:
    now = clock.now() + span
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_dead_address_ends_all_that_it_follows(
    portal: Flask, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    following(portal, server)
    following(portal, server, lens="category=jalan")
    server.answers[ADDRESS] = "550 5.1.1 no such user"
    answered(portal, "Pipanya kami perbaiki.")
    with caplog.at_level(logging.DEBUG):
        assert one_round(portal) == 0
    server.answers.clear()
    assert one_round(portal) == 0
    assert all(follower.bounced_at for follower in db.session().query(Follower))
    said = [line.getMessage() for line in caplog.records if line.name.startswith("portal")]
    assert said == ["mail: a letter to follower 1 was bounced"]


@pytest.mark.parametrize("fault", ["451 4.7.1 greylisted", "554 5.7.1 relay access denied"])
def test_what_may_pass_is_tried_again_with_longer_waits(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    following(portal, server)
    server.answers[ADDRESS] = fault
    answered(portal, "Pipanya kami perbaiki.")
    assert one_round(portal) == 0
    server.answers.clear()
    assert one_round(portal) == 0
    wait(monkeypatch, WAITS[0])
    assert (one_round(portal), len(server.mails)) == (1, 1)


def test_what_never_passes_is_given_up_and_the_following_stays(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    server.answers[ADDRESS] = "451 4.3.0 try later"
    answered(portal, "Pipanya kami perbaiki.")
    for span in (timedelta(), *WAITS, timedelta(days=2)):
        wait(monkeypatch, span)
        one_round(portal)
        counts = letter_counts(db.session(), clock.now())
        assert (counts.waiting, counts.given_up) == ((0, 1) if span == timedelta(days=2) else (1, 0)) or span == WAITS[
            -1
        ]
    [letter] = db.session().query(Letter).filter_by(kind="news")
    assert letter.sent_at is None and one_round(portal) == 0
    assert db.session().query(Follower).filter_by(bounced_at=None).count() == 1


def test_a_line_that_breaks_before_the_text_is_tried_again(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    server.hangs_up = "recipient"
    answered(portal, "Pipanya kami perbaiki.")
    assert (one_round(portal), server.mails) == (0, [])
    server.hangs_up = ""
    wait(monkeypatch, WAITS[-1])
    assert (one_round(portal), len(server.mails)) == (1, 1)


def test_a_line_that_breaks_after_the_text_is_never_sent_again(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    server.hangs_up = "text"
    answered(portal, "Pipanya kami perbaiki.")
    assert (one_round(portal), len(server.mails)) == (0, 1)
    server.hangs_up = ""
    wait(monkeypatch, timedelta(days=2))
    assert (one_round(portal), len(server.mails)) == (0, 1)


def test_a_silent_server_is_not_waited_for(portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "STEP_SECONDS", 0.5)
    following(portal, server)
    server.silent = 3
    answered(portal, "Pipanya kami perbaiki.")
    before = clock.now()
    assert one_round(portal) == 0
    assert clock.now() - before < timedelta(seconds=3)


def test_no_server_at_all_delays_and_loses_nothing(
    portal: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    following(portal, server)
    answered(portal, "Pipanya kami perbaiki.")
    right, server.port = server.port, 1
    with monkeypatch.context() as patch:
        patch.setattr(post, "deliver", lambda url, *rest: delivery.deliver(server.url, *rest))
        assert one_round(portal) == 0
    server.port = right
    wait(monkeypatch, WAITS[0])
    assert one_round(portal) == 1
