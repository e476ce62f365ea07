"""Rows of whole numbers as columns, read some at a time: all of them as Python numbers take five times the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Select
from sqlalchemy.orm import Session

from ...domain.survival import Whole

AT_ONCE = 5_000


def whole_columns(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Whole]:
    """The columns of a query's rows, in its order."""
    columns: list[list[Whole]] = [[np.empty(0, dtype=np.int64)] for _ in query.selected_columns]
    for rows in session.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
        for parts, values in zip(columns, zip(*rows, strict=True), strict=True):
            parts.append(np.fromiter(values, dtype=np.int64, count=len(rows)))
    return [np.concatenate(parts) for parts in columns]
