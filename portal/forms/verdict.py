"""The forms of a validator: what they looked at and how, and why they refuse."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, RadioField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from ..domain.validation import Checked, RefusedFor
from .choices import choices
from .work import LONGEST_TEXT, WorkForm, in_words, visible


def _day_of_visit(form: VerdictForm, field: Field) -> None:
    """A visit has a day; ahead of Optional, which would take an empty one."""
    typed = any(field.raw_data or ())
    if not typed and Checked.VISIT in form.looked_at():
        field.errors = []
        raise StopValidation(gettext("Isi kapan Anda datang ke tempatnya."))


class _OneOfSeveral(CheckboxInput):
    """A box that need not be ticked: a browser would ask for all of them where one is needed."""

    validation_attrs: ClassVar[list[str]] = ["disabled"]


class VerdictForm(WorkForm):
    """What was checked, and how in words. ``today``: in the city; no visit lies after it."""

    today = date.max

    checked = SelectMultipleField(
        _("Apa yang Anda periksa?"),
        [DataRequired(_("Pilih apa yang Anda periksa."))],
        choices=choices(
            (Checked.PHOTO.value, _("Foto: dibandingkan sebelum dan sesudah")),
            (Checked.VISIT.value, _("Kunjungan: dilihat di tempat")),
            (Checked.PHONE.value, _("Telepon: kepada pelapor atau warga setempat")),
        ),
        widget=ListWidget(prefix_label=False),
        option_widget=_OneOfSeveral(),
    )
    visited_on = DateField(
        _("Tanggal kunjungan"),
        [_day_of_visit, Optional()],
        description=_("Hanya bila Anda datang ke tempatnya. Tampil untuk umum."),
    )

    def validate_visited_on(self, field: Field) -> None:
        if Checked.VISIT not in self.looked_at():
            raise ValidationError(gettext("Tandai kunjungan di atas, atau kosongkan tanggal ini."))
        if field.data and not date(2000, 1, 1) <= field.data <= self.today:
            raise ValidationError(gettext("Tanggal ini di luar jangkauan."))

    def looked_at(self) -> tuple[Checked, ...]:
        """In the order of the form."""
        chosen = set(self.checked.data or ())
        return tuple(what for what in Checked if what.value in chosen)


def _how(label: object) -> TextAreaField:
    return TextAreaField(
        label,
        [DataRequired(_("Tulis apa yang sudah Anda periksa.")), Length(max=LONGEST_TEXT), in_words],
        filters=[visible],
        description=_("Apa yang Anda lihat atau dengar, dan dengan cara apa. Tampil untuk umum, tanpa nama orang."),
    )


class AgreementForm(VerdictForm):
    """What somebody has looked at who agrees that the work is done."""

    text = _how(_("Bagaimana Anda memeriksanya?"))


class RecheckForm(VerdictForm):
    """What somebody has looked at who lets an end stand of which people say that it is none."""

    text = _how(_("Mengapa ini tetap selesai?"))


class RefusalForm(VerdictForm):
    """Why somebody does not agree that the work is done."""

    refused_for = RadioField(
        _("Mengapa belum selesai?"),
        [InputRequired(_("Pilih salah satu alasan."))],
        choices=choices(
            (RefusedFor.NOT_HERE.value, _("Yang ditunjukkan bukan tempat ini")),
            (RefusedFor.OLD_OR_USED.value, _("Fotonya lama atau pernah dipakai")),
            (RefusedFor.NOT_FINISHED.value, _("Pekerjaannya belum selesai")),
            (RefusedFor.OTHER.value, _("Alasan lain")),
        ),
    )
    text = _how(_("Apa yang belum benar?"))
