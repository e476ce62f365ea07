"""Which column is what: by its name first, then by its values; what is needed and missing is asked for by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.importers.problem import FileError
from tests.support.drafting import DRAFTS, columns, file, roles

KNOWN = ("sr_number", "Tanggal Masuk", "Status", "Kategori", "lat", "long", "Nama Pelapor", "hubungi")
ROWS = [
    ("A1", "2024-03-04", "Menunggu", "Jalan", "-6.3035", "106.8201", "Siti", "0812-3456-7890"),
    ("A2", "2024-03-05", "Selesai", "Sampah", "-6.2601", "106.8162", "Budi", "0812-3456-7891"),
    ("A3", "2024-03-06", "Menunggu", "Jalan", "-6.2441", "106.8001", "Rina", "0812-3456-7892"),
    ("A4", "2024-03-06", "Selesai", "Jalan", "-6.2441", "106.8001", "Dewi", "0812-3456-7893"),
]


def test_columns_are_known_by_their_names_and_personal_ones_have_no_role(tmp_path: Path) -> None:
    found = roles(file(tmp_path, KNOWN, ROWS))
    assert columns(found) == {
        "id": "sr_number",
        "submitted": "Tanggal Masuk",
        "status": "Status",
        "category": "Kategori",
        "lat": "lat",
        "lon": "long",
    }
    assert [column.name for column in found.personal] == ["Nama Pelapor", "hubungi"]


def test_columns_of_a_language_that_nobody_thought_of_are_known_by_their_values() -> None:
    found = roles(DRAFTS / "portuguese.csv")
    assert columns(found) == {
        "id": "protocolo",
        "submitted": "aberto_em",
        "closed": "concluido_em",
        "status": "situacao",
        "category": "assunto",
        "text": "relato",
        "lat": "x1",
        "lon": "x2",
    }
    assert [column.name for column in found.personal] == ["telefone"]
    assert all(guess.why.startswith("guess: ") for guess in found.found.values())


def test_a_name_whose_values_contradict_it_has_no_role(tmp_path: Path) -> None:
    """ "Date" holds no dates, "latitude" is in feet, "Location" is an address."""
    header = ("id", "opened", "Closed Date", "latitude", "longitude", "Location")
    rows = [
        ("1", "2024-03-04", "soon", "913281", "121152", "12 Main St"),
        ("2", "2024-03-05", "later", "9", "8", "1 Elm"),
    ]
    assert columns(roles(file(tmp_path, header, rows))) == {"id": "id", "submitted": "opened", "place": "Location"}


def test_one_coordinate_alone_is_none(tmp_path: Path) -> None:
    found = columns(
        roles(file(tmp_path, ("id", "opened", "lat"), [("1", "2024-03-04", "-6.30"), ("2", "2024-03-05", "-6.31")]))
    )
    assert "lat" not in found


def test_of_several_dates_the_earliest_is_the_submission(tmp_path: Path) -> None:
    rows = [(f"{n}", f"2024-03-{n:02d} 10:00", f"2024-03-{n:02d} 08:00") for n in range(1, 9)]
    assert columns(roles(file(tmp_path, ("nr", "wann", "eingang"), rows)))["submitted"] == "eingang"


@pytest.mark.parametrize(
    ("header", "row", "role"),
    [(("x", "opened"), ("same", "2024-03-04"), "id"), (("id", "x"), ("{n}", "soon"), "submitted")],
)
def test_what_every_mapping_needs_is_asked_for_by_its_name(
    tmp_path: Path, header: tuple[str, str], row: tuple[str, str], role: str
) -> None:
    rows = [tuple(cell.format(n=n) for cell in row) for n in range(4)]
    with pytest.raises(FileError, match=rf"Name it: --{role} COLUMN\. The file has: {', '.join(header)}\."):
        roles(file(tmp_path, header, rows))


def test_a_column_that_is_told_is_taken(tmp_path: Path) -> None:
    path = file(tmp_path, ("a", "b"), [("1", "45580.25"), ("1", "45581")])
    found = roles(path, id="A", submitted="b")
    assert columns(found) == {"id": "a", "submitted": "b"} and found.found["id"].why == "as you said"
    assert found.dates["b"].forms == ("excel",)


def test_a_told_column_must_be_there_and_hold_dates(tmp_path: Path) -> None:
    path = file(tmp_path, ("id", "b"), [("1", "soon"), ("2", "later")])
    with pytest.raises(FileError, match="There is no column 'c'"):
        roles(path, submitted="c")
    with pytest.raises(FileError, match=r"'b' holds no dates in a form that can be read: soon, later\. Name another"):
        roles(path, submitted="b")


def test_dates_without_a_proof_have_the_order_of_the_files_other_dates(tmp_path: Path) -> None:
    rows = [("1", "03/04/2024", "03/25/2024"), ("2", "03/05/2024", "04/01/2024")]
    found = roles(file(tmp_path, ("id", "opened", "closed"), rows))
    assert found.dates["opened"].forms == found.dates["closed"].forms == ("%m/%d/%Y",)
