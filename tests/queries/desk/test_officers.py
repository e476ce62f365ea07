"""Accounts are found by name, address or agency."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions import officers as act
from portal.domain.city import City
from portal.domain.permission import Role
from portal.queries.desk.officers import officer_row, officers
from tests.support.installed import install


@pytest.fixture
def kept(session: Session, city: City, quick_passwords: None) -> Session:
    install(city)
    act.add("sari@example.org", "Sari Dewi", "sudin-bina-marga", Role.OFFICER, "kata sandi panjang")
    budi = act.add("budi@example.org", "budi", "pam-jaya", Role.SUPERVISOR, "kata sandi panjang")
    act.add("ani_1@example.org", "Ani", "pam-jaya", Role.ADMIN, "kata sandi panjang")
    act.deactivate(budi)
    return session


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["Ani", "Sari Dewi", "budi"]),
        ("SARI", ["Sari Dewi"]),
        ("air minum", ["Ani", "budi"]),
        ("jaya budi", ["budi"]),
        ("ani_", ["Ani"]),
        ("%", []),
    ],
)
def test_every_word_is_in_name_address_or_agency_and_the_active_come_first(
    kept: Session, words: str, names: list[str]
) -> None:
    found = officers(kept, words)
    assert ([row.name for row in found.rows], found.pages.total) == (names, len(names))


def test_one_account_is_read_whole(kept: Session) -> None:
    row = officer_row(kept, officers(kept, "sari").rows[0].id)
    assert row is not None
    assert (row.email, row.agency_slug, row.role, row.active, row.second_factor) == (
        "sari@example.org", "sudin-bina-marga", Role.OFFICER, True, False,
    )  # fmt: skip
    assert officer_row(kept, 99) is None
