"""Numbers of rows in a path: one that no table can hold leads nowhere, as one that no row has."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """``<int:...>`` with so many digits as both databases, and Python itself, take."""

    regex = r"[0-9]{1,18}"


def register(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
