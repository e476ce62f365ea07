"""Mappings: what can be said, and that every mistake is named by file, key and reason."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from portal.cities.problem import CityError, TomlError
from portal.domain.event import Kind
from portal.importers.header import Source
from portal.importers.mapping import Misplaced, SourceMapping, load

FIELDS = '[fields]\nid = "id"\nsubmitted = "received"\n'
STATUS = FIELDS + "[status]\ncolumn = 'a'\nvalues = { x = 'open' }\n"
GUIDE = Path(__file__).resolve().parents[2] / "docs/importing.md"
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
text = "Note"
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
    mapping = load(write(tmp_path, FIELDS))
    assert (mapping.file, mapping.source_name, mapping.encodings, mapping.dates) == (
        "mapping.toml",
        "mapping",
        ("utf-8",),
        ("iso",),
    )
    assert mapping.fields.id == Source(("id",))
    assert mapping.zone is None and mapping.separator is None and mapping.status is None


def test_ids_are_unique_within_the_source_that_the_mapping_names_or_is_called_like(tmp_path: Path) -> None:
    assert load(write(tmp_path, "name = 'Kota  Kita'\n" + FIELDS)).source_name == "kota-kita"
    assert load(write(tmp_path, "name = 'Kota Kita'\nsource = 'crm'\n" + FIELDS)).source_name == "crm"


def test_everything_that_a_mapping_can_say_is_read(tmp_path: Path) -> None:
    mapping = load(write(tmp_path, ALL))
    assert mapping.separator == ";" and mapping.optional == {"note"}
    assert mapping.columns == {"type": ("Kind", "Request  Type")}
    assert mapping.fields.submitted.columns == ("received", "made")
    assert mapping.fields.title == Source(template="{type}[, {street}]")
    assert mapping.category and mapping.category.values == {"road": "Jalan"} and mapping.category.empty == "Other"
    assert mapping.category.unknown == "refuse"
    assert mapping.agency and mapping.agency.unknown_as == "The city"
    step = mapping.steps[0]
    assert (step.kind, step.promised, step.statuses) == (Kind.PROMISED, Source(("due",)), {"open"})
    assert step.after_minutes == 5
    point = mapping.coordinates
    assert point and point.order == "lon,lat" and point.bounds == (95.0, -11.0, 141.0, 6.0)
    assert (point.zero, point.swapped) == (Misplaced.DROP, Misplaced.MEND)
    assert mapping.private and mapping.private.values == {"no"}
    assert mapping.areas[0].code == Source(("village",))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (FIELDS + "[steps]\n", "steps", "must be a list of tables, written [[steps]]"),
        ("[fields]\nid = 'id'", "fields.submitted", "is missing"),
        ("[fields]\nid = 'a'\nsubmitted = 'b'\nsubmited = 'b'", "fields.submited", "no such key; 'submitted' is one"),
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
        (FIELDS + "colour = 'red'", "fields.colour", "no such key; there are id, submitted"),
        ("", "fields", "is missing"),
        ("fields = 1", "fields", "must be a table"),
        ("zone = 'Mars/Base'\n" + FIELDS, "zone", "no time zone"),
        ("zone = 7\n" + FIELDS, "zone", "must be a text"),
        ("encodings = ['klingon']\n" + FIELDS, "encodings[1]", "no encoding"),
        ("encodings = ['utf-16']\n" + FIELDS, "encodings[1]", "by its mark"),
        ("delimiter = '#'\n" + FIELDS, "delimiter", "not among auto"),
        ("dates = []\n" + FIELDS, "dates", "is empty"),
        ("dates = ['%H:%M']\n" + FIELDS, "dates[1]", "does not tell year"),
        ("dates = ['%Q-%Y']\n" + FIELDS, "dates[1]", "%Q"),
        (FIELDS + "[category]\nunknown = 'new'", "category.column", "is missing"),
        (FIELDS + "[category]\ncolumn = 'a'\nunknown = 'maybe'", "category.unknown", "not among new, refuse"),
        (FIELDS + "[agency]\ncolumn = 'a'\nunknown = 'new'\nunknown_as = 'b'", "agency.unknown_as", "beside unknown"),
        (FIELDS + "[channel]\ncolumn = 'a'\n[channel.values]\na = 1", "channel.values.a", "must be a text"),
        (FIELDS + "[status]\ncolumn = 'a'", "status.values", "is missing"),
        (
            FIELDS + "[status]\ncolumn = 'a'\n[status.values]\nx = 'gone'",
            "status.values.x",
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
        (
            STATUS + "[[status.wording]]\ncolumn = 'b'\nbegins = 'x'\nmeans = 'closed'",
            "status.wording[1].means.at",
            "or closed_at in [status]",
        ),
        (STATUS + "[[status.wording]]\ncolumn = 'b'\nmeans = 'open'", "status.wording[1].begins", "is missing"),
        (STATUS + "unknown_other = 'keep'", "status.unknown_other", "not among refuse, drop"),
        ("blank = { nots = 'NULL' }\n" + FIELDS, "blank.nots", "read nowhere"),
        ("blank = { id = [] }\n" + FIELDS, "blank.id", "is empty"),
        (FIELDS + "[[steps]]\nkind = 'received'\nat = 'a'", "steps[1].kind", "not among routed"),
        (FIELDS + "[[steps]]\nkind = 'routed'\nat = 'a'", "steps[1].to_agency", "routed needs it"),
        (
            FIELDS + "[[steps]]\nkind = 'started'\nat = 'a'\nafter_minutes = -1",
            "steps[1].after_minutes",
            "must be 0 or more",
        ),
        (FIELDS + "[steps]\nkind = 'started'", "steps", "[[steps]]"),
        (FIELDS + "[coordinates]\nlat = 'a'", "coordinates.lat", "lat and lon, or point alone"),
        (FIELDS + "[coordinates]\npoint = 'a'\norder = 'x'", "coordinates.order", "not among lat,lon, lon,lat"),
        (
            FIELDS + "[coordinates]\npoint = 'a'\nbounds = [1, 2, 0, 3]",
            "coordinates.bounds",
            "west, south, east, north",
        ),
        (STATUS + "[[steps]]\nkind = 'closed'\nat = 'a'", "steps[1].kind", "closed is an end before a reopening"),
        (FIELDS + "[[steps]]\nkind = 'reopened'\nat = 'a'", "steps[1].kind", "reopened needs [status]"),
        (STATUS + "later_end = 'new'", "status.later_end", "'new' is not among reopened, corrected"),
        (FIELDS + "[coordinates]\npoint = 'a'\nzero = 'mend'", "coordinates.zero", "'mend' is not among refuse, drop"),
        (FIELDS + "[private]\ncolumn = 'a'", "private.values", "is missing"),
        (FIELDS + "[area]\ncolumn = 'a'\n[[areas]]\nlevel = 'x'\ncode = 'y'", "areas", "beside [area]"),
        (FIELDS + "[[areas]]\ncode = 'y'", "areas[1].level", "is missing"),
        ("id = = 1", "", "is not TOML"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_reason(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CityError) as error:
        load(path)
    assert (error.value.file, error.value.field) == (str(path), key)
    assert reason in error.value.reason
    assert str(error.value).startswith(f"{path}")


def test_all_mistakes_are_named_at_once_each_in_a_line_of_its_own(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "zone = 'Mars'\n[fields]\nid = 5\ntitel = 'a'\n[[steps]]\nkind = 'started'\n[[steps]]\nkind = 'x'\nat = 'a'",
    )
    with pytest.raises(TomlError) as error:
        load(path)
    assert [problem.key for problem in error.value.problems] == [
        "zone",
        "fields.id",
        "fields.submitted",
        "fields.titel",
        "steps[1].at",
        "steps[2].kind",
    ]
    assert str(error.value).splitlines()[2] == f"{path}: fields.submitted: is missing"


def test_the_example_of_los_angeles_is_a_good_mapping() -> None:
    mapping = load(EXAMPLE)
    assert mapping.source_name == "la311"
    assert [rule.level for rule in mapping.areas] == ["council district", "neighborhood council"]


def tables(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model with all that stand below it."""
    found = {model}
    for field in model.model_fields.values():
        kinds = [field.annotation]
        while kinds:
            kind = kinds.pop()
            kinds += get_args(kind)
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= tables(kind)
    return found


def test_every_key_of_a_mapping_stands_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    keys = {field.alias or key for model in tables(SourceMapping) for key, field in model.model_fields.items()}
    assert len(keys) > 40
    assert [key for key in sorted(keys) if f"`{key}`" not in guide and f"[{key}]" not in guide] == []


def pieces() -> list[str]:
    """The indented pieces of the guide."""
    found = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    return [textwrap.dedent(piece) for piece in found]


def test_the_guide_has_an_example_of_every_key_and_a_mapping_of_all_that_runs(tmp_path: Path) -> None:
    examples = GUIDE.read_text(encoding="utf-8")
    keys = {field.alias or key for model in tables(SourceMapping) for key, field in model.model_fields.items()}
    shown = [key for key in keys if re.search(rf"\b{key} *=|^ *\[+([a-z]+\.)*{key}\]", examples, re.MULTILINE)]
    assert sorted(keys - set(shown)) == []
    (whole,) = [piece for piece in pieces() if piece.startswith("name = ")]
    mapping = load(write(tmp_path, whole))
    assert mapping.area and mapping.status and len(mapping.steps) == 5 and mapping.private


def test_the_mappings_in_the_guide_are_good(tmp_path: Path) -> None:
    """Each indented piece of TOML, put below the least mapping."""
    mappings = [piece for piece in pieces() if piece.startswith("[")]
    assert len(mappings) >= 6
    for number, piece in enumerate(mappings):
        path = tmp_path / f"{number}.toml"
        path.write_text(FIELDS + piece, encoding="utf-8")
        load(path)
