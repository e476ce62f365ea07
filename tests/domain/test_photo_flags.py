"""The rules of the flags, at their limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.domain.attachment import FlagKind, Provenance, Purpose
from portal.domain.fingerprint import ALIKE, UNCHANGED, Likeness
from portal.domain.photo_flags import CLOCKS, Flag, HeldAgainst, Resembling, flags_of, metres, used_before

RECEIVED = datetime(2026, 10, 19, 6, 41, tzinfo=UTC)
PLACE = (-6.2601, 106.8166)
NORTH = (PLACE[0] + 0.01, PLACE[1])  # 1.112 km
FACTS = HeldAgainst(
    purpose=Purpose.AFTER, provenance=Provenance.UNTOLD, received_at=RECEIVED, report_point=PLACE, limit=150
)


def kinds(**facts: Any) -> list[FlagKind]:
    return [flag.kind for flag in flags_of(replace(FACTS, **facts))]


def test_a_file_that_tells_nothing_gets_no_flag() -> None:
    assert kinds() == []


def test_a_photo_of_the_work_cannot_be_older_than_the_report_but_clocks_may_differ() -> None:
    assert kinds(taken_at=RECEIVED - CLOCKS) == []
    (flag,) = flags_of(replace(FACTS, taken_at=RECEIVED - timedelta(days=47)))
    assert flag == Flag(FlagKind.BEFORE_COMPLAINT, {"seconds": 47 * 86_400})
    assert kinds(taken_at=RECEIVED - timedelta(days=47), purpose=Purpose.BEFORE) == [], "so it should be"


def test_a_photo_of_the_work_is_taken_at_the_place_of_the_report() -> None:
    assert metres(PLACE, NORTH) == pytest.approx(1_112, abs=1)
    (flag,) = flags_of(replace(FACTS, point=NORTH))
    assert flag == Flag(FlagKind.FAR_AWAY, {"metres": 1_110, "limit": 150})
    assert kinds(point=NORTH, limit=1_200) == kinds(point=NORTH, purpose=Purpose.BEFORE) == []
    assert kinds(point=NORTH, report_point=None) == [], "of a report without a place of its own nothing is far"


def test_what_the_file_says_of_its_origin_is_passed_on_with_who_says_so() -> None:
    told = {"by": "c2pa", "sources": ["trainedAlgorithmicMedia"]}
    for purpose in Purpose:
        (flag,) = flags_of(replace(FACTS, purpose=purpose, provenance=Provenance.MACHINE, provenance_facts=told))
        assert flag == Flag(FlagKind.MADE_BY_MACHINE, told)
    assert kinds(provenance=Provenance.EDITED) == [FlagKind.EDITED]
    assert kinds(provenance=Provenance.CAMERA) == []


def earlier(id: int, likeness: Likeness, *, same_file: bool = False, own_before: bool = False) -> Resembling:
    return Resembling(id=id, likeness=likeness, same_file=same_file, own_before=own_before)


def test_the_nearest_earlier_picture_is_named_and_the_same_file_before_all() -> None:
    found = [earlier(1, Likeness(20, cut=True)), earlier(2, Likeness(3)), earlier(3, Likeness(ALIKE + 1))]
    flag = used_before(found)
    assert flag is not None and (flag.other, flag.evidence["bits"]) == (2, 3)
    flag = used_before([*found, earlier(4, Likeness(0), same_file=True)])
    assert flag is not None and (flag.other, flag.evidence["same_file"]) == (4, True)
    assert used_before([]) is used_before([earlier(3, Likeness(ALIKE + 1))]) is None


def test_of_one_report_the_photo_after_is_flagged_only_when_it_is_the_photo_before() -> None:
    flag = used_before([earlier(1, Likeness(UNCHANGED), own_before=True)])
    assert flag is not None and flag.evidence["own"]
    for likeness in (Likeness(UNCHANGED + 1), Likeness(0, cut=True), Likeness(0, mirrored=True)):
        assert used_before([earlier(1, likeness, own_before=True)]) is None, "the same place, seen from the same spot"
