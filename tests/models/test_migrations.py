"""Migrations go up and down on both databases, end where the models are, and keep what is stored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, select, text

from portal.config import MIGRATIONS
from portal.database import WRITES
from portal.models import Base

#: What stood in the log of 0003: seq, kind, agency, officer, corrects, redacted_by, text.
STORED = [
    (1, "received", 1, None, None, None, ""),
    (2, "responded", 1, 1, None, None, "stub:bukan awalan, ini jawaban"),
    (3, "corrected", 1, 1, 2, None, "title,text"),
    (4, "face_changed", 1, 1, None, None, "stub:Menyebut nama: tetangga."),
    (5, "face_changed", None, None, None, None, "stub:"),
    (6, "face_changed", None, None, None, None, "stub:delay"),
    (7, "face_changed", 1, 1, None, None, "full:hidden:Alasan"),
    (8, "face_changed", 1, 1, None, None, "hidden:Perintah pengadilan."),
    (9, "face_changed", 1, 1, None, 10, ""),
    (10, "redacted", 1, 1, 9, None, "Memuat nama."),
    (11, "corrected", None, None, None, None, "category_id,area_id,channel_id,title,text,place,lat,lon,due_at"),
    (12, "corrected", None, None, None, None, "due_at"),
    (13, "corrected", None, None, None, None, "Sumber menulis kalimat ini."),
    (14, "noted", 1, 1, None, None, "hidden:catatan"),
    (15, "corrected", None, None, None, None, "place,lon"),
]
#: What 0005 makes of them: seq -> text, visibility_after, changed. The others stay as they are.
MOVED: dict[int, tuple[str, str | None, list[str] | None]] = {
    4: ("Menyebut nama: tetangga.", "stub", None),
    5: ("", "stub", None),
    6: ("delay", "stub", None),
    7: ("hidden:Alasan", "full", None),
    8: ("Perintah pengadilan.", "hidden", None),
    11: ("", None, ["category", "area", "channel", "title", "text", "place", "point", "due"]),
    12: ("", None, ["due"]),
    15: ("", None, ["place", "point"]),
}
#: A point comes back whole: which of its two numbers had changed is not kept.
CAME_BACK_OTHERWISE = {15: "place,lat,lon"}
ROWS = (
    "INSERT INTO agency (id, slug, name, short, kind) VALUES (1, 'a', 'A', 'A', 'dinas')",
    "INSERT INTO officer (id, email, name, password, agency_id, role, active, session, created_at)"
    " VALUES (1, 'a@b.c', 'A', 'x', 1, 'officer', true, 'x', 1)",
    *(
        "INSERT INTO ticket (id, code, source, source_id, place, title, text, face, submitted_at, response_due_at,"
        " due_at, status, agency_id, holder_id, holder_since, handoffs, reopened, disputed, confirmed, responses,"
        f" last_seq) VALUES ({id}, '{face}', 's', '{id}', '', '', '', '{face}', 1, 2, 3, 'menunggu', 1, 1, 1, 0, 0,"
        " 0, 0, 0, 15)"
        for id, face in enumerate(("full", "stub", "hidden", "pending"), 1)
    ),
    "INSERT INTO custody (id, ticket_id, agency_id, from_at) VALUES (1, 1, 1, 1)",
    "INSERT INTO cursor (name, seq, at) VALUES ('index', 15, 1)",
    "INSERT INTO told (ticket_id, at) VALUES (1, 1), (4, 2)",
)
EVENT = (
    "INSERT INTO event (seq, ticket_id, kind, happened_at, recorded_at, status_after, public, agency_id, officer_id,"
    " corrects, redacted_by, text)"
    " VALUES (:seq, 1, :kind, :seq, :seq, 'menunggu', :public, :agency, :officer, :corrects, :redacted_by, :text)"
)
NAMES = ("seq", "kind", "agency", "officer", "corrects", "redacted_by", "text")


def settings(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


@pytest.fixture
def connection(bind: Engine) -> Iterator[Connection]:
    """A connection that may write; the database is at its head again when the test has ended."""
    with bind.connect().execution_options(**{WRITES: True}) as connection:
        yield connection
        connection.rollback()
        command.upgrade(settings(connection), "head")
        connection.commit()


@pytest.fixture
def old(connection: Connection) -> Connection:
    """A database at 0003 with rows of every shape that its code wrote."""
    command.downgrade(settings(connection), "0003")
    for statement in ROWS:
        connection.execute(text(statement))
    for row in STORED:
        values = dict(zip(NAMES, row, strict=True))
        connection.execute(text(EVENT), values | {"public": values["kind"] != "noted"})
    connection.commit()
    return connection


def contents(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Every row of every table; of events without their texts."""
    found = {}
    for table in sorted(inspect(connection).get_table_names()):
        rows = connection.execute(text(f"SELECT * FROM {table}")).mappings()
        found[table] = sorted(({**row, "text": ""} if table == "event" else dict(row) for row in rows), key=repr)
    return found


def texts(connection: Connection) -> dict[int, str]:
    return dict(connection.execute(text("SELECT seq, text FROM event")).all())


def test_down_to_nothing_and_up_again_gives_what_the_models_say(connection: Connection) -> None:
    assert differences(connection) == []
    command.downgrade(settings(connection), "base")
    assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    command.upgrade(settings(connection), "head")
    connection.commit()
    assert differences(connection) == []


def test_constraints_have_the_names_that_the_models_give_them(connection: Connection) -> None:
    look = inspect(connection)
    for table in Base.metadata.sorted_tables:
        checks = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        assert {check["name"] for check in look.get_check_constraints(table.name)} == checks
        assert look.get_pk_constraint(table.name)["name"] == table.primary_key.name
        foreign = {str(c.name) for c in table.foreign_key_constraints}
        assert {key["name"] for key in look.get_foreign_keys(table.name)} == foreign


def test_what_stood_inside_a_text_moves_to_columns_of_its_own(old: Connection) -> None:
    command.upgrade(settings(old), "head")
    kept = {seq: (said, None, None) for seq, *_, said in STORED}
    columns = Base.metadata.tables["event"].c
    rows = old.execute(columns.seq.table.select().order_by(columns.seq)).all()
    assert {row.seq: (row.text, row.visibility_after, row.changed) for row in rows} == kept | MOVED
    assert len({row.head for row in rows} - {None}) == len(rows), "each has its hash"
    assert [row.kind for row in rows] == [
        "visibility_changed" if kind == "face_changed" else kind for _, kind, *_ in STORED
    ]
    shown = old.execute(text("SELECT visibility FROM ticket ORDER BY id")).scalars().all()
    assert shown == ["full", "stub", "hidden", "pending"]
    assert old.execute(text("SELECT seq FROM checkpoint WHERE name = 'index'")).scalar() == 15
    assert old.execute(text("SELECT at FROM source_update WHERE ticket_id = 4")).scalar() == 2


def test_going_down_brings_every_row_back(old: Connection) -> None:
    before = contents(old)
    command.upgrade(settings(old), "head")
    command.downgrade(settings(old), "0003")
    assert contents(old) == before
    assert texts(old) == {seq: said for seq, *_, said in STORED} | CAME_BACK_OTHERWISE


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE event SET visibility_after = 'open' WHERE seq = 4",
        "UPDATE event SET visibility_after = 'stub' WHERE seq = 1",
        "UPDATE event SET changed = '[\"due\"]' WHERE seq = 1",
    ],
)
def test_the_schema_refuses_a_column_that_does_not_belong_to_its_kind(old: Connection, broken: str) -> None:
    command.upgrade(settings(old), "head")
    old.commit()
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        old.execute(text(broken))


def test_names_become_identities_and_equal_ones_break_nothing(connection: Connection) -> None:
    command.downgrade(settings(connection), "0005")
    for id, slug, name in (
        (1, "dinas-air", "Dinas Air"),
        (2, "air", "DINAS  AIR"),
        (3, "lain", "東京"),
        (4, "Air", "Åir"),
    ):
        row = {"id": id, "slug": slug, "name": name}
        connection.execute(
            text("INSERT INTO agency (id, slug, name, short, kind) VALUES (:id, :slug, :name, '', 'dinas')"), row
        )
    for id, name, level in ((1, "Suka", "kecamatan"), (2, "suka", "kelurahan"), (3, "Suka", "kelurahan")):
        row = {"id": id, "code": f"3.{id}", "name": name, "level": level}
        connection.execute(text("INSERT INTO area (id, code, name, level) VALUES (:id, :code, :name, :level)"), row)
    connection.commit()
    before = contents(connection)
    command.upgrade(settings(connection), "head")
    agencies = connection.execute(text("SELECT identity FROM agency ORDER BY id")).scalars().all()
    assert agencies == ["dinas air", None, "東京", "åir"]
    areas = connection.execute(text("SELECT identity FROM area ORDER BY id")).scalars().all()
    assert areas == ["suka", "suka", None]
    known = connection.execute(text("SELECT kind, identity, refers_to FROM alias")).all()
    assert {tuple(row) for row in known} == {
        ("agency", "air", 2), ("area", "3.1", 1), ("area", "3.2", 2), ("area", "3.3", 3),
    }  # fmt: skip
    connection.execute(text("INSERT INTO agency (id, slug, name, short, kind) VALUES (9, 'b', 'B', 'B', 'dinas')"))
    connection.execute(text("DELETE FROM agency WHERE id = 9"))
    command.downgrade(settings(connection), "0005")
    assert contents(connection) == before
    connection.execute(text("DELETE FROM agency"))
    connection.execute(text("DELETE FROM area"))
    connection.commit()


def test_going_down_leaves_out_what_a_source_may_not_say_there(old: Connection) -> None:
    command.upgrade(settings(old), "0006")
    log = Base.metadata.tables["event"]
    plain = {
        "ticket_id": 1,
        "happened_at": 20,
        "recorded_at": 20,
        "status_after": "menunggu",
        "text": "",
        "public": True,
    }
    rows = {21: ("merged", None), 22: ("transferred", ["agency"]), 23: ("corrected", ["due", "end"])}
    for seq, (kind, changed) in rows.items():
        old.execute(log.insert().values(seq=seq, kind=kind, changed=changed, **plain))
    command.downgrade(settings(old), "0005")
    columns = log.c
    told = select(columns.seq, columns.kind, columns.changed)
    kept = old.execute(told.where(columns.seq > 20).order_by(columns.seq)).all()
    assert [(row.kind, row.changed) for row in kept] == [
        ("closed", None),
        ("transferred", None),
        ("corrected", ["due"]),
    ]


def test_sources_have_spoken_up_to_their_newest_stamp_and_agencies_when_they_last_acted(old: Connection) -> None:
    old.execute(text("UPDATE ticket SET due_at = 99, promised_at = 98"))
    old.execute(text("UPDATE event SET happened_at = 77 WHERE kind IN ('corrected', 'noted', 'face_changed')"))
    own = "UPDATE ticket SET source = 'form', submitted_at = 50, holder_since = 50 WHERE id = 2"
    old.execute(text(own))
    command.upgrade(settings(old), "0011")
    found = old.execute(text("SELECT name, as_of, tells_outcomes, stale_after FROM source")).all()
    assert [tuple(row) for row in found] == [("s", 2, True, None)]
    assert old.execute(text("SELECT desk_at FROM ticket ORDER BY id")).scalars().all() == [2, None, None, None]


def test_going_down_a_ticket_of_unknown_outcome_waits_as_it_did_before(old: Connection) -> None:
    command.upgrade(settings(old), "0011")
    old.execute(text("DELETE FROM custody"))
    old.execute(text("UPDATE ticket SET status = 'tidak_diketahui' WHERE id = 1"))
    old.execute(text("UPDATE event SET status_after = 'tidak_diketahui' WHERE seq = 1"))
    command.downgrade(settings(old), "0009")
    assert set(old.execute(text("SELECT status FROM ticket")).scalars()) == {"menunggu"}
    assert set(old.execute(text("SELECT status_after FROM event")).scalars()) == {"menunggu"}
    held = old.execute(text("SELECT ticket_id, agency_id, from_at, to_at FROM custody")).all()
    assert [tuple(row) for row in held] == [(1, 1, 1, None)]
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        old.execute(text("UPDATE ticket SET status = 'tidak_diketahui' WHERE id = 1"))


def test_a_refused_hand_over_goes_down_as_a_transfer(old: Connection) -> None:
    command.upgrade(settings(old), "0015")
    log = Base.metadata.tables["event"]
    row = {"ticket_id": 1, "happened_at": 20, "recorded_at": 20, "status_after": "menunggu", "text": "", "public": True}
    old.execute(log.insert().values(seq=21, kind="returned", **row))
    command.downgrade(settings(old), "0014")
    assert old.execute(text("SELECT kind FROM event WHERE seq = 21")).scalar() == "transferred"


def test_going_down_hashes_that_bind_proof_wait_to_be_made_anew(old: Connection) -> None:
    command.upgrade(settings(old), "head")
    heads = old.execute(text("SELECT head FROM event ORDER BY seq")).scalars().all()
    old.execute(text("""UPDATE event SET attached = '["0a"]' WHERE seq = 5"""))
    broken_ones = ("checked = '[\"photo\"]'", "refused_for = 'other'", "unchecked = 'not_drawn'", "beside = '0a'")
    for broken in broken_ones:
        with pytest.raises(Exception, match=r"(?i)check constraint"), old.begin_nested():
            old.execute(text(f"UPDATE event SET {broken} WHERE seq = 5"))
    command.downgrade(settings(old), "0024")
    left = old.execute(text("SELECT head FROM event ORDER BY seq")).scalars().all()
    assert left == [*heads[:4], *[None] * 11]


def test_lines_of_the_audit_pass_up_and_down(connection: Connection) -> None:
    command.downgrade(settings(connection), "0015")
    connection.execute(text("INSERT INTO agency (id, slug, name, short, kind) VALUES (1, 'a', 'A', 'A', 'dinas')"))
    connection.execute(text("INSERT INTO former_agency (id, agency_id) VALUES (7, 1)"))
    line = "INSERT INTO audit (at, act, agency_id, address, detail) VALUES (5, 'signed_in', {}, '', '')"
    connection.execute(text(line.format(1)))
    command.upgrade(settings(connection), "head")
    connection.execute(text(line.format(7)))
    command.downgrade(settings(connection), "0015")
    assert connection.execute(text("SELECT agency_id FROM audit ORDER BY id")).scalars().all() == [1, 1]
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        connection.execute(text(line.format(1).replace("signed_in", "danced")))
    connection.rollback()


def test_reports_of_the_form_that_came_in_closed_are_kept_private_and_no_others(old: Connection) -> None:
    """The tickets of 0003 are, in this order: full, stub, hidden, pending; a fifth waited too long to be looked at."""
    command.upgrade(settings(old), "0038")
    names = ", ".join(column["name"] for column in inspect(old).get_columns("ticket") if column["name"] != "id")
    unlike = names.replace("code", "'late'", 1).replace("source_id", "'late'", 1)
    old.execute(text(f"INSERT INTO ticket (id, {names}) SELECT 5, {unlike} FROM ticket WHERE id = 2"))
    old.execute(text("UPDATE event SET ticket_id = 5 WHERE seq = 6"))
    old.execute(text("UPDATE ticket SET source = 'form'"))
    command.upgrade(settings(old), "0039")
    kept = old.execute(text("SELECT ticket_id, agreed_at FROM kept_private ORDER BY ticket_id")).all()
    assert [tuple(row) for row in kept] == [(2, None), (3, None)], "of a hidden one nothing says how it came in"
    old.execute(text("DELETE FROM event WHERE ticket_id = 5"))
    old.execute(text("DELETE FROM ticket WHERE id = 5"))
    old.commit()
