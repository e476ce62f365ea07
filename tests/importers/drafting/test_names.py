"""Columns are known by their names in English and Indonesian, however they are spelt."""

from __future__ import annotations

import pytest

from portal.importers.drafting.names import ENOUGH, NAMES, is_personal, likeness, words


@pytest.mark.parametrize("name", ["SRNumber", "sr_number", "SR Number", "  sr-number ", "SR_NUMBER", "srNumber"])
def test_a_name_is_its_words_however_it_is_spelt(name: str) -> None:
    assert words(name) == "sr number"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("srnumber", "id"),
        ("Unique Key", "id"),
        ("CaseID", "id"),
        ("service_request_id", "id"),
        ("Nomor Tiket", "id"),
        ("CreatedDate", "submitted"),
        ("createddate", "submitted"),
        ("requested_datetime", "submitted"),
        ("TANGGAL MASUK", "submitted"),
        ("Tgl. Lapor", "submitted"),
        ("CLOSED_DATE", "closed"),
        ("tanggal_selesai", "closed"),
        ("LAST_MODIFIED_DATE", "updated"),
        ("status_description", "status"),
        ("Status Laporan", "status"),
        ("Problem (formerly Complaint Type)", "category"),
        ("Kategori", "category"),
        ("OWNER_DEPARTMENT", "agency"),
        ("Instansi", "agency"),
        ("Open Data Channel Type", "channel"),
        ("Kanal", "channel"),
        ("Latitude", "lat"),
        ("long", "lon"),
        ("Lintang", "lat"),
        ("Kelurahan", "area"),
        ("neighborhoods_sffind_boundaries", "area"),
        ("Isi Laporan", "text"),
        ("status_notes", "answer"),
        ("PARENT_SR_NUMBER", "other"),
        ("Batas Waktu", "due"),
    ],
)
def test_common_names_mean_their_role_and_no_other_as_surely(name: str, role: str) -> None:
    surely = {other: likeness(name, other) for other in NAMES}
    assert max(surely, key=surely.__getitem__) == role, surely
    assert surely[role] >= 0.5


@pytest.mark.parametrize("name", ["TBMPage", "Suffix", "X Coordinate (State Plane)", "Bridge Highway Name", "kolom7"])
def test_other_names_mean_nothing(name: str) -> None:
    assert {role for role in NAMES if likeness(name, role)} <= {"lat", "lon"}


PERSONAL = (
    "Nama Pelapor|nama|Name|reporter_name|No HP|telepon|E-mail|Phone Number|NIK|CallerName|Alamat Pelapor|pelapor"
)


def test_everyday_words_of_a_small_council_are_known() -> None:
    said = {
        "Ref No": "id", "Logged": "submitted", "Last touched": "updated", "Finished": "closed", "Team": "agency",
        "What": "category", "Where": "place", "Stage": "status",
    }  # fmt: skip
    assert [name for name, role in said.items() if likeness(name, role) < ENOUGH] == []


@pytest.mark.parametrize("name", [*PERSONAL.split("|"), "First Name", "Contact", "Jenis Kelamin"])
def test_columns_about_persons_are_known(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize(
    "name", ["Agency Name", "NCName", "Nama Jalan", "Street Name", "Address", "Owner", "Nama Instansi", "Landmark"]
)
def test_names_of_things_are_not_personal(name: str) -> None:
    assert not is_personal(name)
