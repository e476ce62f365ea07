"""What a citizen writes in a report: the words, whether they may be public, and how to be reached."""

from __future__ import annotations

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from ..domain.contact import LONGEST, contact_of
from ..domain.reason import has_words
from ..domain.visible_text import visible_text
from .choices import choices
from .words import NO_CONTACT, PortalForm

SHORTEST_TEXT, LONGEST_TEXT = 10, 3_000
LONGEST_LINK = 500
_TOKEN = re.compile(r"[?&]k=([\w-]+)")
PUBLIC, PRIVATE = "public", "private"


def _stripped(typed: str | None) -> str:
    return (typed or "").strip()


def _visible(typed: str | None) -> str:
    return visible_text(typed or "").strip()


class ReportForm(PortalForm):
    """``website`` is for programs alone: people do not see it. Public forms have a token of their own."""

    text = TextAreaField(
        _("Laporan Anda"),
        [DataRequired(_("Tulis dulu apa yang terjadi.")), Length(max=LONGEST_TEXT)],
        filters=[_visible],
        description=_("Tulis apa yang rusak atau salah, sejak kapan, dan apa akibatnya. Satu hal dalam satu laporan."),
    )
    openness = RadioField(
        _("Boleh dibaca semua orang?"),
        choices=choices(
            (PUBLIC, _("Ya. Nomor telepon, NIK, dan data pribadi lain ditutup otomatis.")),
            (PRIVATE, _("Tidak. Umum hanya melihat kategori, wilayah, waktu, dan statusnya.")),
        ),
        default=PUBLIC,
    )
    contact = StringField(
        _("Email atau nomor telepon (boleh kosong)"),
        [Length(max=LONGEST)],
        filters=[_stripped],
        description=_("Tidak pernah tampil untuk umum. Disimpan terkunci, dan bisa Anda hapus kapan saja."),
    )
    known = StringField(
        _("Tautan pribadi laporan Anda yang dulu (boleh kosong)"),
        [Length(max=LONGEST_LINK)],
        filters=[_stripped],
        description=_("Kalau laporan itu sudah terbit, laporan ini terbit tanpa menunggu petugas."),
    )
    consent = BooleanField(_("Ia setuju laporan ini dikirim, dan tahu apa yang dibaca semua orang."))
    website = StringField(_("Biarkan kosong"), filters=[_stripped])

    def __init__(self, *args: object, **typed: object) -> None:
        super().__init__(*args, meta={"csrf": False}, **typed)
        self.for_other = False  # or it is written for somebody else, who has to agree

    def validate_consent(self, field: Field) -> None:
        if self.for_other and not field.data:
            raise ValidationError(gettext("Tanyakan dulu kepada orangnya, lalu beri tanda di sini."))

    def validate_text(self, field: Field) -> None:
        """A dot or a number tells nobody what to mend."""
        if field.data and (len(field.data) < SHORTEST_TEXT or not has_words(field.data)):
            raise ValidationError(gettext("Tulis sedikit lebih banyak, supaya petugas tahu apa yang harus diperbaiki."))

    def validate_contact(self, field: Field) -> None:
        if field.data and contact_of(field.data) is None:
            raise ValidationError(str(NO_CONTACT))

    @property
    def private(self) -> bool:
        return bool(self.openness.data == PRIVATE)

    @property
    def known_by(self) -> str:
        """The token of the private link that was pasted, as a whole address or alone; '' for none."""
        pasted = self.known.data or ""
        found = _TOKEN.search(pasted)
        return found[1] if found else pasted

    @property
    def reached(self) -> str:
        """The contact in one spelling; '' for none."""
        return contact_of(self.contact.data or "") or ""


class OwnWordsForm(PortalForm):
    """What a reporter says more, or why the report should be taken back."""

    text = TextAreaField(
        _("Keterangan"),
        [DataRequired(_("Tulis dulu keterangan Anda.")), Length(max=LONGEST_TEXT)],
        filters=[_visible],
    )

    def __init__(self, *args: object, **typed: object) -> None:
        super().__init__(*args, meta={"csrf": False}, **typed)

    def validate_text(self, field: Field) -> None:
        if field.data and not has_words(field.data):
            raise ValidationError(gettext("Tulis dengan kata-kata: satu tanda atau angka tidak menjelaskan apa-apa."))


class LostLinkForm(PortalForm):
    """By what a reporter is known who has lost the private link: the report's number and the mail address given."""

    code = StringField(
        _("Nomor laporan"), [DataRequired(_("Isi nomor laporannya.")), Length(max=LONGEST)], filters=[_stripped]
    )
    contact = StringField(
        _("Email yang Anda tulis waktu melapor"),
        [DataRequired(_("Isi emailnya.")), Length(max=LONGEST)],
        filters=[_stripped],
        render_kw={"type": "email", "autocomplete": "email", "autocapitalize": "none"},
    )

    def __init__(self, *args: object, **typed: object) -> None:
        super().__init__(*args, meta={"csrf": False}, **typed)

    def validate_contact(self, field: Field) -> None:
        if field.data and "@" not in (contact_of(field.data) or ""):
            raise ValidationError(gettext("Ini bukan alamat email."))
