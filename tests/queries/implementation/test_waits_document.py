"""The files of who waits for whom hold the figures of the page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.queries.implementation.waits import waits_page
from portal.queries.implementation.waits_document import COLUMNS, waits_document, waits_table
from tests.support.asked import HOUR, NOW, asked_city, sources_of

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.only_on("sqlite")
def test_every_pair_with_its_moment_and_its_proof(app: Flask, session: Session, city: City) -> None:
    asked_city(session, city)
    found = waits_page(sources_of(app, session), "", NOW)
    assert found is not None
    document, rows = (
        waits_document(found, JAKARTA),
        [dict(zip(COLUMNS, r, strict=True)) for r in waits_table(found, JAKARTA)],
    )
    assert (document["as_of"], document["seq"], document["head"]) == (
        "2023-03-16T08:30:00+07:00",
        found.seq,
        found.head,
    )
    pairs = document["pairs"]
    assert isinstance(pairs, list)
    assert [(p["asking"], p["asked"], p["requests"]) for p in pairs] == [
        (row["asking"], row["asked"], row["requests"]) for row in rows
    ]
    assert pairs[0]["oldest_open"] == {
        "code": "JK2303060002", "since": "2023-03-08T00:30:00+07:00", "waited": 200 * HOUR,
    }  # fmt: skip
    assert pairs[1]["oldest_open"] is None and rows[1]["oldest_open_code"] is None
    assert (pairs[1]["time_to_answer"]["median"]["value"], rows[1]["median_s"]) == (24 * HOUR, 24 * HOUR)
    assert {(row["seq"], row["head"], row["small"]) for row in rows} == {(found.seq, found.head, "true")}
