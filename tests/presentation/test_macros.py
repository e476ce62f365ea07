"""A macro of a page, said as plain text."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.presentation.macros import said

pytestmark = pytest.mark.only_on("sqlite")


def test_a_macro_is_said_without_its_markup(app: Flask) -> None:
    with app.test_request_context("/"):
        assert said("tickets/_names.html", "field_name", "agency") == "instansi"
        assert said("components/status.html", "status", "proses") == "Proses"
