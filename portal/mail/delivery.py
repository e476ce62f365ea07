"""Hands one mail to a mail server, or to a directory where there is none; says what surely happened."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ..domain.following import ends_following

STEP_SECONDS = 20  # that a server may be silent
WHOLE_SECONDS = 120  # that one mail may take; shorter than the lease of projections/outbox.py
FOLDER = "mail"  # in the data directory, for SMTP_URL=file:


class MailOutcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    UNKNOWN = "unknown"  # the line broke after the text had begun: the server may have it, so it is not sent again
    LATER = "later"  # the server surely has it not
    BOUNCED = "bounced"  # nor ever will, for this address
    STOPPED = "stopped"  # somebody else's by now, or ended


class MailServerFault(Exception):
    """Why a mail is tried again later; without the address, for it goes into the log."""


def deliver(
    url: str, data: Path, message: EmailMessage, hand_over: Callable[[], bool], sender: str = ""
) -> MailOutcome:
    """Send a message by SMTP_URL. ``hand_over`` is asked just before the text is given away: it notes that, or forbids
    it. ``sender``: to whom bounces go, '' for whom the letter is from. Raises MailServerFault where it must be tried
    again, and why."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return _keep(data / FOLDER, message, hand_over)
    try:
        with _connected(parts) as server:
            return _send(server, message, hand_over, sender or message["From"].addresses[0].addr_spec)
    except smtplib.SMTPException as error:
        raise MailServerFault(_said(error)) from error
    except OSError as error:
        raise MailServerFault(type(error).__name__) from error


@contextmanager
def _connected(parts: SplitResult) -> Iterator[smtplib.SMTP]:
    """A server that has greeted us and knows who we are; cut off when all of it takes too long."""
    secure = parts.scheme == "smtps"
    host, port = parts.hostname or "localhost", parts.port or (465 if secure else 25)
    server = (
        smtplib.SMTP_SSL(host, port, timeout=STEP_SECONDS, context=ssl.create_default_context())
        if secure
        else smtplib.SMTP(host, port, timeout=STEP_SECONDS)
    )
    watch = threading.Timer(WHOLE_SECONDS, _cut, [server])
    watch.start()
    try:
        if "starttls" in parse_qs(parts.query, keep_blank_values=True):
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        watch.cancel()
        server.close()


def _cut(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


def _send(server: smtplib.SMTP, message: EmailMessage, hand_over: Callable[[], bool], sender: str) -> MailOutcome:
    server.ehlo_or_helo_if_needed()
    _accepted(server.mail(sender))
    code, text = server.rcpt(message["To"].addresses[0].addr_spec)
    if code not in (250, 251):
        if ends_following(code, text.decode("utf-8", "replace")):
            return MailOutcome.BOUNCED
        raise MailServerFault(f"recipient refused with {code}")
    if not hand_over():
        return MailOutcome.STOPPED
    try:
        code, text = server.data(message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError:
        raise  # it did not want the text to begin
    except (smtplib.SMTPException, OSError):
        return MailOutcome.UNKNOWN
    if code == 250:
        return MailOutcome.SENT
    raise MailServerFault(f"text refused with {code}")


def _accepted(answer: tuple[int, bytes]) -> None:
    if answer[0] != 250:
        raise MailServerFault(f"sender refused with {answer[0]}")


def _said(error: smtplib.SMTPException) -> str:
    """The kind of fault and the server's code: its words may repeat an address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _keep(folder: Path, message: EmailMessage, hand_over: Callable[[], bool]) -> MailOutcome:
    """A file each, whole or not at all, for those who try the portal without a mail server."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").partition("@")[0]
    if not hand_over():
        return MailOutcome.STOPPED
    path = folder / f"{name}.part"
    path.write_bytes(message.as_bytes(policy=SMTP))
    path.rename(folder / f"{name}.eml")
    return MailOutcome.SENT
