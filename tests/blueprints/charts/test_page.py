"""A chart's own page, to which its citation leads."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from portal.blueprints.charts.shown import FILES
from tests.support.charts import address
from tests.support.pages import Pages

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_a_citation_leads_to_the_page_of_the_chart_and_says_when_the_figures_have_moved(
    pages: Pages, client: FlaskClient
) -> None:
    of_words = f"{address('map-areas', '.json')}&q=lubang"
    document = client.get(of_words).get_json()
    cited = urlsplit(document["cite"])
    page = pages.get(f"{cited.path}?{cited.query}")
    assert page.all(".notice") == []
    assert document["cite"] in page.links(".cite a")
    later = f"{cited.path}?{cited.query[: cited.query.index('seq=')]}seq=1"
    assert "sudah berganti" in pages.get(later).words(".notice")
    for format in FILES:
        refused = client.get(later.replace("-areas?", f"-areas.{format}?"))
        assert refused.status_code == 400
    for moment in ("as_of=2023-02-01", "as_of=kemarin"):
        assert client.get(f"{of_words}&{moment}").status_code == 400, moment
