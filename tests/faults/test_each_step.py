"""What an officer does is whole or not at all, wherever it is broken off: by a kill, or a database that fails."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.faults.conftest import Office, Strike, die, fail, in_a_process_of_its_own, striking
from tests.faults.ledger import WHOLE, Ledger
from tests.support import desk

#: Verb -> what is typed into its form.
VERBS = {
    "respond": {"then": "keep"},
    "note": {},
    "visibility": {"visibility": "stub"},
}
WORDS = "Kata yang diketik petugas."
SAID = ("database or disk is full", "database is locked", "server closed the connection unexpectedly")
STEPS = range(1, 60) if WHOLE else (2, 9, 14)


@pytest.fixture(params=sorted(VERBS) if WHOLE else ["respond"])
def verb(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def sent(office: Office, verb: str) -> dict[str, str]:
    return {**office.form(), **VERBS[verb], "text": WORDS}


def test_killed_at_any_step_a_change_is_whole_or_not_there(office: Office, verb: str, ledger: Ledger) -> None:
    fields, before = sent(office, verb), office.seqs()
    for at in STEPS:
        strike = Strike(at, die)

        def act(strike: Strike = strike) -> None:
            with striking(office.app, strike):
                office.officer.post(f"{desk.WORK}/{verb}", data=fields)

        ended = in_a_process_of_its_own(office.app, act)
        if not os.WIFSIGNALED(ended):
            assert at > 5, "nothing was done at all"
            break  # it had fewer steps; this one was done
        assert os.WTERMSIG(ended) == signal.SIGKILL
        kind = ledger.note("killed (-9) at a step of a change", office.database, office.look(), "no answer")
        differences = office.differences()
        kind.half_done += bool(differences)
        assert differences == []
        if office.seqs() != before:
            break  # the kill came behind the commit: the change stands, whole
    said = [*office.texts(), *office.requests()]  # what is to be hidden waits for a second person
    assert said.count(WORDS) <= 1 and (WORDS in said or not WHOLE)


def test_failing_at_any_step_a_change_gives_the_words_back(office: Office, verb: str, ledger: Ledger) -> None:
    before = office.seqs()
    for at in STEPS:
        said = SAID[at % len(SAID)]
        answer, strike = _struck(office, verb, Strike(at, fail(said)))
        if strike.seen < at:
            break
        if answer.status_code == 302:  # what failed came after the commit
            break
        assert answer.status_code == 503, (at, answer.status_code)
        kept = BeautifulSoup(answer.text, "html.parser").select_one("textarea")
        assert kept is not None and kept.text.strip() == WORDS
        kind = ledger.note(f"fails at a step: {said}", office.database, office.look(), "503 with the words in the form")
        kind.half_done += bool(office.differences())
        assert office.seqs() == before and office.differences() == []
    assert desk.send(office.officer, verb, **VERBS[verb], text=WORDS).status_code in (302, 409)


def _struck(office: Office, verb: str, strike: Strike) -> tuple[TestResponse, Strike]:
    fields = sent(office, verb)
    with striking(office.app, strike):
        return office.officer.post(f"{desk.WORK}/{verb}", data=fields), strike


@pytest.mark.parametrize("address", ["/", f"/tickets/{desk.CODE}", "/tickets", "/agencies", "/desk/"])
def test_a_page_whose_database_fails_at_any_step_says_so(office: Office, ledger: Ledger, address: str) -> None:
    client: Callable[..., TestResponse] = office.officer.get
    for at in range(1, 30) if WHOLE else (1, 3):
        with striking(office.app, Strike(at, fail(SAID[2]))) as strike:
            answer = client(address)
        if strike.seen < at:
            break
        assert answer.status_code in (200, 302, 304, 503), (at, answer.status_code)
        seen = "503 in words" if answer.status_code == 503 else "the page"
        ledger.note("fails at a step of a page", office.database, seen)
        assert answer.status_code != 503 or "</html>" in answer.text
