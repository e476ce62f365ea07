"""Gives categories that a source names the groups that it names them by."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.city import City
from ..extensions import db
from ..models import Category
from .intake.catalogue import Catalogue
from .log import change


def add_groups(named: Sequence[tuple[str, str]], city: City) -> None:
    """Make the categories of (category, group) that are not there yet; one that has a group keeps it."""
    if not named:
        return
    session = db.session()
    with change(session):
        catalogue = Catalogue.read(session, city)
        for category, group in named:
            row = session.get_one(Category, catalogue.category(category))
            row.group = row.group or group
