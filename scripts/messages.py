"""Bring a catalogue up to date with the collected texts: new ones empty, those no longer used left out, the rest kept.

Babel's own update writes the day into the file and guesses at new texts; this does neither, so that running it twice
changes nothing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

WIDTH = 120


def main(template: Path, path: Path) -> None:
    with template.open("rb") as file:
        wanted = read_po(file)
    with path.open("rb") as file:
        kept = {message.id: message.string for message in read_po(file) if message.id}
    fresh = Catalog()
    for message in wanted:
        if message.id:
            fresh.add(message.id, kept.get(message.id) or "", flags=message.flags)
    body = io.BytesIO()
    write_po(body, fresh, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    path.write_bytes(header(path) + body.getvalue())


def header(path: Path) -> bytes:
    """What stands before the first text, as it was."""
    return path.read_bytes().partition(b"\n\n")[0] + b"\n\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
