"""A log folded up to a past moment: what came later, or was known later, has not happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.as_of import AsOf
from portal.domain.event import EventDraft, Kind, TicketFact
from portal.domain.past_ticket import PastTicket, past_ticket
from portal.domain.status import Status
from portal.domain.visibility import Visibility

START = datetime(2023, 3, 1, tzinfo=UTC)
OWN, OTHER = 1, 2


def event(kind: Kind, hours: int, **facts: object) -> EventDraft:
    return EventDraft(kind=kind, at=START + timedelta(hours=hours), **{"agency": OWN, **facts})  # type: ignore[arg-type]


LOG = [
    (1, event(Kind.RECEIVED, 0)),
    (2, event(Kind.TRANSFERRED, 5, to_agency=OTHER)),
    (3, event(Kind.RESOLVED, 9, agency=OTHER, text="Beres.", officer=7)),
    (5, event(Kind.CORRECTED, 20, corrects=3, changed=(TicketFact.END,))),
]


def past(hours: int, seq: int, log: list[tuple[int, EventDraft]] | None = None) -> PastTicket | None:
    return past_ticket(log or LOG, AsOf(START + timedelta(hours=hours), seq), None)


def test_what_happened_later_has_not_happened() -> None:
    found = past(6, 3)
    assert found is not None and (found.state.agency, found.state.status) == (OTHER, Status.MENUNGGU)
    assert [(period.agency, period.end is None) for period in found.custody] == [(OWN, False), (OTHER, True)]
    assert past(-1, 3) is None


def test_what_was_known_later_is_not_known() -> None:
    found = past(9, 1)
    assert found is not None and found.state.agency == OWN
    assert past(9, 4, [(5, LOG[0][1])]) is None


def test_an_end_that_was_taken_back_counts_until_that_is_known_and_never_after() -> None:
    ended, known = past(9, 4), past(9, 5)
    assert ended is not None and ended.state.status is Status.SELESAI
    assert ended.desk_at == START + timedelta(hours=9)
    assert known is not None and known.state.ended_at is None


def test_a_disputed_end_was_one_until_it_was_disputed_and_none_at_all_since() -> None:
    log = [*LOG[:3], (4, event(Kind.DISPUTED, 40, agency=None, text="Belum.")), (5, event(Kind.RESOLVED, 90, text="x"))]
    resolved = [found.state.resolved_at for hours in (39, 40, 90) if (found := past(hours, 5, log))]
    assert resolved == [START + timedelta(hours=9), None, START + timedelta(hours=90)]


def test_a_number_inside_of_one_change_leaves_out_what_does_not_stand_alone() -> None:
    late = [LOG[0], (4, event(Kind.VALIDATED, 12)), (6, event(Kind.RESOLVED, 11, text="Beres."))]
    found = past(20, 5, sorted(late, key=lambda entry: entry[1].at))
    assert found is not None and found.state.status is Status.MENUNGGU


def test_a_duplicate_is_led_on_to_where_its_report_was_merged() -> None:
    log = [
        LOG[0],
        (2, event(Kind.MERGED, 3, other_ticket=8)),
        (3, event(Kind.CORRECTED, 4, other_ticket=9, changed=(TicketFact.STEPS,))),
    ]
    stays = [found.state.duplicate_of for seq in (2, 3) if (found := past(9, seq, log))]
    assert stays == [8, 9]


def test_a_report_that_waits_to_be_looked_at_is_not_public() -> None:
    log = [LOG[0], (2, event(Kind.VISIBILITY_CHANGED, 4, visibility_after=Visibility.STUB))]
    moments = [AsOf(START + timedelta(hours=hours), seq) for hours, seq in ((9, 1), (3, 2), (9, 2))]
    assert [past_ticket(log, moment, None, moderated=True) is not None for moment in moments] == [False, False, True]
