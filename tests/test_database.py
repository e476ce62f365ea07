"""A page leaves its statements prepared for the next one, and connections have their settings."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.extensions import db
from tests.support.complaints import complaint
from tests.support.pages import Pages


@pytest.mark.only_on("postgresql")  # SQLite's driver keeps statements whatever happens to a transaction
def test_a_get_ends_with_commit_so_that_postgresql_plans_a_page_once(app: Flask, pages: Pages, city: City) -> None:
    with app.app_context():
        record_many([complaint(n) for n in range(1, 11)], city)
    for n in range(1, 11):
        pages.get(f"/tickets/JK230306{n:04}")
    with app.app_context():
        kept = db.session.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert any("FROM ticket" in statement for statement in kept)


@pytest.mark.only_on("postgresql")
def test_postgresql_compiles_no_statement(app: Flask) -> None:
    """Set once for a connection, and not forgotten with its first transaction."""
    with app.app_context():
        for _ in range(2):
            assert db.session.execute(text("SHOW jit")).scalar() == "off"
            db.session.rollback()
