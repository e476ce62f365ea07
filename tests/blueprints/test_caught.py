"""Mails that were caught are for who sits at this machine and tries the portal out, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from portal.config import Settings
from portal.context import bind_portal, portal_of
from portal.mail.delivery import MailOutcome, deliver


def letter(name: str) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"], message["To"], message["Subject"] = f"<{name}@x>", "warga@contoh.example", f"Kabar {name}"
    message.set_content("Baca di http://127.0.0.1:8000/tickets/JK1 <b>")
    return message


def catching(app: Flask, url: str) -> None:
    portal = portal_of(app)
    bind_portal(app, replace(portal, settings=replace(portal.settings, smtp_url=url)))


def test_what_was_caught_is_shown_here_and_a_link_in_it_can_be_followed(
    app: Flask, client: FlaskClient, settings: Settings
) -> None:
    catching(app, "file:")
    assert "Belum ada surat." in client.get("/caught-mail").text
    for name in ("a", "b"):
        assert deliver("file:", settings.data, letter(name), lambda: True) is MailOutcome.SENT
    assert deliver("file:", settings.data, letter("c"), lambda: False) is MailOutcome.STOPPED
    page = client.get("/caught-mail")
    assert '<a href="http://127.0.0.1:8000/tickets/JK1"' in page.text and "&lt;b&gt;" in page.text
    assert "Kabar a" in page.text and "Kabar b" in page.text and "Kabar c" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_nobody_else_sees_them_and_with_a_mail_server_there_are_none(app: Flask, client: FlaskClient) -> None:
    catching(app, "file:")
    assert client.get("/caught-mail", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    assert client.get("/caught-mail", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    for url in ("", "smtp://surel.example"):
        catching(app, url)
        assert client.get("/caught-mail").status_code == 404


def test_a_file_of_a_mail_is_its_owners_alone(settings: Settings, tmp_path: Path) -> None:
    deliver("file:", tmp_path, letter("a"), lambda: True)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
