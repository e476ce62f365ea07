"""Makes a cell safe for spreadsheets: a text that one would run as a formula is guarded by an apostrophe."""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")


def safe(cell: str) -> str:
    """``cell`` with an apostrophe before it if it could run; plain numbers such as -6.2 stay as they are."""
    if cell.lstrip(" ").startswith(_STARTS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
