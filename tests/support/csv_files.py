"""CSV files as sources might write them, and a plain mapping that reads them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from portal.importers.mapping import SourceMapping, load

MAPPING = """
name = "Plain"
source = "plain"
zone = "Asia/Jakarta"
encodings = ["utf-8", "cp1252"]
dates = ["%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]

[fields]
id = "id"
submitted = "received"
text = "text"
place = "place"

[category]
column = "category"
[agency]
column = "agency"
[channel]
column = "channel"

[status]
column = "status"
closed_at = "closed"
[status.values]
open = "open"
done = "resolved"
no = { kind = "rejected", text = "Not the city's." }

[coordinates]
lat = "lat"
lon = "lon"
"""

HEADER = ("id", "received", "text", "place", "category", "agency", "channel", "status", "closed", "lat", "lon")
GOOD = {
    "received": "2023-03-06 08:30",
    "text": "Lampu jalan padam sejak Senin.",
    "place": "Jalan Ampera Raya",
    "category": "Jalan",
    "agency": "Kelurahan Ragunan",
    "channel": "JAKI",
    "status": "open",
    "closed": "",
    "lat": "-6.302",
    "lon": "106.82",
}


def row(id: str, **changes: str) -> dict[str, str]:
    """A good row with these cells instead."""
    return {"id": id, **GOOD, **changes}


def lines(*rows: dict[str, str], delimiter: str = ",", header: tuple[str, ...] = HEADER) -> str:
    """The text of a CSV file, with its header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def mapping(directory: Path, text: str = MAPPING) -> SourceMapping:
    """The mapping of this text, in a file of its own."""
    path = directory / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)
