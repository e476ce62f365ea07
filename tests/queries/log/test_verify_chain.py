"""Whatever is done to the log by plain SQL is found, and what the portal itself takes back breaks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act, apply_events
from portal.actions.chain import fill, renew
from portal.actions.intake.record import record
from portal.actions.pack_names import Installed, follow_renames
from portal.actions.remask import remask
from portal.domain import chain
from portal.domain.attachment import digest
from portal.domain.city import City, PackAgency, PackCategory, PackChannel
from portal.domain.event import EventDraft, Kind
from portal.domain.validation import Checked, RefusedFor
from portal.models import Agency, Category, Channel, Event, Ticket
from portal.queries.log.rows import EVENTS, reports_of
from portal.queries.log.verify_chain import ChainCheck
from tests.queries.log.conftest import Check
from tests.support.complaints import complaint, step
from tests.support.one_ticket import ticket

Tamper = Callable[..., None]
NEWEST = "(SELECT max(seq) FROM event)"


def test_an_untouched_log_is_what_was_written(told: Session, check: Check) -> None:
    assert check() == []
    walked = ChainCheck(told.connection())
    assert not list(walked.differences()) and walked.unknown == 0
    seq, head = told.execute(select(Event.seq, Event.head).order_by(Event.seq.desc()).limit(1)).one()
    assert (walked.seq, walked.head) == (seq, head) and seq == 9


@pytest.mark.parametrize(
    ("statements", "where"),
    [
        (["UPDATE event SET text = 'Sudah selesai.' WHERE seq = 3"], "event 3: is not what was written there"),
        (["UPDATE event SET text = '' WHERE seq = 3"], "event 3: is not what was written there"),
        (["UPDATE event SET text = 'lain' WHERE seq = 6"], "event 6: is not what was written there"),
        (["UPDATE event SET happened_at = happened_at - 864000 WHERE seq = 3"], "event 3: is not what was written"),
        (["UPDATE event SET recorded_at = recorded_at - 60 WHERE seq = 3"], "event 3: is not what was written there"),
        (["UPDATE event SET public = true, kind = 'responded' WHERE seq = 6"], "event 6"),
        (["UPDATE event SET to_agency_id = 1 WHERE seq = 3"], "event 3: is not what was written there"),
        (["DELETE FROM event WHERE seq = 3"], "events 3 to 3: missing"),
        (["DELETE FROM event WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 9"], "event 3: is not"),
        (["UPDATE event SET seq = 100 WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 4",
          "UPDATE event SET seq = 4 WHERE seq = 100"], "event 3: is not what was written there"),
        (["UPDATE event SET head = NULL WHERE seq = 3"], "event 3: has no hash"),
        (["UPDATE event SET reason_kind = 'error' WHERE seq = 8"], "event 8: is not what was written there"),
        (["UPDATE event SET redacted_by = 8, text = '' WHERE seq = 3"], "event 3"),
        (["UPDATE event SET salt = NULL, text = 'lain' WHERE seq = 3"], "event 3: has words that nothing binds"),
        (["UPDATE ticket SET title = 'lain' WHERE id = 2"], "event 2: states another report than ticket 2 has now"),
        (["UPDATE ticket SET place = '' WHERE id = 2"], "event 2: states another report than ticket 2 has now"),
        (["UPDATE ticket SET visibility = 'hidden' WHERE id = 1"], "event 9: states another report"),
        (["UPDATE ticket SET due_at = due_at + 86400 WHERE id = 2"], "event 2: states another report than ticket 2"),
    ],
)  # fmt: skip
def test_plain_sql_is_found(check: Check, tamper: Tamper, statements: list[str], where: str) -> None:
    tamper(*statements)
    assert check()[0].startswith(where), check()


def head_of(session: Session, seq: int) -> str:
    return (session.execute(select(Event.head).where(Event.seq == seq)).scalar_one() or b"").hex()


def test_the_newest_event_deleted_is_known_by_a_head_that_was_kept(told: Session, tamper: Tamper) -> None:
    kept = {9: head_of(told, 9)[:16]}
    told.rollback()
    assert list(ChainCheck(told.connection(), kept).differences()) == []
    tamper("DELETE FROM event WHERE seq = 9")
    found = list(ChainCheck(told.connection(), kept).differences())
    assert found[-1] == "event 9: a head is kept for it, and the log ends before"


def test_a_chain_written_anew_is_known_by_a_head_that_was_kept(told: Session, check: Check, tamper: Tamper) -> None:
    kept = {9: head_of(told, 9)}
    tamper("UPDATE event SET text = 'lain' WHERE seq = 3", "UPDATE event SET head = NULL, salt = NULL")
    fill(told.connection())
    told.commit()
    assert check() == []
    found = list(ChainCheck(told.connection(), kept).differences())
    assert any("the head that was kept" in fault for fault in found)


def test_what_a_validator_checked_is_bound(told: Session, check: Check, tamper: Tamper, city: City) -> None:
    """An event with proof: whoever changes it, takes it out or puts some into a plain event is found."""
    proof = {"attached": (digest("key", b"sha"), digest("other", b"sha")), "checked": (Checked.PHOTO, Checked.VISIT)}
    _refused(city, **proof, refused_for=RefusedFor.NOT_HERE)
    assert check() == []
    for change in (
        *(
            "attached = NULL",
            "checked = NULL",
            "refused_for = NULL",
            "refused_for = 'other'",
            """attached = '["0a"]'""",
        ),
        *("""checked = '["photo"]'""", "attached = NULL, checked = NULL, refused_for = NULL"),
    ):
        found = f"UPDATE event SET {change} WHERE seq = 11"
        with told.begin_nested() as trial:
            told.execute(text(found))
            assert any("event 11: is not what was" in fault for fault in ChainCheck(told.connection()).differences())
            trial.rollback()
    told.rollback()
    tamper("""UPDATE event SET attached = '["0a"]' WHERE seq = 3""")
    assert check()[0].startswith("event 3: is not what was written there"), "older events have no proof"


def _refused(city: City, **proof: Any) -> None:
    """Events 10 and 11: ticket 1 is called done, and a validator refuses it."""
    at = datetime(2030, 1, 1, tzinfo=UTC)
    done = EventDraft(kind=Kind.COMPLETED, at=at, agency=1, text="Lubang ditutup.")
    drafts = [done, replace(done, kind=Kind.VALIDATION_REFUSED, **proof)]
    apply_events(ticket().id, lambda _state, _now: drafts, Act(city))


def test_words_masked_later_are_bound_by_the_event_that_masks_them(
    told: Session, check: Check, tamper: Tamper, city: City
) -> None:
    """As if an older rule had let a number through: written with it, masked by the rule of today."""
    _rewrite(told, "Hubungi 0812-3456-7890.", "Jalan 0812-3456-7890")
    assert check() == []
    assert remask(city).events == 1
    assert check() == []
    salts = told.execute(select(Event.salt, Event.report_salt).where(Event.seq.in_((2, 3)))).all()
    assert salts[0].report_salt is None and salts[1].salt is None, "nobody can try numbers against the old hashes"
    tamper("UPDATE event SET text = 'Hubungi siapa saja.' WHERE seq = 3")
    assert [fault.partition(":")[0] for fault in check()] == ["event 11"]


def _rewrite(session: Session, answer: str, place: str) -> None:
    """Write the chain anew over words that an older release let through."""
    session.execute(text("UPDATE event SET text = :t WHERE seq = 3"), {"t": answer})
    session.execute(text("UPDATE ticket SET place = :t WHERE id = 2"), {"t": place})
    session.execute(text("UPDATE original SET place = :t WHERE ticket_id = 2"), {"t": place})
    session.execute(text("UPDATE event SET head = NULL WHERE seq >= 1"))
    fill(session.connection())
    session.commit()


def test_hashes_that_an_upgrade_made_anew_are_those_of_before_for_good(
    told: Session, check: Check, tamper: Tamper, city: City
) -> None:
    """A log of the release before, whose reports are bound by their words: verified as it is, and gone on with."""
    _as_before(told)
    heads = [head_of(told, seq) for seq in range(1, 10)]
    assert check() == []
    walked = ChainCheck(told.connection())
    assert not list(walked.differences()) and walked.unbound == 2
    tamper("UPDATE ticket SET due_at = due_at + 86400 WHERE id = 2")
    assert check() == [], "nothing bound it then"
    steps = (step(Kind.RESPONDED, 5, text="Sudah kami terima."), step(Kind.CLOSED, 9, text="Dibatalkan."))
    record(complaint(2, *steps, title="Lubang besar"), city)
    assert [head_of(told, seq) for seq in range(1, 10)] == heads, "what somebody kept is still the log's"
    assert check() == []
    tamper("UPDATE ticket SET due_at = due_at + 86400 WHERE id = 2")
    assert check() == ["event 10: states another report than ticket 2 has now"]
    tamper("UPDATE ticket SET place = 'lain' WHERE id = 1")
    assert check()[0] == "event 9: states another report than ticket 1 has now"


def _as_before(session: Session) -> None:
    """Bind reports by their words and make the hashes anew with those bytes, as migration 0017 did."""
    connection = session.connection()
    stated = connection.execute(EVENTS.where(Event.report_salt.is_not(None))).mappings().all()
    reports = reports_of(connection, {row["ticket_id"] for row in stated})
    for row in stated:
        words = chain.report_bytes(reports[row["ticket_id"]], chain.BEFORE)
        bound = chain.salted(row["report_salt"], words)
        session.execute(update(Event).where(Event.seq == row["seq"]).values(report_hash=bound))
    renew(connection)
    session.commit()


def test_categories_and_channels_that_turn_out_to_be_one_do_not_break_the_chain(told: Session, check: Check) -> None:
    named = select(Category.name, Channel.name, Category.id, Channel.id).select_from(Ticket)
    gone = told.execute(named.join(Category).join(Channel).where(Ticket.id == 2)).one()
    told.add(Category(slug="baru", name="Baru", name_en="New", group="Lain"))
    told.add(Channel(slug="baru", name="Baru", name_en="New"))
    told.commit()
    category = PackCategory(slug="baru", name="Baru", name_en="New", group="Lain", was=(gone[0],))
    channel = PackChannel(slug="baru", name="Baru", name_en="New", was=(gone[1],))
    follow_renames(told, Category, {"baru": category}, Installed())
    follow_renames(told, Channel, {"baru": channel}, Installed())
    told.commit()
    kept = told.execute(select(Ticket.category_id, Ticket.channel_id).where(Ticket.id == 2)).one()
    assert kept[0] != gone[2] and kept[1] != gone[3]
    assert check() == []


def test_agencies_that_turn_out_to_be_one_do_not_break_the_chain(told: Session, check: Check) -> None:
    gone = told.execute(select(Agency).where(Agency.slug == "kelurahan-ragunan")).scalar_one()
    entry = PackAgency(slug="baru", name="Kantor Baru", short="Baru", kind="dinas", parent=None, was=(gone.name,))
    told.add(Agency(slug="baru", name="Kantor Baru", short="Baru", kind="dinas"))
    told.commit()
    follow_renames(told, Agency, {"baru": entry}, Installed())
    told.commit()
    assert told.execute(select(Agency.id).where(Agency.slug == "kelurahan-ragunan")).first() is None
    assert check() == []
