"""The forms about notices: what anybody says against a photo or text, and why nothing is to be done about it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from ..domain.notice import NoticeReason
from .choices import choices
from .words import PortalForm

LONGEST = 1_000


class NoticeForm(PortalForm):
    """A public form: its token is that of web.public_forms. ``website`` is left empty by people, who do not see it."""

    reason = RadioField(
        _("Apa masalahnya?"),
        [InputRequired(_("Pilih apa masalahnya."))],
        choices=choices(
            (NoticeReason.FACE.value, _("Wajah atau pelat nomor seseorang bisa dikenali")),
            (NoticeReason.PERSONAL_DATA.value, _("Ada data pribadi, seperti nama, nomor, atau alamat")),
            (NoticeReason.INSULT.value, _("Menghina atau mengancam seseorang")),
            (NoticeReason.OFF_TOPIC.value, _("Bukan tentang laporan ini")),
            (NoticeReason.UNTRUE.value, _("Tidak benar, atau foto lama yang dipakai lagi")),
            (NoticeReason.OTHER.value, _("Hal lain")),
        ),
    )
    words = TextAreaField(
        _("Keterangan (boleh dikosongkan)"),
        [Length(max=LONGEST)],
        description=_("Hanya dibaca petugas. Jangan tulis data pribadi siapa pun."),
    )
    website = StringField(_("Biarkan kosong"))

    def __init__(self, **more: Any) -> None:
        super().__init__(meta={"csrf": False}, **more)


class LeaveForm(PortalForm):
    """Why a photo or text stays as it is."""

    answer = TextAreaField(
        _("Mengapa tidak perlu tindakan?"),
        [DataRequired(_("Tulis alasan Anda.")), Length(max=2_000)],
        description=_("Disimpan bersama pemberitahuannya; tidak tampil untuk umum."),
    )
