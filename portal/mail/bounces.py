"""Bounces that come later, as mails: each letter has a sender of its own, and a bounce to it ends what it was about."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Sequence
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses
from enum import StrEnum

from sqlalchemy.orm import Session

from ..domain.following import ends_following
from ..models import Follower
from ..projections import outbox
from ..sealing import keyed_hash

PURPOSE = "sender of a letter"  # what the signatures of these addresses are made for
MOST_BYTES = 1_000_000  # that are read of a bounce: it may bring the whole letter back
#: Where a mail server notes to whom a mail came, the surest first.
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
_TAG = re.compile(r"([0-9]{1,18})-([0-9a-f]{20})")
_GENERAL = re.compile(r"5\.0\.\d+")


class BounceOutcome(StrEnum):
    """What a mail to a sender of letters was."""

    ENDED = "ended"  # the address is no good: what it follows ends
    NOT_FINAL = "not_final"  # no such report, or of something that may pass, or of what is not the address's fault
    NOT_OURS = "not_ours"  # to no address that the portal has made


def sender_of(mailbox: str, follower: int, address_hash: bytes, key: str) -> str:
    """The sender of letters to a follower: ``mailbox`` (MAIL_BOUNCES) with their number, signed, so that nobody else
    can end a following by a forged bounce."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{follower}-{_signature(follower, address_hash, key)}@{domain}"


def take_in(session: Session, raw: bytes, mailbox: str, key: str, to: str = "") -> BounceOutcome:
    """Read a mail that came to a sender of letters, and end what its follower follows if it says that the address is no
    good. ``to``: to whom it came, as the mail server says; '': as the mail itself says."""
    message = BytesParser(policy=policy.default).parsebytes(raw[:MOST_BYTES])
    follower = next(_followers(session, [to] if to else _recipients(message), mailbox, key), None)
    if follower is None:
        return BounceOutcome.NOT_OURS
    if not any(map(_is_final, _recipient_reports(message))):
        return BounceOutcome.NOT_FINAL
    outbox.end_address(session, follower.address_hash)
    return BounceOutcome.ENDED


def _followers(session: Session, addresses: Sequence[str], mailbox: str, key: str) -> Iterator[Follower]:
    """Those of the addresses that are senders of ours."""
    local, _, domain = mailbox.casefold().rpartition("@")
    for address in addresses:
        name, _, host = address.strip().casefold().rpartition("@")
        found = _TAG.fullmatch(name.removeprefix(f"{local}+")) if host == domain and "+" in name else None
        follower = session.get(Follower, int(found[1])) if found else None
        if found and follower is not None:
            signature = _signature(follower.id, follower.address_hash, key)
            if hmac.compare_digest(found[2], signature):
                yield follower


def _recipients(message: EmailMessage) -> list[str]:
    said = [str(value) for name in _TO for value in message.get_all(name, [])]
    return [address for _, address in getaddresses(said)]


def _recipient_reports(message: EmailMessage) -> Iterator[Message]:
    """What a delivery report (RFC 3464) says of each recipient; nothing of any other mail."""
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return
    for part in message.walk():
        blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else []
        yield from (block for block in blocks if isinstance(block, Message) and block["Action"])


def _is_final(report: Message) -> bool:
    """Whether it failed for good, and because of the address; a general code leaves that to the server's own words."""
    status, words = str(report["Status"] or "").strip(), str(report["Diagnostic-Code"] or "")
    if str(report["Action"]).strip().casefold() != "failed" or not status.startswith("5."):
        return False
    return ends_following(550, words if _GENERAL.match(status) and words else status)


def _signature(follower: int, address_hash: bytes, key: str) -> str:
    return keyed_hash(f"{follower} {address_hash.hex()}", key, PURPOSE).hex()[:20]
