"""What a validator says, in words: what they looked at, and why they refuse."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.event import Kind
from ..domain.timeline import TimelineEvent
from ..domain.validation import Checked, RefusedFor

CHECKED_NAMES: dict[Checked, LazyString] = {
    Checked.PHOTO: _("foto"),
    Checked.VISIT: _("kunjungan"),
    Checked.PHONE: _("telepon"),
}
REFUSED_FOR_NAMES: dict[RefusedFor, LazyString] = {
    RefusedFor.NOT_HERE: _("yang ditunjukkan bukan tempat ini"),
    RefusedFor.OLD_OR_USED: _("fotonya lama atau pernah dipakai"),
    RefusedFor.NOT_FINISHED: _("pekerjaannya belum selesai"),
    RefusedFor.OTHER: _("alasan lain"),
}
VERDICTS = (Kind.VALIDATED, Kind.VALIDATION_REFUSED, Kind.RECHECK_ENDED)


def register(app: Flask) -> None:
    app.add_template_filter(checked_names)
    app.add_template_filter(refused_for_name)


def checked_names(checked: Sequence[Checked]) -> str:
    """What was looked at, as a list in words."""
    names = [str(CHECKED_NAMES[what]) for what in checked]
    if len(names) < 2:
        return "".join(names)
    return str(gettext("%(first)s dan %(last)s", first=", ".join(names[:-1]), last=names[-1]))


def refused_for_name(why: RefusedFor) -> str:
    return str(REFUSED_FOR_NAMES[why])


def verdict(event: TimelineEvent) -> tuple[str, str] | None:
    """(bold, rest) of a verdict that says what was checked; None of one that does not, as old ones and imports."""
    if event.kind not in VERDICTS or not (event.checked or event.refused_for):
        return None
    checked = gettext("Diperiksa: %(what)s.", what=checked_names(event.checked)) if event.checked else ""
    if event.kind is Kind.VALIDATED:
        return gettext("Pemeriksaan setuju: selesai."), checked
    if event.kind is Kind.RECHECK_ENDED:
        return gettext("Diperiksa ulang: tetap selesai."), checked
    if event.refused_for in (None, RefusedFor.OTHER):
        return gettext("Tindak lanjut ditolak pemeriksa."), f"{checked} {gettext('Kembali ke proses.')}".strip()
    said = gettext("Tindak lanjut ditolak: %(why)s.", why=refused_for_name(event.refused_for))
    return said, f"{checked} {gettext('Kembali ke proses.')}".strip()
