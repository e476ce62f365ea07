"""A ready file is stale once something that it holds was taken from view, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import update

from portal.actions import moderate, respond
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.actions.remask import remask
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Ticket
from portal.queries.city.dump import taken_back_since
from portal.queries.city.version import log_end
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import by, holder, ticket


@pytest.fixture(autouse=True)
def one_ticket(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1), city)
        yield


def hide(city: City) -> None:
    moderate.change_visibility(ticket().id, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))


def reduce_to_facts(city: City) -> None:
    moderate.change_visibility(ticket().id, Visibility.STUB, "Menyebut nama orang.", Act(city))


def redact_the_report(city: City) -> None:
    moderate.redact(ticket().id, None, "Menyebut nama orang.", Act(city))


def mask_an_older_text(city: City) -> None:
    db.session.execute(update(Ticket).values(text="Hubungi saya 0812_3456_7890 besok."))
    db.session.commit()
    assert remask(city).reports == 1


@pytest.mark.parametrize("take_back", [hide, reduce_to_facts, redact_the_report, mask_an_older_text])
def test_what_is_taken_from_view_is_seen(city: City, take_back: Callable[[City], None]) -> None:
    before = log_end(db.session())
    take_back(city)
    assert taken_back_since(db.session(), before)
    assert not taken_back_since(db.session(), log_end(db.session())), "files made since do not hold it"


def test_an_answer_takes_nothing_back(city: City) -> None:
    before = log_end(db.session())
    respond.respond(ticket().id, "Sudah kami periksa.", by(holder(), city))
    assert not taken_back_since(db.session(), before)


def test_what_was_published_again_takes_nothing_back(city: City) -> None:
    hide(city)
    before = log_end(db.session())
    moderate.change_visibility(ticket().id, Visibility.FULL, "Keliru.", Act(city))
    assert not taken_back_since(db.session(), before)
