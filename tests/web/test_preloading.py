"""Before the web server's processes are forked all templates are compiled, and no connection is left open."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.extensions import db
from portal.web.preloading import disconnect, preload
from tests.support.lens import filled


@pytest.mark.only_on("sqlite")
def test_after_it_no_page_compiles_a_template(app: Flask, session: Session) -> None:
    filled(app, session)
    preload(app)
    app.jinja_env.bytecode_cache = None  # by which tests share what is compiled
    with patch.object(app.jinja_env, "compile", side_effect=AssertionError("compiled for a visitor")):
        for name in app.jinja_env.list_templates():
            app.jinja_env.get_template(name)
        for address in ("/", "/tickets", "/map", "/agencies", "/en/tickets", "/desk/sign-in"):
            assert app.test_client().get(address).status_code == 200, address


def test_what_the_start_has_opened_is_closed(app: Flask) -> None:
    with app.app_context():
        with db.engine.connect() as connection:
            kept = connection.connection.dbapi_connection
        disconnect(app)
        with db.engine.connect() as connection:
            assert connection.connection.dbapi_connection is not kept
    disconnect(Flask("without a database"))
