"""What may never lie in the repository: foreign files, hosts that only set-up knows, paths of one machine, secrets."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.source import ROOT, tracked

#: Written in pieces, so that this file passes its own test.
HOSTS = (
    "registry." + "npmjs.org",
    "pypi." + "org",
    "files.python" + "hosted.org",
    "deb.debian" + ".org",
    "npm" + "js.com",
)
MACHINE = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me/\\w+", "Us" + "ers", "op" + "t")) + r")/"
)
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\$argon2id?\$v=")
BINARY = (".png", ".jpg", ".jpeg", ".webp", ".gz", ".woff2", ".ico", ".gif", ".zst")
LARGEST = 3_000_000  # bytes of one file
#: Files without hashes so far.
HASHES_NOT_YET: set[str] = set()


def texts() -> list[tuple[str, str]]:
    names = [name for name in tracked() if not name.endswith(BINARY)]
    return [(name, (ROOT / name).read_text(errors="replace")) for name in names]


def test_no_file_names_a_registry() -> None:
    assert [(name, host) for name, text in texts() for host in HOSTS if host in text] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [(name, found.group()) for name, text in texts() if (found := MACHINE.search(text))] == []


def test_no_secret_lies_in_the_repository() -> None:
    assert [name for name, text in texts() if SECRET.search(text)] == []
    assert [name for name in tracked() if name.rpartition("/")[2] in {"officers.txt", "secret-key", ".env"}] == []


def test_the_lock_file_says_which_contents_and_not_where_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    brought = {name: package for name, package in packages.items() if name}
    assert brought
    assert [name for name, package in brought.items() if "resolved" in package or "integrity" not in package] == []


def test_what_npm_brings_is_not_committed() -> None:
    assert [
        name for name in tracked() if re.search(r"/vendor/|node_modules|leaflet(\.min)?\.js|htmx(\.min)?\.js", name)
    ] == []


def requirements(name: str) -> list[str]:
    """The requirements of a file, each with its hashes, comments left out."""
    lines = [line for line in (ROOT / name).read_text().splitlines() if not line.lstrip().startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", "").splitlines() if line]


@pytest.mark.parametrize("name", [name for name in tracked() if re.fullmatch(r"requirements[\w-]*\.txt", name)])
def test_every_requirement_is_pinned_by_its_content(name: str) -> None:
    """``make lock`` writes the hashes; where one has them pip takes nothing without."""
    pinned = re.compile(
        r"[\w.\[\]-]+==[\w.+!]+( +--hash=sha256:[0-9a-f]{64})" + ("*" if name in HASHES_NOT_YET else "+")
    )
    assert [line for line in requirements(name) if not pinned.fullmatch(line.strip())] == []


def test_no_file_is_huge() -> None:
    assert {name: size for name in tracked() if (size := (ROOT / name).stat().st_size) > LARGEST} == {}
