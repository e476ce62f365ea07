"""Status, month of ending and speed survive being one value."""

from __future__ import annotations

from typing import Any

import pytest

from portal.domain.status import Status, StatusType
from portal.search.analysis import Analyser
from portal.search.engine import UNCOUNTED
from portal.search.index_entry import index_entry
from portal.search.status_key import StatusKey, decode, encode
from tests.search.sampling import PLAIN, ticket


def key(status: str, **changes: Any) -> StatusKey:
    return decode(encode(index_entry(ticket(status=status, **changes), Analyser())))


@pytest.mark.parametrize("status", [*Status])
def test_every_status_survives_with_its_type(status: Status) -> None:
    found = key(status.value)
    assert found.status == status.value
    assert found.open is (status.type is StatusType.OPEN)
    assert found.resolved is (status.type is StatusType.RESOLVED)
    assert found.counted is (status not in UNCOUNTED)


def test_an_open_ticket_has_not_ended() -> None:
    assert key("proses").ended == 0
    assert not key("proses").resolved_within_week


def test_the_month_of_the_end_survives_however_it_ended() -> None:
    for status in ("selesai", "ditolak"):
        assert key(status, ended=PLAIN.submitted + 60, ended_month=202307).ended == 202307


def test_only_a_fix_within_a_week_is_one() -> None:
    assert key("selesai", ended=PLAIN.submitted + 60, ended_month=202306).resolved_within_week
    assert not key("selesai", ended=PLAIN.submitted + 8 * 86_400, ended_month=202306).resolved_within_week
    assert not key("ditolak", ended=PLAIN.submitted + 60, ended_month=202306).resolved_within_week


def test_rejected_and_duplicate_tickets_and_those_of_unknown_outcome_are_not_counted() -> None:
    assert {status.value for status in UNCOUNTED} == {"ditolak", "duplikat", "tidak_diketahui"}
