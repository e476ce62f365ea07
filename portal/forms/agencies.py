"""The form by which an admin keeps agencies."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from .choices import choices
from .words import PortalForm

_OFF = {"autocomplete": "off"}


class AgencyForm(PortalForm):
    """Name, short name, kind and place of an agency."""

    name = StringField(_("Nama"), [InputRequired(_("Isi namanya.")), Length(max=200)], render_kw=_OFF)
    short = StringField(
        _("Nama pendek"),
        [Length(max=60)],
        description=_("Untuk daftar dan grafik. Kosong: sama dengan namanya."),
        render_kw=_OFF,
    )
    kind = StringField(
        _("Jenis"),
        [Length(max=60)],
        description=_("Misalnya dinas. Yang sejenis dibandingkan; outside: bukan milik kota, tidak dibandingkan."),
        render_kw=_OFF | {"list": "kinds"},
    )
    parent = SelectField(_("Di bawah"))

    def offer(self, agencies: list[tuple[str, str]]) -> None:
        """Let the admin choose among these agencies (slug, name), or none."""
        self.parent.choices = choices(("", _("Tidak di bawah siapa pun")), *agencies)
