"""Every kind of event has its row in the one table of moves, and every refusal says why."""

from __future__ import annotations

import pytest

from portal.domain.event import Kind
from portal.domain.status import (
    ENDED,
    ENGLISH,
    MOVES,
    OPEN,
    UNKNOWN,
    Refused,
    Status,
    StatusType,
    after,
    allowed,
    code_named,
)


def test_every_kind_but_the_first_has_a_row() -> None:
    assert set(MOVES) == set(Kind) - {Kind.RECEIVED}


def test_every_status_has_one_type_and_only_selesai_is_resolved() -> None:
    assert {s for s in Status if s.type is StatusType.RESOLVED} == {Status.SELESAI}
    assert set(Status) == OPEN | ENDED | UNKNOWN and not OPEN & ENDED and not UNKNOWN & (OPEN | ENDED)


def test_closing_merging_rejecting_and_timing_out_never_end_as_resolved() -> None:
    for kind in (Kind.CLOSED, Kind.TIMED_OUT, Kind.MERGED, Kind.REJECTED):
        assert MOVES[kind][1] is not None and MOVES[kind][1].type is StatusType.CLOSED  # type: ignore[union-attr]


def test_the_way_from_waiting_to_done_is_open_and_ends() -> None:
    now = Status.MENUNGGU
    for kind in (Kind.ROUTED, Kind.STARTED, Kind.COMPLETED, Kind.VALIDATION_REFUSED, Kind.COMPLETED, Kind.VALIDATED):
        assert kind in allowed(now)
        now = after(kind, now)
    assert now is Status.SELESAI


@pytest.mark.parametrize(
    ("kind", "now"),
    [
        (Kind.VALIDATED, Status.PROSES),
        (Kind.COMPLETED, Status.VALIDASI),
        (Kind.TRANSFERRED, Status.SELESAI),
        (Kind.REOPENED, Status.PROSES),
        (Kind.COORDINATION_ANSWERED, Status.PROSES),
        (Kind.MERGED, Status.DUPLIKAT),
    ],
)
def test_what_the_table_does_not_allow_is_refused_with_kind_and_status(kind: Kind, now: Status) -> None:
    with pytest.raises(Refused) as told:
        after(kind, now)
    assert (told.value.reason, told.value.facts) == ("not_from_here", {"kind": kind.value, "status": now.value})


def test_a_dead_end_does_not_exist() -> None:
    for status in ENDED:
        assert any(MOVES[kind][1] is Status.PROSES for kind in allowed(status)), f"{status} can never open again"


def test_every_status_has_an_english_code_of_its_own_that_no_type_of_others_has() -> None:
    assert set(ENGLISH) == set(Status)
    assert len({status.english for status in Status}) == len(Status)
    for status in Status:
        same = [type for type in StatusType if type.value == status.english]
        assert all([s for s in Status if s.type is type] == [status] for type in same), status


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_named_by_either_code_in_any_case(status: Status) -> None:
    alone = {Status.SELESAI: "resolved", Status.TIDAK_DIKETAHUI: "unknown"}  # its type's code means the same reports
    wanted = alone.get(status, status.value)
    assert code_named(status.value.upper()) == status.value
    assert code_named(status.english) == code_named(status.english.replace("_", "-").upper()) == wanted


def test_what_names_no_status_stays_as_it_is() -> None:
    assert code_named("Tidak-Ada") == "Tidak-Ada"
