"""The finding of the week as JSON, to be stored and read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypedDict

from ..domain.weekly_finding import LateCount, SubjectKind, WeeklyFinding, WeeklyKind, WeeklySubject


class FindingJson(TypedDict):
    """A WeeklyFinding as stored; ``subject``: its kind and id, ``course`` and ``rest``: late and all of each step."""

    kind: str
    comparisons: int
    apart: int
    yearly: bool
    subject: tuple[str, int] | None
    course: Sequence[tuple[int, int]]
    rest: Sequence[tuple[int, int]]


def written(of: WeeklyFinding) -> str:
    """As text."""
    found: FindingJson = {
        "kind": of.kind.value,
        "comparisons": of.comparisons,
        "apart": of.apart,
        "yearly": of.yearly,
        "subject": (of.subject.kind.value, of.subject.id) if of.subject else None,
        "course": [(step.late, step.n) for step in of.course],
        "rest": [(step.late, step.n) for step in of.rest],
    }
    return json.dumps(found, separators=(",", ":"))


def parsed(text: str) -> WeeklyFinding:
    """What ``written`` wrote."""
    found: FindingJson = json.loads(text)
    subject = found["subject"]
    return WeeklyFinding(
        kind=WeeklyKind(found["kind"]),
        comparisons=found["comparisons"],
        apart=found["apart"],
        yearly=found["yearly"],
        subject=WeeklySubject(SubjectKind(subject[0]), subject[1]) if subject else None,
        course=tuple(LateCount(late, n) for late, n in found["course"]),
        rest=tuple(LateCount(late, n) for late, n in found["rest"]),
    )
