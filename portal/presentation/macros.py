"""What a page says by a macro of a template, as plain text for files and feeds."""

from __future__ import annotations

from flask import get_template_attribute


def said(template: str, macro: str, *of: object) -> str:
    """The macro's text without its markup."""
    return str(get_template_attribute(template, macro)(*of).striptags())
