"""Templates share the globals of their environment; one that is given some of its own still has these, too."""

from __future__ import annotations

from flask import Flask


def test_templates_share_the_globals_unless_they_have_some_of_their_own(app: Flask) -> None:
    environment = app.jinja_env
    assert environment.get_template("tickets/_names.html").globals is environment.globals
    own = environment.from_string("{{ mine }}{{ city().slug }}", globals={"mine": "own "})
    with app.app_context():
        assert own.render() == "own jakarta-selatan"
        assert environment.from_string("{{ mine is defined }}").render() == "False"
