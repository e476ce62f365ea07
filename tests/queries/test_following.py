"""A following is found by the secrets of its letters, and by nothing else."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions import follow
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Follower
from portal.queries.following import all_of, by_confirm_token, by_end_token
from tests.support.complaints import complaint
from tests.support.followers import ADDRESS, KEY, ask, confirm_all
from tests.support.handed_on import CODE


def test_each_token_finds_its_own_following_alone(app: Flask, session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    ask(app)
    ask(app, lens="q=lubang")
    salts = [salt for (salt,) in session.query(Follower.salt).order_by(Follower.id)]
    confirms, ends = ([make(salt, KEY) for salt in salts] for make in (follow.confirm_token, follow.end_token))
    found = [by_confirm_token(session, token) for token in confirms]
    assert [(one.code, one.lens) for one in found if one] == [(CODE, ""), ("", "q=lubang")]
    assert [one.id for token in ends if (one := by_end_token(session, token))] == [1, 2]
    assert [by_end_token(session, token) for token in (*confirms, "", "x" * 5_000)] == [None] * 4


def test_all_of_an_address_is_what_it_has_confirmed(app: Flask, session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    ask(app)
    confirm_all()
    ask(app, lens="q=lubang")
    ask(app, "lain@contoh.example", lens="q=lampu")
    assert [one.code for one in all_of(session, follow.hash_of(ADDRESS.upper(), KEY))] == [CODE]
