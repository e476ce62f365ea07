"""What may be chosen, in the order given, with its name."""

from __future__ import annotations

from portal.forms.choices import choices, named


def test_each_has_its_value_and_its_name_in_the_order_given() -> None:
    made = choices((0, "Pilih instansi"), (3, "PAM Jaya"))
    assert [(choice.value, choice.label) for choice in made] == [(0, "Pilih instansi"), (3, "PAM Jaya")]
    assert named(made) == {0: "Pilih instansi", 3: "PAM Jaya"}
    assert named(None) == {}
