"""What WTForms itself says to people, in their language: it brings no Indonesian."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm

#: What its fields and validators can say here; a test fails if a form says anything else.
SAID = {
    "Field cannot be longer than %(max)d character.": _("Paling banyak %(max)d karakter."),
    "Field cannot be longer than %(max)d characters.": _("Paling banyak %(max)d karakter."),
    "Not a valid choice.": _("Pilih salah satu yang ada."),
    "Not a valid date value.": _("Tanggal ini tidak terbaca. Tulis seperti 2026-12-31."),
    "Invalid Choice: could not coerce.": _("Pilih salah satu yang ada."),
}


class Words:
    """The translations that WTForms asks."""

    def gettext(self, text: str) -> str:
        return str(SAID.get(text, text))

    def ngettext(self, one: str, many: str, num: int) -> str:
        return self.gettext(one if num == 1 else many)


class PortalForm(FlaskForm):
    """Every form of the portal."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: FlaskForm) -> Words:
            return Words()
