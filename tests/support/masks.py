"""The samples of texts with and without personal data, and the contacts that they suppose official."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from portal.domain.masking import Contacts

SAMPLES = Path(__file__).parents[1] / "samples"
OFFICIAL = Contacts.of(["0811-0000-112", "(021) 5550-246", "1500-246", "halo@kotacontoh.example", "@KotaContoh"])
_SIGN = re.compile(r"\\(?:u([0-9a-f]{4})|([nt]))")


def sample(name: str) -> list[tuple[str, list[str]]]:
    """Each text of a sample with the parts that must go."""
    with (SAMPLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [(_written(r["text"]), [_written(p) for p in r["masked_part"].split(" | ") if p]) for r in rows]


def phones() -> list[tuple[str, list[str], Contacts]]:
    """Each text of the sample of telephone numbers, the parts that must go, and a city of the text's country."""
    with (SAMPLES / "phones.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    regions = [Contacts(regions=(row["region"],)) for row in rows]
    return [
        (r["text"], [p for p in r["masked_part"].split(" | ") if p], of) for r, of in zip(rows, regions, strict=True)
    ]


def expected(text: str, parts: list[str]) -> str:
    """A pattern of the text as the public should read it: each part a word in brackets."""
    pattern = re.escape(text)
    for part in parts:
        pattern = pattern.replace(re.escape(part), r"\[\w+\]", 1)
    return pattern


def _written(text: str) -> str:
    return _SIGN.sub(lambda m: chr(int(m[1], 16)) if m[1] else {"n": "\n", "t": "\t"}[m[2]], text)
