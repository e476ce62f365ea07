"""Writes texts and keys as TOML, whatever signs they hold."""

from __future__ import annotations

import json
import re


def quoted(text: str) -> str:
    """A text as a TOML string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(texts: list[str]) -> str:
    """One text as itself, several as a list."""
    return quoted(texts[0]) if len(texts) == 1 else f"[{', '.join(map(quoted, texts))}]"


def key(text: str) -> str:
    """A text as part of a code: lower-case letters and digits with hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))


def comment(text: str) -> str:
    """A text as a comment of one line."""
    return "# " + " ".join(text.split())
