"""A real mail server on this machine, which can refuse, be slow, or hang up in the middle."""

from __future__ import annotations

import asyncio
import email
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from ssl import SSLContext
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass(slots=True)
class MailServer:
    """``answers``: to a recipient, by its address; ``silent``: seconds before it takes a text; ``hangs_up``: after the
    recipient, or after the whole text, which it keeps all the same."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    silent: float = 0.0
    hangs_up: str = ""
    taken: threading.Event = field(default_factory=threading.Event)
    senders: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def text(self, at: int = -1) -> str:
        """What a program without HTML shows of a mail."""
        body = self.mails[at].get_body(("plain",))
        assert body
        return str(body.get_content())

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refused := self.answers.get(address):
            return refused
        envelope.rcpt_tos.append(address)
        if self.hangs_up == "recipient":
            self._cut(server)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.set()
        await asyncio.sleep(self.silent)
        self.mails.append(
            cast(EmailMessage, email.message_from_bytes(cast(bytes, envelope.content), policy=cast(Any, default)))
        )
        self.recipients += envelope.rcpt_tos
        self.senders.append(str(envelope.mail_from))
        if self.hangs_up == "text":
            self._cut(server)
        return "250 OK"

    @staticmethod
    def _cut(server: SMTP) -> None:
        assert server.transport
        cast(asyncio.Transport, server.transport).abort()


@contextmanager
def mail_server(*, tls: SSLContext | None = None, password: bytes = b"") -> Iterator[MailServer]:
    """A server on a free port, until the block ends. ``tls``: it takes mail only after STARTTLS; ``password``: and only
    from who signs in with it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = MailServer(port)
    asks: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password:

        def signed_in(*said: Any) -> AuthResult:
            server.logins.append((said[-1].login, said[-1].password))
            return AuthResult(success=said[-1].password == password, handled=False)

        asks |= {"authenticator": signed_in, "auth_required": True}
    controller = Controller(server, hostname="127.0.0.1", port=port, **asks)
    controller.start()
    try:
        yield server
    finally:
        with suppress(RuntimeError):
            controller.stop()
