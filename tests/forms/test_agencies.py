"""An agency needs a name."""

from __future__ import annotations

from portal.forms.agencies import AgencyForm
from tests.forms.conftest import Refuse


def test_a_name_is_needed_and_all_texts_have_an_end(refuse: Refuse) -> None:
    said = refuse(AgencyForm, "en", [], name="", short="x" * 61, kind="x" * 61, parent="")
    assert said["name"] and said["short"] == said["kind"] == ["At most 60 characters."]
