"""An error of the database is logged; what a citizen wrote is not."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.extensions import db


def test_an_error_of_the_database_does_not_say_the_values_of_its_statement(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError) as error:
        db.session.execute(text("SELECT :words FROM nowhere"), {"words": "Pelapor bernama Budi"})
    assert "nowhere" in str(error.value) and "Budi" not in str(error.value)
