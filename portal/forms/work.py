"""The forms of the desk: what an officer does with one ticket, and the last event that the officer had seen of it."""

from __future__ import annotations

import re
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from ..domain.reason import has_words
from ..domain.visible_text import visible_text
from ..domain.withdrawal import WithdrawalReason
from .choices import choices, named
from .words import MISSING, PortalForm

LONGEST_TEXT = 5_000
KEY = re.compile(r"[\w-]{16,64}", re.ASCII)


def visible(typed: str | None) -> str | None:
    """What can be seen of a text."""
    return None if typed is None else visible_text(typed)


def in_words(form: PortalForm, field: Field) -> None:
    """Refuses a full stop, a dash or a number where an officer must say something."""
    if field.data and not has_words(field.data):
        raise ValidationError(gettext("Tulis dengan kata-kata: satu tanda atau angka tidak menjelaskan apa-apa."))


def _number(field: Field) -> int:
    """A hidden field's number; 0, which no event has, for a broken one."""
    typed = str(field.data or "")
    return int(typed[:18]) if typed.isascii() and typed.isdigit() else 0


class WorkForm(PortalForm):
    """The base: a text; ``seen``, the last event that the officer had before them; ``key``, good for one sending."""

    seen = HiddenField()
    key = HiddenField()
    text = TextAreaField(_("Alasan"), [DataRequired(MISSING), Length(max=LONGEST_TEXT), in_words], filters=[visible])

    def __init__(self, *args: object, **typed: object) -> None:
        super().__init__(*args, **typed)
        self.text.flags.maxlength = False  # no attribute: a browser would cut what is pasted without a word

    def seq(self) -> int:
        """The log number that the officer had seen; 0 (always a conflict) for a broken one."""
        return _number(self.seen)

    def sent_key(self) -> str:
        """The key of this filling-in; '' for one that no page of ours has given out."""
        key = str(self.key.data or "")
        return key if KEY.fullmatch(key) else ""


class ResponseForm(WorkForm):
    """A public response, with what it does to the status and an optional promised date. ``lacks_photo``: the category
    asks for a photo of the place after the work, and none goes along. ``beside``: the key of the photo that is to
    stand as before the work; "": the first one."""

    lacks_photo = False

    text = TextAreaField(
        _("Jawaban"),
        [DataRequired(_("Tulis jawaban Anda dulu.")), Length(max=LONGEST_TEXT), in_words],
        filters=[visible],
        description=_("Apa yang sudah dikerjakan, apa berikutnya, kapan. Tampil untuk umum."),
    )
    then = RadioField(
        _("Setelah jawaban ini"),
        choices=choices(
            ("keep", _("Status tetap")), ("start", _("Mulai dikerjakan")), ("resolve", _("Dinyatakan selesai"))
        ),
        default="keep",
    )
    beside = HiddenField()
    promise = DateField(
        _("Janji selesai"), [Optional()], description=_("Kosongkan bila belum tahu. Tanggal ini tampil untuk umum.")
    )

    def validate_then(self, field: Field) -> None:
        if field.data == "resolve" and self.lacks_photo:
            raise ValidationError(
                gettext("Kategori ini meminta foto sesudah. Tambahkan foto, dan pilih keadaannya “Sesudah”.")
            )

    def validate_promise(self, field: Field) -> None:
        if field.data and not date(2000, 1, 1) <= field.data <= date(2100, 1, 1):
            raise ValidationError(gettext("Tanggal ini di luar jangkauan."))


class ToAgencyForm(WorkForm):
    """A form that names an agency."""

    to_agency: SelectField

    def agency_name(self) -> str:
        """The name of the agency that was chosen; "" where none was or it is not among those offered."""
        return named(self.to_agency.choices).get(self.to_agency.data, "") if self.to_agency.data else ""


class HandOverForm(ToAgencyForm):
    """To which agency, and why."""

    to_agency = SelectField(_("Instansi tujuan"), coerce=int, validators=[InputRequired(_("Pilih instansi."))])

    def offer(self, agencies: list[tuple[int, str]]) -> None:
        """Let the officer choose among these agencies (id, name)."""
        self.to_agency.choices = choices((0, _("Pilih instansi")), *agencies)

    def validate_to_agency(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Pilih instansi."))


class RejectForm(ToAgencyForm):
    """Why it is not followed up, and who is responsible instead."""

    to_agency = SelectField(_("Yang berwenang"), coerce=int, default=0)

    def offer(self, agencies: list[tuple[int, str]]) -> None:
        """Let the officer choose among these agencies (id, name), or none."""
        self.to_agency.choices = choices((0, _("Tidak ada instansi yang berwenang")), *agencies)


class MergeForm(WorkForm):
    """Which ticket stays."""

    text = TextAreaField(_("Penjelasan"), [Optional(), Length(max=LONGEST_TEXT)], filters=[visible])
    into = StringField(_("Nomor laporan yang tetap"), [InputRequired(_("Isi nomor laporan.")), Length(max=80)])


class NoteForm(WorkForm):
    """What only officers read: a number to call is enough."""

    text = TextAreaField(_("Catatan"), [DataRequired(MISSING), Length(max=LONGEST_TEXT)], filters=[visible])


#: The value of ``about`` that means the report itself: a word, so that a lost number never means the whole report.
REPORT = "report"


class AboutEventForm(WorkForm):
    """A text about one event of the log, or about the report itself."""

    about = HiddenField()

    def event(self) -> int | None:
        """The event's number, 0 (none has it) for a broken one; None: the report."""
        return None if self.about.data == REPORT else _number(self.about)


def _reason_kind() -> SelectField:
    return SelectField(
        _("Jenis alasan"),
        choices=choices(*((kind.value, kind.value) for kind in WithdrawalReason)),
        default=WithdrawalReason.PERSONAL_DATA.value,
        description=_("Ikut tampil untuk umum."),
    )


class WithdrawalForm(WorkForm):
    """For what kind of reason something is to be taken from public view."""

    reason_kind: SelectField

    def reasons(self, kinds: list[tuple[str, str]]) -> None:
        """Let the officer choose among these kinds of reason (value, name)."""
        self.reason_kind.choices = choices(*kinds)


class RedactForm(AboutEventForm, WithdrawalForm):
    """Which text is to be taken back, and why."""

    reason_kind = _reason_kind()


class VisibilityForm(WithdrawalForm):
    """How much of the ticket is public from now on. ``shows_more``: than now, as the ticket says before it is sent."""

    shows_more = False

    visibility = SelectField(
        _("Yang tampil untuk umum"),
        choices=choices(
            ("", _("Pilih")),  # nothing is chosen for an officer: to show more is done at once
            ("full", _("Seluruh laporan")),
            ("stub", _("Ringkasnya saja, tanpa teks")),
            ("hidden", _("Hanya tanda bahwa laporan ini dicabut")),
        ),
        validators=[InputRequired(_("Pilih salah satu yang ada."))],
    )
    reason_kind = _reason_kind()

    def leave_out_full(self) -> None:
        """Do not offer to publish all of it."""
        self.visibility.choices = [choice for choice in self.visibility.choices or () if choice.value != "full"]
