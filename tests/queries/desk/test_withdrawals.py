"""Requests as those who ask and those who decide read them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.actions import withdrawals as act
from portal.actions.intake.record import record
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.queries.desk.withdrawals import waiting_of, withdrawal, withdrawals
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import AREA, actor, agency, by, holder, ticket, validator


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1, area=AREA), city)
        yield


def ask(city: City, wish: Wish, who: Actor | None = None) -> int:
    me = by(who or holder(Role.SUPERVISOR), city)
    return act.ask(ticket().id, wish, WithdrawalReason.LAW, "Perintah pengadilan.", me)


def test_what_waits_becomes_what_is_decided(city: City) -> None:
    hide, text = ask(city, Wish(visibility=Visibility.HIDDEN)), ask(city, Wish())
    me = validator(city)
    assert [row.id for row in withdrawals(db.session(), me, waiting=True)] == [hide, text]
    assert waiting_of(db.session(), ticket().id) == [(hide, Kind.VISIBILITY_CHANGED), (text, Kind.REDACTED)]
    act.refuse(text, "Tidak ada perintah.", by(me, city))
    assert [row.id for row in withdrawals(db.session(), me, waiting=True)] == [hide]
    [done] = withdrawals(db.session(), me, waiting=False)
    assert (done.id, done.agreed, done.answer, done.mine) == (text, False, "Tidak ada perintah.", False)


def test_who_may_decide_is_told_so_and_a_supervisor_reads_the_own_agency_s_alone(city: City) -> None:
    id = ask(city, Wish())
    for who, mine in ((validator(city), True), (holder(Role.COORDINATOR), False), (holder(Role.SUPERVISOR), False)):
        row = withdrawal(db.session(), id, who)
        assert row is not None and row.mine == mine and "lubang" in row.text
    maya = actor(agency("walikota-jaksel"), Role.COORDINATOR)
    hers = ask(city, Wish(visibility=Visibility.HIDDEN), maya)
    for who in (maya, actor(maya.agency, Role.ADMIN)):
        row = withdrawal(db.session(), hers, who)
        assert row is not None and not row.mine, "another of the agency that asked is no second person"
    assert withdrawal(db.session(), id, actor(agency("pam-jaya"), Role.SUPERVISOR)) is None
    assert withdrawal(db.session(), 99, validator(city)) is None
