"""What opens a report to its own reporter."""

from __future__ import annotations

import segno
from flask import abort, url_for

from ... import clock
from ...actions.reporting import Keeping
from ...context import current_portal
from ...queries.city.clocks import source_clocks
from ...queries.report.mine import OwnReport, own_report
from ...web import links
from ..sources import here

LONGEST = 64  # characters of a token


def opened(token: str) -> OwnReport:
    """404 for a link that opens nothing, or nothing any more."""
    sources = here()
    clocks = source_clocks(sources.session, sources.cache, clock.now())
    return own_report(sources.session, token[:LONGEST], clocks) or abort(404)


def keeping() -> Keeping:
    """What the private link and the contact hang on."""
    settings = current_portal().settings
    return Keeping(settings.secret_key, settings.reporters_kept)


def private_address(token: str) -> str:
    """Behind the question mark, which no log has."""
    return links.absolute(url_for("report.mine", k=token))


def qr(address: str) -> str:
    """A picture of an address that a telephone reads."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
