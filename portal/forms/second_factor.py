"""The forms of the second factor: a code at the sign-in, and one that proves that a telephone was set up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from .sign_in import KeptForm

_CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(KeptForm):
    """Six digits, or a recovery code; with what the sign-in carries along."""

    code = StringField(
        _("Kode"),
        [InputRequired(_("Isi kodenya.")), Length(max=40)],
        description=_("Enam angka dari aplikasi di ponsel Anda, atau satu kode cadangan."),
        render_kw=_CODE,
    )


class SetUpForm(KeptForm):
    """Six digits that only a telephone with our secret can show."""

    code = StringField(
        _("Kode enam angka"),
        [InputRequired(_("Isi kodenya.")), Length(max=40)],
        description=_("Yang kini ditunjukkan aplikasi itu."),
        render_kw=_CODE | {"inputmode": "numeric"},
    )
