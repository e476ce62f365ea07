"""A backup is everything in one file; a restored one is ready; a wrong, broken or foreign file changes nothing."""

from __future__ import annotations

import gzip
import json
import shutil
import stat
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from portal import create_app
from portal.actions.intake.record import record, record_many
from portal.backups import databases
from portal.backups.archive import LOCKS
from portal.commands.serve import hold, use
from portal.config import Settings, from_environment
from portal.context import portal_of
from portal.domain.city import City
from portal.extensions import db
from portal.models import Ticket
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.need import missing
from tests.support.postgres import Cluster

pytestmark = pytest.mark.only_on("sqlite")


def run(app: Flask, *arguments: object) -> Result:
    with app.app_context():  # as `flask` gives each command one of its own
        return app.test_cli_runner().invoke(args=["portal", *map(str, arguments)])


@pytest.fixture
def filled(app: Flask, settings: Settings, city: City) -> Flask:
    """Three tickets, their index, a key, and a photo beside them."""
    run(app, "upgrade")
    with app.app_context():
        install(city)
        record_many([complaint(n) for n in (1, 2, 3)], city)
    assert run(app, "worker", "--once").exit_code == 0
    (settings.data / "media").mkdir()
    (settings.data / "media" / "foto.jpg").write_bytes(b"\xff\xd8photo")
    (settings.data / "secret-key").write_text("k" * 64)
    return app


@pytest.fixture
def packed(filled: Flask, tmp_path: Path) -> Path:
    file = tmp_path / "kota.backup"
    done = run(filled, "backup", file)
    assert done.exit_code == 0 and "3 tickets" in done.output, done.output
    return file


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Flask]:
    """A portal on an empty data directory."""
    app = create_app(from_environment({"PANTAU_DATA": str(tmp_path / "elsewhere")}))
    yield app
    with app.app_context():
        db.engine.dispose()


def data_of(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")).parent


def stored(data: Path) -> dict[str, bytes]:
    """What lies in a data directory, but for locks and the memory that SQLite's processes share."""
    passing = (*LOCKS, "pantau.db-shm")
    return {str(path): path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name not in passing}


def test_what_was_packed_is_there_again_and_ready(packed: Path, elsewhere: Flask, filled: Flask) -> None:
    done = run(elsewhere, "restore", packed)
    assert done.exit_code == 0, done.output
    there = data_of(elsewhere)
    assert (there / "secret-key").read_text() == "k" * 64
    assert (there / "media" / "foto.jpg").read_bytes() == b"\xff\xd8photo"
    ready = elsewhere.test_client().get("/readyz")
    assert ready.status_code == 200 and ready.json and ready.json["index"] == "sound" and ready.json["seq"] == 3
    assert elsewhere.test_client().get("/tickets").status_code == 200
    assert run(elsewhere, "verify").exit_code == 0
    head = next(line for line in run(filled, "verify").output.splitlines() if line.startswith("head"))
    assert head in done.output


def test_only_its_owner_reads_a_backup(packed: Path) -> None:
    with tarfile.open(packed) as archive:
        assert {member.mode for member in archive} == {0o600}
        assert {"database/pantau.db", "files/secret-key", "files/media/foto.jpg", "manifest.json"} <= set(
            archive.getnames()
        )


def test_a_backup_is_never_written_over_another(packed: Path, filled: Flask) -> None:
    before = packed.read_bytes()
    done = run(filled, "backup", packed)
    assert done.exit_code == 1 and "is there already" in done.output
    assert packed.read_bytes() == before
    assert [path.name for path in packed.parent.iterdir() if path.name.startswith((".backup", "kota.backup."))] == []


def test_what_is_written_meanwhile_does_not_break_a_backup(filled: Flask, tmp_path: Path, city: City) -> None:
    """The copy is of one moment; the file says up to which event."""
    with filled.app_context():
        record(complaint(4), city)
    done = run(filled, "backup", tmp_path / "later")
    assert "4 tickets, 4 events" in done.output
    with tarfile.open(tmp_path / "later") as archive:
        manifest = json.load(archive.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert (manifest["stored"]["seq"], manifest["stored"]["city"]) == (4, "jakarta-selatan")


def test_nothing_is_restored_over_what_is_there(packed: Path, filled: Flask, session: Session) -> None:
    done = run(filled, "restore", packed)
    assert done.exit_code == 1 and "There is something here already" in done.output
    assert session.get(Ticket, 3) is not None


def test_what_is_replaced_is_set_aside(packed: Path, filled: Flask, city: City) -> None:
    with filled.app_context():
        record(complaint(4), city)
        db.session.remove()
    done = run(filled, "restore", packed, "--replace")
    assert done.exit_code == 0, done.output
    aside = next(data_of(filled).glob("replaced-*"))
    assert (aside / "pantau.db").exists() and (aside / "media" / "foto.jpg").exists()
    with filled.app_context():
        assert db.session.get(Ticket, 3) is not None and db.session.get(Ticket, 4) is None
    assert filled.test_client().get("/readyz").status_code == 200


def test_a_database_on_a_disk_of_its_own_is_put_beside_its_place(packed: Path, tmp_path: Path) -> None:
    """Where a rename cannot reach, the file is copied before anything is set aside."""
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        missing("a second file system", "mount a tmpfs at /dev/shm")
    with tempfile.TemporaryDirectory(dir=shared) as room:
        database = Path(room) / "kota.db"
        address = {"PANTAU_DATA": str(tmp_path / "far"), "DATABASE_URL": f"sqlite:///{database}"}
        app = create_app(from_environment(address))
        first = run(app, "restore", packed)
        assert first.exit_code == 0, first.output
        again = run(app, "restore", packed, "--replace")
        assert again.exit_code == 0, again.output
        assert len(list(Path(room).glob("replaced-*/kota.db"))) == 1
        assert run(app, "verify").exit_code == 0
        assert run(app, "backup", tmp_path / "far.backup").exit_code == 0
        with app.app_context():
            db.engine.dispose()


def test_what_fails_half_way_is_taken_back_whole(
    packed: Path, filled: Flask, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def full(*_: object) -> None:
        assert not (settings.data / "media").exists() or not (settings.data / "pantau.db").exists(), "it is half done"
        raise OSError(28, "No space left on device")

    with filled.app_context():
        record(complaint(4), portal_of(filled).city)
        db.session.remove()
        with db.engine.connect() as reader:  # keeps the journal beside the database
            before = stored(settings.data)
            assert str(settings.data / "pantau.db-wal") in before
            monkeypatch.setattr(databases, "put_file", full)
            done = run(filled, "restore", packed, "--replace")
            assert done.exit_code == 1 and "No space left on device. Nothing was changed." in done.output, done.output
            assert stored(settings.data) == before
            reader.rollback()
        assert db.session.get(Ticket, 4) is not None


def test_nothing_is_restored_under_a_running_portal(packed: Path, filled: Flask, settings: Settings) -> None:
    before = stored(settings.data)
    with hold(settings.data):
        done = run(filled, "restore", packed, "--replace")
    assert done.exit_code == 1 and "serves" in done.output
    used = use(settings.data)
    assert used is not None
    with used:
        done = run(filled, "restore", packed, "--replace")
    assert done.exit_code == 1 and "systemctl stop" in done.output
    assert stored(settings.data) == before


def test_what_is_in_place_and_cannot_be_made_ready_is_said(
    packed: Path, elsewhere: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.modules["portal.commands.backup"], "raise_schema", fails)
    done = run(elsewhere, "restore", packed)
    assert done.exit_code == 1 and "The backup is in place" in done.output and "Nothing was" not in done.output
    assert (data_of(elsewhere) / "media" / "foto.jpg").exists()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    content = bytearray(gzip.decompress(file.read_bytes()))
    place = content.index(b"\xff\xd8photo")
    content[place] ^= 1
    file.write_bytes(gzip.compress(bytes(content)))


def foreign(file: Path) -> None:
    with tarfile.open(file, "w:gz") as archive:
        archive.add(__file__, "anything")


def climbing(file: Path) -> None:
    with tarfile.open(file, "w:gz") as archive:
        archive.add(__file__, "../outside")


def no_archive(file: Path) -> None:
    file.write_text("not a backup")


def told_otherwise(file: Path, **facts: str) -> None:
    """The same archive with another manifest."""
    with tarfile.open(file) as archive:
        archive.extractall(file.parent / "opened", filter="data")
    opened = file.parent / "opened"
    manifest = json.loads((opened / "manifest.json").read_text())
    manifest["stored"].update({k: v for k, v in facts.items() if k in manifest["stored"]})
    manifest.update({k: v for k, v in facts.items() if k in manifest})
    (opened / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(file, "w:gz") as archive:
        for path in sorted(opened.rglob("*")):
            if path.is_file():
                archive.add(path, path.relative_to(opened).as_posix())
    shutil.rmtree(opened)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (cut, "damaged or cut off"),
        (flip, "is not what was packed"),
        (foreign, "no manifest"),
        (climbing, "holds what no backup"),
        (no_archive, "no backup of Pantau"),
        (lambda file: told_otherwise(file, city="bandung"), "of the city 'bandung'"),
        (lambda file: told_otherwise(file, schema="9999"), "does not know"),
        (lambda file: told_otherwise(file, kind="postgresql"), "of a postgresql database"),
        (lambda file: told_otherwise(file, format="pantau-backup-9"), "another format"),
    ],
)
def test_a_wrong_or_broken_file_changes_nothing(packed: Path, elsewhere: Flask, harm: object, said: str) -> None:
    harm(packed)  # type: ignore[operator]
    before = stored(data_of(elsewhere))
    done = run(elsewhere, "restore", packed)
    assert done.exit_code == 1 and said in done.output and "Nothing was changed." in done.output, done.output
    assert stored(data_of(elsewhere)) == before


def test_a_damaged_database_is_not_taken_for_a_backup(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    with filled.app_context():
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    with (settings.data / "pantau.db").open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xa5" * 4096 * 6)
    done = run(filled, "backup", tmp_path / "bad")
    assert done.exit_code == 1 and not (tmp_path / "bad").exists(), done.output


def test_postgresql_is_dumped_and_put_back_by_its_own_programs(
    request: pytest.FixtureRequest, tmp_path: Path, city: City
) -> None:
    if shutil.which("pg_dump") is None:
        missing("pg_dump", "apt-get install postgresql-client")
    cluster = request.getfixturevalue("cluster")
    apps = []
    for name in ("packed", "restored"):
        cluster.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        plain = from_environment({"PANTAU_DATA": str(tmp_path / name)})
        apps.append(create_app(replace(plain, database_url=cluster.url(name))))
    here, there = apps
    assert run(here, "upgrade").exit_code == 0
    with here.app_context():
        install(city)
        record_many([complaint(1), complaint(2)], city)
        db.session.remove()
    assert run(here, "backup", tmp_path / "pg.backup").exit_code == 0
    done = run(there, "restore", tmp_path / "pg.backup")
    assert done.exit_code == 0 and "2 tickets" in done.output, done.output
    assert run(there, "verify").exit_code == 0
    again = run(there, "restore", tmp_path / "pg.backup")
    assert again.exit_code == 1 and "something here already" in again.output
    replace_under_a_later_release(cluster, there, tmp_path)
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def replace_under_a_later_release(cluster: Cluster, there: Flask, tmp_path: Path) -> None:
    """Tables that the backup does not know go as well; what cannot be replaced leaves files and tables as they are."""
    photo = tmp_path / "restored" / "media" / "foto.jpg"
    photo.parent.mkdir()
    photo.write_bytes(b"newer")
    with there.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE of_later (id INTEGER REFERENCES officer)"))
        connection.execute(text("CREATE VIEW of_the_city AS SELECT id FROM ticket"))
    failed = run(there, "restore", tmp_path / "pg.backup", "--replace")
    assert failed.exit_code == 1 and "psql failed: cannot drop" in failed.output and "view of_the_city" in failed.output
    assert "Nothing was changed." in failed.output and photo.read_bytes() == b"newer"
    with there.app_context(), db.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM of_the_city")).scalar() == 2
        connection.execute(text("DROP VIEW of_the_city"))
    done = run(there, "restore", tmp_path / "pg.backup", "--replace")
    assert done.exit_code == 0 and not photo.exists(), done.output
    with there.app_context():
        assert "of_later" not in inspect(db.engine).get_table_names()


def test_a_backup_is_readable_by_its_owner_alone_however_the_shell_is_set(packed: Path) -> None:
    assert stat.S_IMODE(packed.stat().st_mode) & 0o077 == 0
