"""What the components on the page of patterns show: invented, the same at every look, and none of it stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from ...charts.bars import age_bars, stacked_bar
from ...charts.monthly import monthly_chart
from ...charts.wait_axis import wait_axis
from ...domain.figure import Figure, Why, wilson
from ...domain.life import Hands, Life, LifeMark, LifeSign
from ...domain.status import Status
from ...domain.weekly_finding import STEPS, LateCount, SubjectKind, WeeklyFinding, WeeklySubject, weekly_finding
from ...forms.words import PortalForm
from ...queries.tickets.names import Named
from ...queries.weekly_finding import FindingPage
from ..charts.weekly import weekly_chart

NOW = datetime(2026, 3, 18, 5, tzinfo=UTC)
DAY = 86_400.0


class SampleForm(PortalForm):
    """A field of each kind."""

    name = StringField(_("Nama"))
    number = StringField(_("Nomor laporan"), description="JK2603180001")
    agency = SelectField(_("Instansi"), choices=[("sda", "Sudin SDA"), ("lh", "Sudin LH")])
    reason = TextAreaField(_("Alasan"))
    read = BooleanField(_("Semua data"))
    website = StringField(_("Biarkan kosong"))


@dataclass(frozen=True, slots=True)
class SampleFault:
    """As forms list what is wrong."""

    id: str
    text: str


def samples() -> dict[str, object]:
    """By the names that the templates know."""
    form = SampleForm(formdata=None, meta={"csrf": False})
    form.name.errors = [str(_("Alasan"))]
    findings = [_finding(0.2, 0.6), _finding(0.7, 0.3), _finding(0.3, 0.3), _finding(0.3, 0.3, n=10)]
    waits = [Figure(DAY * v, DAY * low, DAY * high, n) for v, low, high, n in ((2, 1.5, 3, 400), (9, 6, 14, 60))]
    waits.append(Figure(None, DAY * 20, None, 40, Why.NOT_REACHED))
    months = [(date(2025, month, 1), 60 + 7 * month, 50 + 6 * month) for month in range(1, 13)]
    return {
        "now": NOW,
        "statuses": [status.value for status in Status],
        "form": form,
        "faults": [SampleFault("name", str(_("Nama")))],
        "lives": [_life(status, days) for status, days in ((Status.PROSES, 22), (Status.SELESAI, 5))],
        "findings": [(found, weekly_chart(found)) for found in findings],
        "figures": [wilson(0, 40), wilson(31, 62), wilson(9, 9)],
        "waits": waits,
        "axis": wait_axis(waits),
        "months": monthly_chart(months, date(2025, 12, 11)),
        "ages": age_bars([40, 20, 9, 31]),
        "segments": stacked_bar([("resolved", 70), ("rejected", 9), ("timed_out", 4), ("open", 17)]),
    }


def _life(status: Status, days: float) -> Life:
    """In three agencies' hands, promised for the sixth day, said to be done and disputed where it is still open."""
    start, end = NOW - timedelta(days=days), NOW
    edges = [start, start + timedelta(days=0.3), start + timedelta(days=days / 3), end]
    hands = tuple(Hands(n + 1, edges[n], edges[n + 1], f"Sudin {n + 1}") for n in range(3))
    signs = [(LifeSign.WORD, 0.2), (LifeSign.BROKEN, 0.4), (LifeSign.DONE, 0.7), (LifeSign.DISPUTED, 0.75)]
    marks = [LifeMark(sign, start + (end - start) * part) for sign, part in signs]
    shown = tuple(marks if status is Status.PROSES else marks[:1])
    return Life(start=start, end=end, due=start + timedelta(days=7), status=status, hands=hands, marks=shown)


def _finding(before: float, now: float, n: int = 60) -> FindingPage:
    """Half a year of two kinds of reports, of which one changes."""
    steps = [0.0] * (STEPS - 6) + [before] * 3 + [now] * 3
    course = tuple(LateCount(round(n * share), n if place >= STEPS - 6 else 0) for place, share in enumerate(steps))
    rest = tuple(LateCount(round(0.3 * step.n), step.n) for step in course)
    city = [LateCount(one.late + other.late, one.n + other.n) for one, other in zip(course, rest, strict=True)]
    groups = {WeeklySubject(SubjectKind.CATEGORY, 1): course, WeeklySubject(SubjectKind.CATEGORY, 2): rest}
    of: WeeklyFinding = weekly_finding(city, groups)
    named = Named(1, "pohon", "Pohon", "Trees") if of.subject else None
    return FindingPage(of=of, named=named, week=NOW, as_of=NOW, seq=1)
