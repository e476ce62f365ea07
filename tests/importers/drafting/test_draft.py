"""A draft runs as it stands, on files that were thought of and on those that were not, and says where it guessed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal import cities
from portal.domain.city import City
from portal.importers.drafting.draft import draft
from portal.importers.header import Source
from portal.importers.problem import FileError
from tests.support.drafting import DRAFTS, ROOT, contoh, file, loaded, los_angeles

SAMPLES = sorted((ROOT / "tests/samples").glob("imports/*.csv"))
DATA = ROOT.parent / "shared/data"
REAL = ["la311_2017-12.csv.gz", "la311_2018-12.csv.gz", "la311_2020-01.csv.gz", "crm_jakarta_2023_sample.csv"]


@pytest.mark.parametrize(
    "path", [*SAMPLES, ROOT / "tests/samples/crm.csv", DRAFTS / "portuguese.csv"], ids=lambda p: p.stem
)
def test_a_draft_of_every_sample_is_a_mapping_and_reads_the_rows_that_a_hand_made_one_reads(
    path: Path, tmp_path: Path
) -> None:
    """The cases of imports are read with the date that some of them write as Excel's number told by name."""
    found = draft(path, contoh(), submitted="opened" if path.parent.name == "imports" else None)
    mapping = loaded(tmp_path, found.text)
    assert mapping.fields.id.columns and mapping.fields.submitted.columns
    bad = {"excel": 1, "refused": 3}.get(path.stem, 0)
    assert found.refused.total() == bad, found.text
    assert found.text.splitlines()[-1].startswith("# Tried on these rows: ")


@pytest.mark.parametrize("name", REAL)
def test_a_draft_of_a_real_export_refuses_no_more_than_the_hand_made_mapping(name: str, tmp_path: Path) -> None:
    if not (DATA / name).exists():
        pytest.skip("the real files are not here")
    city = los_angeles() if name.startswith("la") else cities.load("jakarta-selatan")
    found = draft(DATA / name, city)
    loaded(tmp_path, found.text)
    refused = {"la311_2017-12.csv.gz": 12, "la311_2018-12.csv.gz": 23, "crm_jakarta_2023_sample.csv": 61}.get(name, 0)
    assert found.refused.total() == refused, found.refused
    assert found.personal == ()


def test_a_draft_says_what_it_guessed_and_lists_what_it_did_not_use(tmp_path: Path) -> None:
    text = draft(DRAFTS / "portuguese.csv", contoh()).text
    mapping = loaded(tmp_path, text)
    assert mapping.dates == ("%d/%m/%Y %H:%M",)
    assert '# "aberto_em": the day comes first, as 13/03/2024 08:40 shows' in text
    assert 'id = "protocolo" # guess: every row has a value of its own' in text
    assert '# WARNING: "telefone" looks like personal data' in text
    assert "99876" not in text and "Maria" not in text, "an example of personal data is personal data"
    assert '#   "bairro": Centro, Glória, Lapa' in text or '# "bairro": Centro, Glória, Lapa' in text
    assert "WARNING: most points lie about -22.91, -43.19, far from the bounds of Kota Contoh" in text


@pytest.mark.parametrize(("zone", "form"), [("Asia/Jakarta", "%d/%m/%Y"), ("America/Chicago", "%m/%d/%Y")])
def test_an_order_that_nothing_proves_is_said_to_be_a_guess(tmp_path: Path, zone: str, form: str) -> None:
    path = file(tmp_path, ("id", "opened"), [("1", "03/04/2024"), ("2", "05/06/2024")])
    text = draft(path, replace(contoh(), zone=zone)).text
    assert loaded(tmp_path, text).dates == (form,) and "no value here has a number above 12" in text


def test_words_for_an_empty_cell_are_named_where_the_column_is_used(tmp_path: Path) -> None:
    rows = [("1", "2024-03-04", "Open", "NULL", "x"), ("2", "2024-03-05", "Closed", "2024-03-06", "N/A")]
    found = draft(
        file(
            tmp_path, ("id", "opened", "status", "closed", "other"), [*rows, *[(f"{n}", *rows[0][1:]) for n in "345"]]
        ),
        contoh(),
    )
    assert loaded(tmp_path, found.text).blank == {"closed": {"null"}}
    assert found.refused.total() == 0


def test_one_column_with_both_coordinates_is_read_in_its_own_order(tmp_path: Path) -> None:
    for value, order in (
        ("POINT (106.82 -6.302)", "lon,lat"),
        ("(-6.302; 106.82)", "lat,lon"),
        ("106.82;-6.302", "lon,lat"),
    ):
        path = file(tmp_path, ("id", "opened", "geom"), [("1", "2024-03-04", value), ("2", "2024-03-05", value)])
        rule = loaded(tmp_path, draft(path, contoh()).text).coordinates
        assert rule and (rule.point, rule.order) == (Source(("geom",)), order), value


def test_the_last_line_tells_what_the_draft_would_refuse(tmp_path: Path) -> None:
    rows = [
        ("1", "2024-03-04", "Closed", "2024-03-05"),
        ("2", "2024-03-05", "Closed", "2024-03-01"),
        ("3", "2024-03-05", "Open", ""),
    ]
    found = draft(file(tmp_path, ("id", "opened", "status", "closed"), rows), contoh())
    assert found.refused == {"closes_before_it_opens": 1}
    assert found.text.endswith("# Tried on these rows: 2 can be read, 1 are refused (closes_before_it_opens 1).\n")


def test_whatever_the_columns_and_cells_hold_the_draft_is_toml_that_runs_or_a_sentence(tmp_path: Path) -> None:
    """A hundred invented files of odd names and values."""
    dice = random.Random(7)
    odd = [
        'a"b',
        "c\\d",
        "e#f",
        "=g",
        "h'i",
        "東京",
        "  j  ",
        "k]",
        "status",
        "Status ",
        "created",
        "lat",
        "x",
        "Nama",
        "Tgl",
    ]
    cells = [
        "",
        "NULL",
        "Open",
        "selesai",
        "2024-03-04",
        "13/03/2024",
        "12",
        "-6.3",
        "a@b.id",
        'say "x"',
        "\\n",
        "{x}",
        "[y]",
    ]
    started = datetime(2024, 3, 1, tzinfo=UTC)
    drafted = 0
    for turn in range(100):
        names = dice.sample(odd, dice.randint(1, 8))
        rows = [
            (f"K-{n}", f"{started + timedelta(hours=n):%Y-%m-%d %H:%M}", *(dice.choice(cells) for _ in names))
            for n in range(12)
        ]
        path = tmp_path / f"{turn}.csv"
        quoted = [('"' + cell.replace('"', '""') + '"' for cell in row) for row in (("key", "opened", *names), *rows)]
        path.write_text("\n".join(map(",".join, quoted)) + "\n", encoding="utf-8")
        text = draft(path, _city(dice)).text
        tomllib.loads(text)
        loaded(tmp_path, text)
        drafted += 1
    assert drafted == 100


def _city(dice: random.Random) -> City:
    return dice.choice([contoh(), replace(contoh(), levels=(), bounds=None), los_angeles()])


def test_a_file_of_one_strange_column_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes.\nNothing more.\n")
    with pytest.raises(FileError, match=r"Name it: --id COLUMN"):
        draft(path, contoh())
