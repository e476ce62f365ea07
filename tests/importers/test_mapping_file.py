"""Mappings: what can be said, and that every mistake is named by file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.domain.event import Kind
from portal.importers.mapping import Misplaced, Otherwise, Source
from portal.importers.mapping_file import load
from portal.importers.problem import ProfileError

FIELDS = '[fields]\nid = "id"\nsubmitted = "received"\n'
EXAMPLE = Path(__file__).resolve().parents[2] / "docs/examples/los-angeles/import.toml"

ALL = """
name = "All"
delimiter = "semicolon"
optional = ["Note"]
[columns]
Type = ["Kind", "Request  Type"]
[fields]
id = "id"
submitted = ["received", "made"]
title = "{type}[, {street}]"
[category]
column = "Type"
unknown = "refuse"
empty = "Other"
[category.values]
" ROAD " = "Jalan"
[agency]
column = "Owner"
unknown_as = "The city"
[status]
column = "State"
closed_at = "closed"
unknown = "open"
[status.values]
Open = "open"
Done = "resolved"
Same = { kind = "merged", other = "original", at = "joined" }
[[steps]]
kind = "promised"
at = "received"
promised = "due"
statuses = ["Open"]
after_minutes = 5
[coordinates]
point = "where"
order = "lon,lat"
bounds = [95, -11, 141, 6]
zero = "drop"
swapped = "mend"
[private]
column = "public"
values = "No"
[[areas]]
level = "kelurahan"
code = "village"
"""


def write(directory: Path, text: str) -> Path:
    path = directory / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_least_mapping_names_an_id_and_a_date(tmp_path: Path) -> None:
    profile = load(write(tmp_path, FIELDS))
    assert (profile.name, profile.source, profile.encodings, profile.dates) == (
        "mapping",
        "mapping",
        ("utf-8",),
        ("iso",),
    )
    assert profile.id == Source(("id",))
    assert profile.zone is None and profile.delimiter is None and profile.status is None


def test_everything_that_a_mapping_can_say_is_read(tmp_path: Path) -> None:
    profile = load(
        write(
            tmp_path,
            ALL,
        )
    )
    assert profile.delimiter == ";" and profile.optional == {"note"}
    assert profile.columns == {"type": ("Kind", "Request  Type")}
    assert profile.submitted.columns == ("received", "made")
    assert profile.title == Source(template="{type}[, {street}]")
    assert profile.category and profile.category.values == {"road": "Jalan"} and profile.category.empty == "Other"
    assert profile.category.unknown is Otherwise.REFUSE
    assert profile.agency and profile.agency.unknown_as == "The city"
    assert profile.status and profile.status.unknown_is_open and profile.status.ends["open"] is None
    done, same = profile.status.ends["done"], profile.status.ends["same"]
    assert done and (done.kind, done.at) == (Kind.RESOLVED, Source(("closed",)))
    assert same and (same.kind, same.at, same.other) == (Kind.MERGED, Source(("joined",)), Source(("original",)))
    step = profile.steps[0]
    assert (step.kind, step.promised, step.statuses) == (Kind.PROMISED, Source(("due",)), {"open"})
    assert step.after_seconds == 300
    assert profile.points and profile.points.lon_first and profile.points.bounds == (95.0, -11.0, 141.0, 6.0)
    assert (profile.points.zero, profile.points.swapped) == (Misplaced.DROP, Misplaced.MEND)
    assert profile.private and profile.private.values == {"no"}
    assert profile.areas[0].name == Source(("village",))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[fields]\nid = 'id'", "fields.submitted", "is missing"),
        ("[fields]\nid = 'a'\nsubmited = 'b'", "fields.submitted", "is missing; 'submited' stands there, is it meant?"),
        (FIELDS + "titel = 'a'", "fields.titel", "no such key; 'title' is one"),
        (FIELDS + "[categori]\ncolumn = 'a'", "categori", "no such key; 'category' is one"),
        (
            FIELDS + "[status]\ncolumn = 'a'\n[status.values]\nx = 'closed'",
            "status.values.x.at",
            "or closed_at in [status]",
        ),
        ("[fields]\nid = []\nsubmitted = 'a'", "fields.id", "names no column"),
        ("[fields]\nid = 5\nsubmitted = 'a'", "fields.id", "a text or a list of texts"),
        ("[fields]\nid = '{a'\nsubmitted = 'a'", "fields.id", "brackets do not pair"),
        (FIELDS + "colour = 'red'", "fields.colour", "no such key"),
        ("fields = 1", "fields", "must be a table"),
        ("zone = 'Mars/Base'\n" + FIELDS, "zone", "no time zone"),
        ("zone = 7\n" + FIELDS, "zone", "must be a text"),
        ("encodings = ['klingon']\n" + FIELDS, "encodings", "no encoding"),
        ("encodings = ['utf-16']\n" + FIELDS, "encodings", "by its mark"),
        ("delimiter = '#'\n" + FIELDS, "delimiter", "not among auto"),
        ("dates = ['%H:%M']\n" + FIELDS, "dates", "does not tell year"),
        ("dates = ['%Q-%Y']\n" + FIELDS, "dates", "%Q"),
        (FIELDS + "[category]\nunknown = 'new'", "category.column", "is missing"),
        (FIELDS + "[category]\ncolumn = 'a'\nunknown = 'maybe'", "category.unknown", "not among new, refuse"),
        (FIELDS + "[agency]\ncolumn = 'a'\nunknown = 'new'\nunknown_as = 'b'", "agency.unknown_as", "beside unknown"),
        (FIELDS + "[channel]\ncolumn = 'a'\n[channel.values]\na = 1", "channel.values", "a table of texts"),
        (FIELDS + "[status]\ncolumn = 'a'", "status.values", "is missing"),
        (
            FIELDS + "[status]\ncolumn = 'a'\n[status.values]\nx = 'gone'",
            "status.values.x.kind",
            "not among open, resolved",
        ),
        (
            FIELDS + "[status]\ncolumn = 'a'\n[status.values]\nx = 'resolved'",
            "status.values.x.at",
            "or closed_at in [status]",
        ),
        (FIELDS + "[status]\ncolumn = 'a'\n[status.values]\nx = 3", "status.values.x", "a text or a table"),
        (
            FIELDS + "[status]\ncolumn = 'a'\nclosed_at = 'b'\n[status.values]\nx = 'rejected'",
            "status.values.x.text",
            "rejected needs it",
        ),
        (FIELDS + "[[steps]]\nkind = 'received'\nat = 'a'", "steps[1].kind", "not among routed"),
        (FIELDS + "[[steps]]\nkind = 'routed'\nat = 'a'", "steps[1].to_agency", "routed needs it"),
        (FIELDS + "[[steps]]\nkind = 'started'\nat = 'a'\nafter_minutes = -1", "steps[1].after_minutes", "from 0 to"),
        (FIELDS + "[steps]\nkind = 'started'", "steps", "[[steps]]"),
        (FIELDS + "[coordinates]\nlat = 'a'", "coordinates.lat", "lat and lon, or point alone"),
        (FIELDS + "[coordinates]\npoint = 'a'\norder = 'x'", "coordinates.order", "neither"),
        (
            FIELDS + "[coordinates]\npoint = 'a'\nbounds = [1, 2, 0, 3]",
            "coordinates.bounds",
            "west, south, east, north",
        ),
        (FIELDS + "[coordinates]\npoint = 'a'\nzero = 'mend'", "coordinates.zero", "refuse or drop"),
        (FIELDS + "[private]\ncolumn = 'a'", "private.values", "is missing"),
        (FIELDS + "[area]\ncolumn = 'a'\n[[areas]]\nlevel = 'x'\ncode = 'y'", "areas", "beside [area]"),
        (FIELDS + "[[areas]]\ncode = 'y'", "areas[1].level", "is missing"),
        ("id = = 1", "", "is not TOML"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_reason(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ProfileError) as error:
        load(path)
    assert (error.value.file, error.value.key) == (str(path), key)
    assert reason in error.value.reason
    assert str(error.value).startswith(f"{path}: ")


def test_a_mapping_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="No such file"):
        load(tmp_path / "none.toml")
    path = tmp_path / "mapping.toml"
    path.write_bytes(b"name = '\xe9'")
    with pytest.raises(ProfileError, match="is not UTF-8"):
        load(path)


def test_the_example_of_los_angeles_is_a_good_mapping() -> None:
    profile = load(EXAMPLE)
    assert profile.source == "la311"
    assert [rule.level for rule in profile.areas] == ["council district", "neighborhood council"]
