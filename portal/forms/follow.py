"""The forms by which people follow by mail, and ask for all that they follow."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from ..domain.following import LONGEST_ADDRESS, Pace
from .words import PortalForm


class AddressForm(PortalForm):
    """Where to write to. ``website`` is for programs that fill in whatever they find: people do not see it."""

    address = StringField(
        _("Alamat email Anda"),
        [InputRequired(_("Isi alamat email Anda.")), Length(max=LONGEST_ADDRESS)],
        render_kw={"type": "email", "autocomplete": "email", "autocapitalize": "none"},
    )
    website = StringField(_("Biarkan kosong"))

    def __init__(self, **how: Any) -> None:
        """A public form carries a token of its own (web/public_forms.py), not that of a session."""
        super().__init__(**how, meta={"csrf": False})


class FollowForm(AddressForm):
    """Where to write to, and how often."""

    pace = SelectField(
        _("Seberapa sering"),
        choices=[(Pace.AT_ONCE.value, _("Begitu ada kabar")), (Pace.DAILY.value, _("Sekali sehari"))],
    )
