"""/streets/lines.json: the lines of the streets in a frame."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.streets import street_city

LINES = "/streets/lines.json"


def test_a_frame_is_answered_with_its_streets_and_without_one_refused(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    street_city(app, session)
    answer = client.get(f"{LINES}?bbox=106.80,-6.31,106.85,-6.29")
    ((name, ((first, *_, last),)),) = answer.get_json()["streets"]
    assert name == "Jalan Ampera Raya" and first[1] < last[1] and round(first[0], 3) == -6.302
    again = client.get(f"{LINES}?bbox=106.80,-6.31,106.85,-6.29", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    for asked in ("", "?bbox=1,2,3", "?bbox=106.80,-6.31,106.85,-6.29&zoom=13"):
        assert client.get(LINES + asked).status_code == 400, asked
