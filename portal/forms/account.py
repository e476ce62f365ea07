"""The forms by which officers guard their own account, and of a new password by a link."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import InputRequired, Length

from .second_factor import SetUpForm
from .words import PortalForm


class CurrentPasswordForm(PortalForm):
    """The password of now, before what guards the account changes: who finds a browser open changes nothing."""

    current = PasswordField(
        _("Kata sandi sekarang"),
        [InputRequired(_("Isi kata sandi Anda.")), Length(max=256)],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(PortalForm):
    """A new password, typed twice."""

    new = PasswordField(
        _("Kata sandi baru"),
        [InputRequired(_("Isi kata sandi baru.")), Length(max=256)],
        description=_(
            "Paling sedikit 12 karakter, misalnya empat kata yang tidak berhubungan. Bukan nama atau email Anda."
        ),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("Sekali lagi"),
        [InputRequired(_("Isi kata sandi baru sekali lagi.")), Length(max=256)],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_again(self, field: Field) -> None:
        if field.data != self.new.data:
            raise ValidationError(gettext("Yang kedua tidak sama dengan yang pertama."))


class ChangePasswordForm(CurrentPasswordForm, NewPasswordForm):
    """A new password by somebody who is signed in."""


class ReplaceForm(CurrentPasswordForm, SetUpForm):
    """A second factor that somebody who is signed in sets up."""
