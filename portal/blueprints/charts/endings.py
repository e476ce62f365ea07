"""Charts of how tickets ended, how old the open ones are, and how good the work was, whosever they are."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from ...charts.bars import AgeBand, Segment
from ...charts.sheet import KeyEntry
from ...domain.figure import Figure
from ...domain.period_scorecard import PeriodScorecard
from ...domain.scorecard import Backlog
from ...domain.time_to_event import DAY
from ...presentation.figures import share, share_between
from ...presentation.numbers import days, number, percent
from ...presentation.words import end_name
from .chart import ChartColumn, ChartContent
from .dot_rows import dot_row, dots_content


def closings_content(segments: Sequence[Segment]) -> ChartContent | None:
    """None without tickets."""
    if not segments:
        return None
    named = [(f"end-{s.key}", f"{end_name(s.key)} {percent(s.share, 1)}") for s in segments]
    first = segments[0]
    return ChartContent(
        template="charts/_closings.html",
        facts={"segments": segments},
        finding=f"{end_name(first.key)}: {percent(first.share)}",
        columns=[
            ChartColumn("ending", _("Akhir"), end_name),
            ChartColumn("reports", _("Laporan"), number),
            ChartColumn("share", _("Bagian"), lambda share: percent(share, 1)),
        ],
        rows=[(s.key, s.n, round(s.share, 6)) for s in segments],
        key=[KeyEntry(mark, text, "whole") for mark, text in named],
    )


def open_content(back: Backlog, ages: Sequence[AgeBand], *, chosen: bool = False) -> ChartContent | None:
    """None where nothing is open. ``chosen``: by their outcome, so that only their number is told."""
    if not back.n:
        return None
    told = _(
        "%(n)s laporan masih terbuka, %(overdue)s di antaranya lewat batas. "
        "Separuhnya sudah menunggu lebih dari %(age)s.",
        n=number(back.n),
        overdue=number(back.overdue),
        age=days((back.median or 0) / DAY),
    )
    return bands_content(ages, ChartColumn("reports", _("Laporan"), number), "" if chosen else told)


def bands_content(ages: Sequence[AgeBand], counted: ChartColumn, finding: str) -> ChartContent:
    """How long what is open has waited; ``counted``: what of it."""
    return ChartContent(
        template="charts/_ages.html",
        drawing="charts/_bar_rows.html",
        facts={
            "ages": ages,
            "requests": counted.name == "requests",
            "bars": [(_band(band), number(band.n), band.width) for band in ages],
        },
        finding=finding,
        columns=[
            ChartColumn("over_days", _("Umur"), number),
            ChartColumn("under_days", _("kurang dari"), number),
            counted,
        ],
        rows=[(band.over, band.under, band.n) for band in ages],
    )


def shares_content(sheet: PeriodScorecard) -> ChartContent | None:
    """None where no share is of any ticket."""
    on_time = sheet.card.on_time
    rows = [dot_row(name, figure, is_time=False) for name, figure in _named_shares(sheet) if figure.n]
    said = f"{_('Tepat waktu')}: {share(on_time)} ({share_between(on_time)})" if on_time.shown else ""
    return dots_content(rows, said, _("Ukuran"), is_time=False, reference=None) if rows else None


def times_content(sheet: PeriodScorecard, finding: str, target: float) -> ChartContent:
    """``target``: the city's, in seconds."""
    card, outcomes = sheet.card, sheet.outcomes
    named = [
        (_("Separuh selesai dalam"), card.resolution.median),
        (_("Sembilan dari sepuluh selesai dalam"), card.resolution.p90),
        (_("Separuh dijawab dalam"), card.response.median),
        (_("Sembilan dari sepuluh dijawab dalam"), card.response.p90),
    ]
    if outcomes:
        named.append((_("Waktu warga: separuh selesai dalam"), outcomes.citizens.median))
    rows = [dot_row(name, figure, is_time=True) for name, figure in named]
    return dots_content(rows, finding, _("Ukuran"), is_time=True, reference=target)


def _named_shares(sheet: PeriodScorecard) -> list[tuple[str, Figure]]:
    card = sheet.card
    return [
        *(
            (ngettext("Selesai dalam %(days)s hari", "Selesai dalam %(days)s hari", days, days=days), figure)
            for days, figure in card.resolution.by_days
        ),
        (_("Tepat waktu"), card.on_time),
        (_("Dijawab dalam 1 hari"), card.response.within[0]),
        (_("Ditindak tepat waktu"), card.action_on_time),
        (_("Dibuka lagi"), card.reopened),
        (_("Dibantah warga"), card.disputed),
        (_("Dipastikan warga"), card.confirmed),
        (_("Pelapornya ditanya portal ini"), card.asked),
        (_("Yang ditanya dan menjawab"), card.answered),
        (_("Berakhir tanpa jawaban"), card.silent),
        *([(_("Dijawab dengan kalimat yang sama"), sheet.same_text)] if sheet.same_text else []),
        (_("Ditolak"), card.rejected),
        (_("Digabung sebagai duplikat"), card.duplicate),
    ]


def _band(band: AgeBand) -> str:
    if not band.over:
        return str(_("kurang dari %(days)s hari", days=band.under))
    if band.under:
        return str(_("%(over)s sampai %(under)s hari", over=band.over, under=band.under))
    return str(_("lebih dari %(days)s hari", days=band.over))
