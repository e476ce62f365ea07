"""The only place that asks the time."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
