"""Whether a report may be sent now: in a rush it has to be worth a small sum of the browser, or a wait, so that a flood
of reports by machine leaves room for those of people."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from flask import request

from ...actions.reporting import was_sent
from ...context import current_portal
from ...domain.proof_of_work import PUZZLES
from ...web.proofs import ANSWER, FIELD, Challenge, give, given
from ...web.proxies import counted_visitor
from ...web.public_forms import form_key
from ...web.rush import EVERYBODY, MINUTE, Rush, current_rush
from .behalf import behalf

WAITED = "waited"


@dataclass(frozen=True, slots=True)
class Hold:
    """What is asked before a report is taken. ``seconds``: to wait where no sum is done; ``answer``: to a sum that is
    done already; ``pressed``: the button was."""

    challenge: Challenge
    seconds: int
    answer: str = ""
    pressed: bool = True
    puzzles: int = PUZZLES


def expected() -> Hold | None:
    """What will be asked of the report that is looked at; None where it is calm."""
    pressure = _pressure(current_rush(), counting=False)
    return None if pressure <= 1 or behalf().officer else _hold(pressure, pressed=False)


def asked() -> Hold | None:
    """What is asked of the report that is sent, which is counted; None where it may go."""
    portal = current_portal()
    if not portal.settings.rate_limit or behalf().officer or was_sent(form_key(), portal.settings.secret_key):
        return None
    rush, answer = current_rush(), request.form.get(ANSWER, "")
    pressure = _pressure(rush, counting=True)
    challenge = given(request.form.get(FIELD, ""), form_key())
    if pressure > 1 and not (challenge and (challenge.solved(answer) or _waited(rush, challenge))):
        return _hold(pressure, challenge)
    if rush.has_room():
        return None
    return Hold(challenge or give(form_key(), pressure), MINUTE, answer if challenge else "")


def _pressure(rush: Rush, *, counting: bool) -> float:
    """What comes in, as a multiple of what is calm for the city or for this network, whichever is more."""
    city, network = current_portal().city, counted_visitor()
    if not current_portal().settings.rate_limit:
        return 0.0
    calm = {EVERYBODY: city.calm_reports, network: city.calm_reports_of_one}
    if counting:
        for name in calm:
            rush.note(name)
    return max(rush.rate(name) / _share(rush, most) if most else 2.0 for name, most in calm.items())


def _waited(rush: Rush, challenge: Challenge) -> bool:
    """Whether this one has waited, and no more than calm ones come that way, of all and of its network."""
    city, network = current_portal().city, counted_visitor()
    if challenge.age < city.rush_wait.total_seconds():
        return False
    of_one = rush.note(f"{WAITED} {network}") <= _share(rush, max(1, city.calm_reports_of_one))
    return of_one and rush.note(WAITED) <= _share(rush, max(1, city.calm_reports))


def _share(rush: Rush, most: int) -> int:
    """Of what all processes may take together, as many as these counts are of."""
    return rush.share(most, current_portal().settings.web_workers)


def _hold(pressure: float, challenge: Challenge | None = None, *, pressed: bool = True) -> Hold:
    """A challenge that was given goes on, so that nobody waits twice."""
    wait = current_portal().city.rush_wait.total_seconds()
    left = wait - challenge.age if challenge else wait
    return Hold(challenge or give(form_key(), pressure), ceil(left) if left > 0 else MINUTE, pressed=pressed)
