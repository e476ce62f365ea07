"""The messages of WTForms itself in the portal's languages: WTForms brings no Indonesian."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field

#: Each message that a field or validator of our forms can give; a test fails if one gives another.
MESSAGES = {
    "Field cannot be longer than %(max)d character.": _("Paling banyak %(max)d karakter."),
    "Field cannot be longer than %(max)d characters.": _("Paling banyak %(max)d karakter."),
    "Not a valid choice.": _("Pilih salah satu yang ada."),
    "'%(value)s' is not a valid choice for this field.": _("Pilih salah satu yang ada."),
    "'%(value)s' are not valid choices for this field.": _("Pilih salah satu yang ada."),
    "Not a valid date value.": _("Tanggal ini tidak terbaca. Tulis seperti 2026-12-31."),
    "Invalid Choice: could not coerce.": _("Pilih salah satu yang ada."),
}


#: What is said at a field that is left empty.
MISSING = _("Isi dulu bagian ini.")
#: What is said of a contact that is neither an address nor a number.
NO_CONTACT = _("Tulis seperti nama@contoh.id atau 0812 3456 7890, atau kosongkan.")


class FormMessages:
    """Stands in for the gettext catalogue that WTForms looks its messages up in."""

    def gettext(self, text: str) -> str:
        return str(MESSAGES.get(text, text))

    def ngettext(self, one: str, many: str, num: int) -> str:
        return self.gettext(one if num == 1 else many)


class PortalForm(FlaskForm):
    """The base of every form of the portal."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: FlaskForm) -> FormMessages:
            return FormMessages()

    def in_summary(self, name: str) -> str:
        """What is first wrong with a field, as a list of all faults says it."""
        return in_summary(self[name], str(self[name].errors[0]))


def in_summary(field: Field, error: str) -> str:
    """An error as it is said away from its field: with the field's name, where it could be said of any."""
    common = (str(message).partition("%")[0] for message in (MISSING, NO_CONTACT, *MESSAGES.values()))
    name = str(field.label.text).partition(" (")[0]
    return f"{name}: {error}" if error.startswith(tuple(common)) else error
