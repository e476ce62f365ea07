"""A manifest is read as it was written; one that says anything else is refused with the reason."""

from __future__ import annotations

import pytest

from portal.backups.manifest import BackupError, Contents, Manifest, read, refusal

STORED = Contents("abc", "kota", "0014", 3, 7, "ff" * 32)
MANIFEST = Manifest("2026-01-02T03:04:05Z", "sqlite", STORED, {"database/pantau.db": "00"})


def test_it_is_read_as_it_was_written() -> None:
    assert read(MANIFEST.written()) == MANIFEST


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"format": "pantau-backup-1"}', b'{"format": "other"}', b"\xff"])
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(BackupError):
        read(text)


def test_a_backup_is_for_its_city_its_kind_of_database_and_a_release_that_knows_it() -> None:
    known = {"0009", "0014"}
    assert refusal(MANIFEST, "sqlite", "kota", known) == ""
    assert "'kota'" in refusal(MANIFEST, "sqlite", "lain", known)
    assert "sqlite" in refusal(MANIFEST, "postgresql", "kota", known)
    assert "0014" in refusal(MANIFEST, "sqlite", "kota", {"0009"})
