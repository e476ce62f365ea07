"""A bounce that comes later ends what its address follows; a forged one, and one that may pass, end nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.extensions import db
from portal.mail.bounces import BounceOutcome, sender_of, take_in
from portal.mail.post import one_round
from portal.models import Follower, Letter
from tests.support.followers import KEY, answered, following
from tests.support.mail_server import MailServer

MAILBOX = "bounces@kota.example"
ENDED, NOT_FINAL, NOT_OURS = BounceOutcome
GONE = {"Final-Recipient": "rfc822; warga@contoh.example", "Action": "failed", "Status": "5.1.1"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, mail_bounces=MAILBOX)


def report(to: str, said: dict[str, str] | None = None, kind: str = "delivery-status") -> bytes:
    """A delivery report as RFC 3464 wants it; ``said``: of the one recipient."""
    block = "\r\n".join(f"{name}: {value}" for name, value in (GONE | (said or {})).items() if value)
    return (
        f"From: MAILER-DAEMON@contoh.example\r\nTo: {to}\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: multipart/report; report-type={kind}; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        "550 5.1.1 no such user: words decide nothing\r\n--b\r\nContent-Type: message/delivery-status\r\n"
        f"\r\nReporting-MTA: dns; mx.contoh.example\r\n\r\n{block}\r\n\r\n--b--\r\n"
    ).encode()


def sent_from(portal: Flask, server: MailServer) -> str:
    """The sender of a letter that went to a follower."""
    following(portal, server)
    answered(portal, "Pipanya kami perbaiki.")
    assert one_round(portal) == 1 and server.mails[0]["From"].addresses[0].addr_spec == "portal@kota.example"
    return server.senders[-1]


def test_a_report_to_the_letters_own_sender_ends_what_the_address_follows(portal: Flask, server: MailServer) -> None:
    sender = sent_from(portal, server)
    following(portal, server, lens="category=jalan")
    following(portal, server, "lain@contoh.example")
    name, host = sender.upper().rsplit("@", 1)
    assert take_in(db.session(), report(f"{name}@{host}"), MAILBOX, KEY) is ENDED, "some servers change the capitals"
    assert [bool(one.bounced_at) for one in db.session().query(Follower).order_by(Follower.id)] == [True, True, False]
    answered(portal, "Sudah selesai.")
    assert (one_round(portal), server.recipients[-1]) == (1, "lain@contoh.example")
    assert take_in(db.session(), report(sender), MAILBOX, KEY) is ENDED, "the same one twice does no harm"


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        ({"Action": "delayed", "Status": "4.4.1"}, "delivery-status", NOT_FINAL),
        ({"Action": "failed", "Status": "4.2.2"}, "delivery-status", NOT_FINAL),
        ({"Action": "failed", "Status": "5.7.1"}, "delivery-status", NOT_FINAL),
        (
            {"Action": "failed", "Status": "5.0.0", "Diagnostic-Code": "smtp; 554 5.7.1 spam"},
            "delivery-status",
            NOT_FINAL,
        ),
        (
            {"Action": "failed", "Status": "5.0.0", "Diagnostic-Code": "smtp; 550 5.1.1 unknown"},
            "delivery-status",
            ENDED,
        ),
        ({"Action": "", "Status": ""}, "delivery-status", NOT_FINAL),
        ({}, "disposition-notification", NOT_FINAL),
        ({"Status": "5.2.1"}, "delivery-status", ENDED),
    ],
)
def test_only_what_failed_for_good_by_the_address_itself_ends_anything(
    portal: Flask, server: MailServer, said: dict[str, str], kind: str, expected: BounceOutcome
) -> None:
    sender = sent_from(portal, server)
    assert take_in(db.session(), report(sender, said, kind), MAILBOX, KEY) is expected
    assert bool(db.session().query(Follower).one().bounced_at) is (expected is ENDED)


def test_a_forged_bounce_ends_nothing(portal: Flask, server: MailServer) -> None:
    sender = sent_from(portal, server)
    tag = sender.split("+")[1].split("@")[0]
    other = sender_of(MAILBOX, 1, b"another address", KEY)
    forged = [f"bounces+1-{'0' * 20}@kota.example", f"bounces+{tag}@other.example", f"bounces+2-{tag[2:]}@kota.example"]
    forged += [
        other,
        MAILBOX,
        "bounces+1@kota.example",
        f"x+{tag}@kota.example",
        sender_of(MAILBOX, 1, b"", "a key"),
        "",
    ]
    for address in forged:
        assert take_in(db.session(), report(address), MAILBOX, KEY) is NOT_OURS, address
    for raw in (b"", b"\xff\x00", f"To: {sender}\r\n\r\n550 5.1.1 user unknown".encode()):
        assert take_in(db.session(), raw, MAILBOX, KEY) in (NOT_OURS, NOT_FINAL)
    follower = db.session().query(Follower).one()
    assert follower.bounced_at is None and db.session().query(Letter).filter_by(sent_at=None).count() == 0


def test_a_mail_server_pipes_it_in_and_says_to_whom_it_came(portal: Flask, server: MailServer, tmp_path: Path) -> None:
    sender, file = sent_from(portal, server), tmp_path / "bounce"
    file.write_bytes(report("somebody@else.example"))
    runner = portal.test_cli_runner()
    untold = runner.invoke(args=["portal", "mail", "bounces", str(file)])
    assert (untold.exit_code, "nothing is changed" in untold.output) == (0, True), untold.output
    piped = runner.invoke(args=["portal", "mail", "bounces", "--to", sender, "-"], input=file.read_bytes())
    assert (piped.exit_code, "has ended" in piped.output) == (0, True), piped.output
    db.session().rollback()
    assert db.session().query(Follower).one().bounced_at is not None
