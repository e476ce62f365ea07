"""The preview shows what intake will publish."""

from __future__ import annotations

from portal.domain.masking import Contacts
from portal.domain.report_preview import ReportPreview, preview

TEXT = "Lampu mati sejak Senin. Hubungi 0812-3456-7890."


def test_personal_data_are_gone_and_it_says_so() -> None:
    shown = preview(TEXT, "Jalan Ampera, depan rumah", Contacts(), private=False)
    assert (shown.title, shown.text) == ("Lampu mati sejak Senin", "Lampu mati sejak Senin. Hubungi [telepon].")
    assert shown.masked and not preview("Lampu mati sejak Senin.", "", Contacts(), private=False).masked


def test_of_a_private_report_nothing_is_shown() -> None:
    assert preview(TEXT, "Jalan Ampera", Contacts(), private=True) == ReportPreview("", "", "", False, True)
