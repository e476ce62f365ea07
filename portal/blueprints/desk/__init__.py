"""The desk: where officers sign in, see their queue and work on tickets."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("desk", __name__, url_prefix="/desk")

from . import (  # noqa: E402, F401 - they add their routes
    account,
    account_factor,
    account_password,
    agencies,
    audit,
    auth,
    blur,
    draft,
    menu,
    new_password,
    notices,
    officers,
    operation,
    photo_files,
    photos,
    queue,
    resume,
    second_factor,
    walk_in,
    withdrawals,
    work,
)
