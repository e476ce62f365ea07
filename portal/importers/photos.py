"""Reads the addresses of photos out of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..domain.record import PhotoAddress
from .mapping import PhotoRule
from .steps import StepColumns

BETWEEN = r"[\s;|]+"
LONGEST = 2_000  # characters of one address


def reader(rules: Sequence[PhotoRule], columns: StepColumns) -> Callable[[list[str]], tuple[PhotoAddress, ...]]:
    """What reads all addresses of a row; an address that is longer than any browser takes is none."""
    read = [
        (columns.text(rule.column), re.compile(re.escape(rule.between) if rule.between else BETWEEN), rule.shows)
        for rule in rules
    ]

    def addresses(row: list[str]) -> tuple[PhotoAddress, ...]:
        return tuple(
            PhotoAddress(address, shows)
            for cell, between, shows in read
            for address in map(str.strip, between.split(cell(row)))
            if 0 < len(address) <= LONGEST
        )

    return addresses
