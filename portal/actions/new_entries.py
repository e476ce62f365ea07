"""Keeps which agencies, categories, areas and channels an import makes: one slip of a name is one entry more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..domain.city import City, PackAgency, PackArea, PackCategory, PackChannel
from ..domain.names import identity
from ..extensions import db
from ..queries.entries import KINDS, entry_names, newest_entries

Pack = Mapping[str, PackAgency] | Mapping[str, PackCategory] | Mapping[str, PackArea] | Mapping[str, PackChannel]
NEAR = 0.6  # how alike two names are when one may be meant by the other (difflib's ratio)
NONE = dict.fromkeys(KINDS, 0)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that an import made; ``near`` is the known name that is most like its own, "" where none is."""

    kind: str
    name: str
    near: str = ""


class NewEntries:
    """What is new since this was made. ``look`` sees what the session sees, also what will be rolled back."""

    def __init__(self, city: City) -> None:
        session = db.session()
        self._newest = newest_entries(session)
        stored = entry_names(session, NONE)
        session.rollback()
        self._known: dict[str, dict[str, str]] = {}  # by kind: the identity of each label, and its entry's name
        packs: tuple[Pack, ...] = (city.agencies, city.categories, city.areas, city.channels)
        for kind, pack in zip(KINDS, packs, strict=True):
            labels = {identity(label): entry.name for entry in pack.values() for label in entry.labels}
            names = [*(entry.name for entry in pack.values()), *stored[kind]]
            self._known[kind] = labels | {identity(name): name for name in names}
        self._found: dict[tuple[str, str], None] = {}

    def look(self) -> None:
        """Note what is there now and was not before, and is not of the city's pack either."""
        session = db.session()
        trying = session.in_transaction()
        for kind, names in entry_names(session, self._newest).items():
            self._found |= {(kind, name): None for name in names if identity(name) not in self._known[kind]}
        if not trying:
            session.rollback()  # nothing is kept open that a later change would wait for

    def found(self) -> tuple[NewEntry, ...]:
        """The new entries, kind by kind."""
        order = list(KINDS)
        return tuple(
            NewEntry(kind, name, self._near(kind, name))
            for kind, name in sorted(self._found, key=lambda entry: order.index(entry[0]))
        )

    def _near(self, kind: str, name: str) -> str:
        known = self._known[kind]
        near = get_close_matches(identity(name), known, n=1, cutoff=NEAR)
        return known[near[0]] if near else ""
