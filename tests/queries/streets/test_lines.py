"""The lines of the streets in a frame, on both databases."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lens import Box
from portal.queries.streets.lines import street_lines
from tests.support.streets import street_city


def test_a_frame_has_the_lines_that_may_be_seen_in_it_the_most_reported_first(app: Flask, session: Session) -> None:
    street_city(app, session)
    found = street_lines(session, Box(106.80, -6.31, 106.825, -6.30))
    assert [one.name for one in found] == ["Jalan Ampera Raya"], "four and three places are no line"
    assert (found[0].reports, found[0].open, len(found[0].lines)) == (40, 2, 1)
    assert street_lines(session, Box(106.70, -6.31, 106.80, -6.30)) == []
    assert street_lines(session, Box(106.80, -6.31, 106.825, -6.30), most=0) == []
