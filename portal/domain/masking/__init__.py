"""Personal data in a text are replaced by a word in brackets, however they are written."""

from __future__ import annotations

from .contacts import Contacts
from .mask import MARKS, mask

__all__ = ["MARKS", "Contacts", "mask"]
