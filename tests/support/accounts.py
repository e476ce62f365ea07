"""Officers who are let in without the steps of a sign-in, and what stands in the audit."""

from __future__ import annotations

from datetime import timedelta

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import clock
from portal.actions import officers, staff_sessions
from portal.actions.audit import By
from portal.actions.second_factor import STEP
from portal.extensions import db
from portal.models import AuditEntry


def let_in(app: Flask, client: FlaskClient, email: str) -> None:
    """Give this client a session of the officer, as after a whole sign-in."""
    with app.app_context():
        by = By(officers.id_of(email), "127.0.0.1")
        token = staff_sessions.begin(by, "Peramban", confirmed=True, audit_kept=timedelta(days=730))
    client.get("/desk/sign-in")
    with client.session_transaction(path="/desk/") as kept:
        kept["_user_id"] = token
        kept["_fresh"] = True


def acts() -> list[tuple[str, int | None, int | None]]:
    """(act, officer, about) of every line in the audit, the oldest first."""
    db.session.expire_all()
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.act, row.officer_id, row.about_id) for row in rows]


def code_of(secret: str, steps: int = 0) -> str:
    """What the telephone shows now, or so many steps of time later."""
    return pyotp.TOTP(secret).generate_otp(int(clock.now().timestamp()) // STEP + steps)
