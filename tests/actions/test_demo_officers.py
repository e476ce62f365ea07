"""The demonstration's officers: one a role, with new passwords each time."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.actions.demo_officers import PEOPLE, demo_officers
from portal.actions.sign_in import Visitor, authenticate
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Officer
from tests.support.installed import install


@pytest.mark.usefixtures("quick_passwords")
def test_there_is_an_officer_of_each_role_and_a_second_time_only_new_passwords(app: Flask, city: City) -> None:
    with app.app_context():
        install(city)
        first, second = demo_officers(), demo_officers()
        assert {officer.role for officer in first} == set(Role)
        assert db.session.scalar(select(func.count()).select_from(Officer)) == len(PEOPLE)
        assert len({officer.password for officer in first + second}) == 2 * len(PEOPLE)
        for old, new in zip(first, second, strict=True):
            assert authenticate(new.email, old.password, Visitor("192.0.2.1", "key")).officer is None
            assert authenticate(new.email, new.password, Visitor("192.0.2.1", "key")).officer is not None
