"""The forms by which an admin keeps accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from .choices import choices
from .words import PortalForm


class OfficerForm(PortalForm):
    """Name, agency and role of an account."""

    name = StringField(
        _("Nama"), [InputRequired(_("Isi namanya.")), Length(max=200)], description=_("Hanya petugas yang melihatnya.")
    )
    agency = SelectField(_("Instansi"), [InputRequired(_("Pilih instansi."))])
    role = SelectField(_("Peran"))

    def offer(self, agencies: list[tuple[str, str]], roles: list[tuple[str, str]]) -> None:
        """Let the admin choose among these agencies (slug, name) and roles (value, name)."""
        self.agency.choices = choices(("", _("Pilih instansi")), *agencies)
        self.role.choices = choices(*roles)


class NewOfficerForm(OfficerForm):
    """A new account: its address too."""

    email = StringField(
        _("Alamat email"),
        [InputRequired(_("Isi alamat email.")), Length(max=254)],
        description=_("Dengan alamat ini petugas masuk."),
        render_kw={"type": "email", "autocomplete": "off", "autocapitalize": "none"},
    )


class ResetForm(PortalForm):
    """A reset link, and for a lost telephone the second factor too."""

    second_factor = BooleanField(_("Hapus juga kode kedua (ponsel hilang)"))
    current = PasswordField(
        _("Kata sandi Anda sendiri"),
        [Length(max=256)],
        description=_("Hanya untuk menghapus kode kedua."),
        render_kw={"autocomplete": "current-password"},
    )
