"""What runs here, and how much room it has."""

from __future__ import annotations

from pathlib import Path

from portal.web.installation import Installation, installation, size_of


def test_sizes_are_those_of_all_files_below(tmp_path: Path) -> None:
    (tmp_path / "index" / "deep").mkdir(parents=True)
    (tmp_path / "index" / "deep" / "a").write_bytes(b"x" * 10)
    (tmp_path / "pantau.db").write_bytes(b"x" * 5)
    found = installation(tmp_path)
    assert found.sizes == (("index", 10), ("pantau.db", 5))
    assert {"Python", "Flask", "SQLAlchemy"} <= {name for name, _version in found.versions}


def test_a_file_that_has_gone_has_no_size(tmp_path: Path) -> None:
    assert size_of(tmp_path / "gone") == 0


def test_a_disk_that_is_nearly_full_is_said() -> None:
    assert Installation((), (), free=9, total=100).low
    assert not Installation((), (), free=11, total=100).low
