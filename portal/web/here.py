"""The running portal as a request sees it: its settings, its city, its search engine."""

from __future__ import annotations

from typing import cast

from flask import current_app

from ..config import Settings
from ..domain.city import City
from ..search.engine import Engine


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def city() -> City:
    return cast(City, current_app.extensions["city"])


def engine() -> Engine:
    return cast(Engine, current_app.extensions["engine"])
