"""All that is kept about a report and its reporter, handed to the reporter as one file."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response, jsonify

from ...actions.reporting import contact
from ...context import current_portal
from ...queries.report.kept import kept_document
from ...queries.report.mine import OwnReport
from ...web import links
from ..sources import here


def kept_file(own: OwnReport) -> Response:
    """JSON; the contact as it was given."""
    portal = current_portal()
    reached = contact(own.contact, portal.settings.secret_key)
    url = links.absolute(links.ticket(own.page.code))
    answer = jsonify(kept_document(here().session, own, reached, url, ZoneInfo(portal.city.zone)))
    answer.headers["Content-Disposition"] = f'attachment; filename="{own.page.code}.json"'
    return answer
