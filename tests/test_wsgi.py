"""What the programs of an installation write is for their own user alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from portal.config import from_environment
from tests.support.live import environment
from tests.support.warm import command

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.timeout(300)
def test_every_file_that_a_command_writes_is_its_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = from_environment({"PANTAU_DATA": str(data)})
    own = os.umask(0o022)
    try:
        for arguments in (("upgrade",), ("worker", "--once"), ("backup", str(tmp_path / "kota.tar.gz"))):
            assert command(arguments, environment(settings)).returncode == 0
    finally:
        os.umask(own)
    written = [data, *data.rglob("*"), tmp_path / "kota.tar.gz"]
    assert {path.name for path in written} >= {"pantau.db", "kota.tar.gz", "secret-key", "index"}
    assert [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
