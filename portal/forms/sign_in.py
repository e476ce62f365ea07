"""The form by which officers sign in to the desk."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from .words import PortalForm


class KeptForm(PortalForm):
    """What every step of a sign-in carries: the page to go to next, and (``kept_...``) a form whose session was lost.

    ``kept_code`` is the ticket's code, ``kept_verb`` the desk's verb, ``kept_fields`` the form's fields as JSON.
    """

    next = HiddenField()
    kept_code = HiddenField(validators=[Length(max=40)])
    kept_verb = HiddenField(validators=[Length(max=40)])
    kept_fields = HiddenField(validators=[Length(max=100_000)])

    def kept(self) -> dict[str, str]:
        """For the next step's form."""
        return {name: str(self[name].data or "") for name in ("next", "kept_code", "kept_verb", "kept_fields")}


class SignInForm(KeptForm):
    """E-mail and password."""

    email = StringField(
        _("Alamat email"),
        [InputRequired(_("Isi alamat email Anda.")), Length(max=254)],
        render_kw={"type": "email", "autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("Kata sandi"),
        [InputRequired(_("Isi kata sandi Anda.")), Length(max=256)],
        render_kw={"autocomplete": "current-password"},
    )
