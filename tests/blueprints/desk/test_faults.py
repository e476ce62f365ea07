"""Each fault of a form stands at its field; what is no field's stands apart."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.blueprints.desk.faults import FIELDS, faults
from portal.blueprints.desk.verbs import VERBS
from portal.domain.status import Refused
from portal.presentation.refusals import REFUSALS


@pytest.mark.parametrize("reason", sorted(FIELDS))
def test_a_refusal_is_told_at_the_field_that_it_is_about_in_every_form_that_has_it(app: Flask, reason: str) -> None:
    forms = [verb.form for verb in VERBS.values()]
    with app.test_request_context("/desk/"):
        having = [form for form in forms if FIELDS[reason] in form(formdata=None)]
        assert having
        for form in having:
            filled = form(formdata=None)
            found = faults(filled, Refused(reason))
            assert [fault.id for fault in found] == [FIELDS[reason]]
            assert list(filled[FIELDS[reason]].errors) == [found[0].text]


def test_a_refusal_that_is_no_field_s_comes_first_and_leads_nowhere(app: Flask) -> None:
    with app.test_request_context("/desk/"):
        form = VERBS["respond"].form(formdata=None)
        form.text.errors = ["Tulis jawaban Anda dulu."]
        form.then.errors = ["Pilih salah satu yang ada."]
        found = [(fault.id, fault.text) for fault in faults(form, Refused("not_in_your_hands"))]
    assert found == [
        ("", str(REFUSALS["not_in_your_hands"])),
        ("text", "Tulis jawaban Anda dulu."),
        ("then-0", "Setelah jawaban ini: Pilih salah satu yang ada."),
    ]


def test_nothing_wrong_is_no_fault(app: Flask) -> None:
    with app.test_request_context("/desk/"):
        assert faults(VERBS["note"].form(formdata=None), None) == []


def test_faults_are_listed_as_their_fields_stand_on_the_page(app: Flask) -> None:
    with app.test_request_context("/desk/"):
        form = VERBS["visibility"].form(formdata=None)
        form.text.errors, form["visibility"].errors = ["Isi dulu bagian ini."], ["Pilih salah satu yang ada."]
        found = [(fault.id, fault.text) for fault in faults(form, None)]
    chosen = f"{form['visibility'].label.text}: Pilih salah satu yang ada."
    assert found == [("visibility", chosen), ("text", "Alasan: Isi dulu bagian ini.")], "each says of what it is"
