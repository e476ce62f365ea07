"""What can be said of an index beside its log; that broken ones are built anew is tested with the projection."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.queries.city.index_state import index_state, mark_of, refuse_lost
from portal.search.engine import IndexAway
from tests.support.complaints import complaint
from tests.support.lens import fed


def test_an_index_is_empty_then_sound_then_behind(app: Flask, session: Session, city: City) -> None:
    engine = portal_of(app).engine
    assert index_state(session, engine).wrong == ""
    record_many([complaint(1), complaint(2)], city)
    assert index_state(session, engine).wrong == "empty"
    refuse_lost(session, engine)  # one that was never there is not lost
    fed(app, session)
    record_many([complaint(3)], city)
    state = index_state(session, engine)
    assert (state.wrong, state.seen, state.newest) == ("", 2, 3)


def test_an_index_that_was_discarded_is_lost_until_it_is_rebuilt(app: Flask, session: Session, city: City) -> None:
    engine = portal_of(app).engine
    record_many([complaint(1), complaint(2)], city)
    fed(app, session)
    engine.discard()
    assert index_state(session, engine).wrong == "lost"
    with pytest.raises(IndexAway):
        refuse_lost(session, engine)
    fed(app, session)
    assert index_state(session, engine).wrong == ""


def test_an_event_is_known_by_its_hash(session: Session, city: City) -> None:
    record_many([complaint(1), complaint(2)], city)
    assert len(mark_of(session, 1)) == 64 and mark_of(session, 1) != mark_of(session, 2)
    assert mark_of(session, 0) == mark_of(session, 99) == ""
