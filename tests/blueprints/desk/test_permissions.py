"""Every verb of the desk, by every role, in every relation to a ticket: done, or 403 with nothing of the ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal import clock
from portal.actions import officers
from portal.actions.intake.record import record
from portal.blueprints.desk.verbs import VERBS
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Relation, Right, Role, granted
from portal.domain.status import MOVES, OPEN, Status
from portal.extensions import db
from portal.models import Agency, Custody, Reporter, Ticket
from portal.queries.agencies.names import units_below
from portal.web.access import ROLES
from tests.support.accounts import let_in
from tests.support.complaints import complaint, step
from tests.support.desk import PASSWORD, token
from tests.support.installed import install
from tests.support.permission_matrix import page
from tests.support.source import ROOT

pytestmark = pytest.mark.only_on("sqlite")

US, THEM, THIRD = "dinas-bina-marga", "dinas-sda", "pam-jaya"
MARKER, PHONE = "Penanda rahasia", "0812-3456-7890"


@dataclass(frozen=True, slots=True)
class Made:
    """A ticket in the relation and status that a cell asks for."""

    id: int
    code: str
    seq: int
    ours: int  # seq of an answer of our agency


@pytest.fixture
def desk(app: Flask, city: City, quick_passwords: None) -> Iterator[dict[Role, FlaskClient]]:
    """A signed-in officer of each role, all of one agency, in a city that lets hand-overs be refused for years."""
    portal_of(app).city = replace(city, hand_over_limit=timedelta(days=9_999))
    with app.app_context():
        install(city)
        record(complaint(9_999), city)
        for role in Role:
            officers.add(f"{role}@example.org", role.value, US, role, PASSWORD)
    clients = {role: app.test_client() for role in Role}
    for role, client in clients.items():
        let_in(app, client, f"{role}@example.org")
    with app.app_context():
        yield clients


def agency(slug: str) -> int:
    return db.session.execute(select(Agency.id).where(Agency.slug == slug)).scalar_one()


def make(number: int, city: City, kind: Kind, relation: Relation) -> Made:
    """A ticket from which an event of this kind may happen, in whose relation to us nobody else is looked at."""
    responsible, holder = {
        Relation.HOLDER: (US, US),
        Relation.RESPONSIBLE: (US, THEM),
        Relation.ASKED: (THEM, US),
        Relation.NONE: (THEM, THEM),
    }[relation]
    steps = [step(Kind.RESPONDED, number + 1, agency=US, text="Kami datang.")] if kind is Kind.CORRECTED else []
    if kind is Kind.RETURNED:
        steps = [step(Kind.TRANSFERRED, number + 1, agency=THIRD, to_agency=responsible, text="Urusan Anda.")]
    record(complaint(number, *steps, agency=THIRD, title=MARKER), city)
    ticket = db.session.execute(select(Ticket).where(Ticket.source_id == str(number))).scalar_one()
    status = fitting(kind, own=responsible == holder)
    ended = None if status in OPEN else clock.now()
    values = {
        "agency_id": agency(responsible),
        "holder_id": agency(holder),
        "asker_id": agency(responsible) if status is Status.KOORDINASI else None,
        "status": status.value,
        "ended_at": ended,
        "resolved_at": ended if status is Status.SELESAI else None,
    }
    made = Made(ticket.id, ticket.code, ticket.last_seq, ticket.last_seq)
    db.session.execute(update(Ticket).where(Ticket.id == made.id).values(values))
    if kind is Kind.REPORTER_ASKED:  # of a report by the portal's own form
        now, link = clock.now(), str(number).encode()
        keeps = {"token_hash": link, "language": "id", "created_at": now, "delete_after": now + timedelta(days=9)}
        db.session.add(Reporter(ticket_id=made.id, **keeps))
    if kind in (Kind.REOPENED, Kind.RECHECK_ENDED) and status is Status.SELESAI:  # people ask to have it looked at
        db.session.execute(update(Ticket).where(Ticket.id == made.id).values(recheck_at=ended))
    if ended:
        db.session.execute(update(Custody).where(Custody.ticket_id == made.id).values(to_at=ended))
    db.session.commit()
    return made


def fitting(kind: Kind, *, own: bool) -> Status:
    """A status that the kind may happen in; one of waiting for another agency where another has the ticket."""
    if kind is Kind.RECHECK_ENDED:
        return Status.SELESAI
    waiting = [Status.KOORDINASI, Status.VALIDASI]
    working = [Status.PROSES, Status.MENUNGGU, Status.SELESAI]
    first = [*working, *waiting] if own else [*waiting, *working]
    return next(status for status in first if status in MOVES[kind][0])


def fields(kind: Kind, made: Made, relation: Relation) -> dict[str, str]:
    """A form that would be right if it were allowed."""
    holder = agency(US if relation in (Relation.HOLDER, Relation.ASKED) else THEM)
    unit = units_below(db.session(), holder)[0][0]
    other = db.session.execute(select(Ticket.code).where(Ticket.source_id == "9999")).scalar_one()
    return {
        "seen": str(made.seq),
        "text": "Alasan dengan kata-kata.",
        "then": "keep",
        "to_agency": str(unit if kind is Kind.INSTRUCTED else agency(THIRD)) if kind is not Kind.REJECTED else "0",
        "into": other,
        "about": str(made.ours) if kind is Kind.CORRECTED else "report",
        "visibility": "stub",
        "reason_kind": "child",
        "checked": "photo",
        "refused_for": "not_here",
    }


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_or_forbidden_as_the_table_says(desk: dict[Role, FlaskClient], city: City, verb: str) -> None:
    kind, wrong, number = VERBS[verb].kind, [], 0
    for role, client in desk.items():
        csrf = token(client.get("/desk/"))
        for relation in Relation:
            number += 1
            made = make(number, city, kind, relation)
            path, is_granted = f"/desk/tickets/{made.code}/{verb}", relation in granted(role, kind)
            if not is_granted:
                wrong += leaks(client.get(f"{path}?about={made.ours}"), f"GET {role} {relation}")
            stale = {"seen": "0", "csrf_token": csrf, "text": ""}
            sent = client.post(path, data=fields(kind, made, relation) | {"csrf_token": csrf})
            if is_granted and sent.status_code != 302:
                wrong.append(f"{role} {relation}: {sent.status_code} where it is granted")
            if not is_granted:
                wrong += leaks(sent, f"POST {role} {relation}")
            if not is_granted and relation not in granted(role, Right.READ):
                wrong += leaks(client.post(path, data=stale), f"stale POST {role} {relation}")
    assert wrong == []


def leaks(answer: object, where: str) -> list[str]:
    """What is wrong with the answer to something forbidden."""
    status, text = answer.status_code, answer.text  # type: ignore[attr-defined]
    if status != 403:
        return [f"{where}: {status} where it is forbidden"]
    return [f"{where}: {shown} is in the answer" for shown in (MARKER, PHONE, "Kami datang.") if shown in text]


@pytest.mark.parametrize("visibility", ["full", "stub", "hidden", "pending"])
def test_who_may_read_reads_all_and_others_what_the_public_sees_or_nothing(
    desk: dict[Role, FlaskClient], city: City, visibility: str
) -> None:
    wrong, number = [], 0
    for role, client in desk.items():
        for relation in Relation:
            number += 1
            made = make(number, city, Kind.RESPONDED, relation)
            shown = {"visibility": visibility} | ({"text": "", "title": ""} if visibility != "full" else {})
            db.session.execute(update(Ticket).where(Ticket.id == made.id).values(shown))
            db.session.commit()
            answer = client.get(f"/desk/tickets/{made.code}")
            whole = relation in granted(role, Right.READ)
            expected = 200 if whole or visibility in ("full", "stub") else 404
            if (answer.status_code, PHONE in answer.text) != (expected, whole):
                wrong.append(f"{role} {relation}: {answer.status_code}, whole: {PHONE in answer.text}")
            if expected == 404 and (MARKER in answer.text or "Kami datang." in answer.text):
                wrong.append(f"{role} {relation}: something of the ticket is in the 404")
    assert wrong == []


def test_only_who_may_answer_keeps_a_draft(desk: dict[Role, FlaskClient], city: City) -> None:
    wrong, number = [], 0
    for role, client in desk.items():
        csrf = token(client.get("/desk/"))
        for relation in Relation:
            number += 1
            made = make(number, city, Kind.RESPONDED, relation)
            answer = client.post(f"/desk/tickets/{made.code}/draft", data={"csrf_token": csrf, "text": "Setengah"})
            expected = 302 if relation in granted(role, Kind.RESPONDED) else 403
            if answer.status_code != expected:
                wrong.append(f"{role} {relation}: {answer.status_code}")
    assert wrong == []


def test_what_is_about_no_one_ticket_opens_to_the_roles_that_the_page_names(
    app: Flask, desk: dict[Role, FlaskClient]
) -> None:
    tokens = {role: {"csrf_token": token(client.get("/desk/"))} for role, client in desk.items()}
    wrong, tried = [], 0
    for rule in app.url_map.iter_rules():
        allowed = getattr(app.view_functions[rule.endpoint], ROLES, ())
        if not allowed:
            continue
        path = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", re.sub(r"<int:\w+>", "1", rule.rule))
        for role, client in desk.items():
            if "POST" in (rule.methods or ()) and role not in allowed:
                status = client.post(path, data=tokens[role]).status_code
            elif "GET" in (rule.methods or ()):
                status = client.get(path).status_code
            else:
                continue  # what is granted is tried by the page's own test
            tried += 1
            if (status == 403) is (role in allowed) or status == 401:
                wrong.append(f"{role} {rule.endpoint}: {status}")
    assert wrong == [] and tried > 30


def test_the_page_of_permissions_is_current() -> None:
    assert (ROOT / "docs/permissions.md").read_text() == page(), "run: python -m tests.support.permission_matrix"
