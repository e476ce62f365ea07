"""Mails that were caught in the data directory, to try the portal without a mail server; for this machine alone."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from ..context import current_portal
from ..web.access import public
from ..web.proxies import from_this_machine

bp = Blueprint("caught", __name__)
FOLDER = "mail"  # in the data directory: mail/delivery.py
MOST = 50


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """A mail as a program without HTML shows it."""

    to: str
    subject: str
    text: str


@bp.get("/caught-mail")
@public
def page() -> ResponseReturnValue:
    settings = current_portal().settings
    if settings.smtp_url != "file:" or not from_this_machine():
        abort(404)
    mails = _newest(settings.data / FOLDER)
    return render_template("caught/page.html", mails=mails), {"Cache-Control": "no-store"}


def _newest(folder: Path) -> list[CaughtMail]:
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [_read(file) for file in files[:MOST]]


def _read(file: Path) -> CaughtMail:
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    return CaughtMail(str(message["To"]), str(message["Subject"]), str(body.get_content()) if body else "")
