"""`flask portal answers rebuild` throws the stored fingerprints away and takes them again."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import AnswerWords
from tests.support.complaints import complaint, step
from tests.support.installed import install


def test_a_rebuild_brings_back_every_answer_and_no_other(app: Flask, session: Session, city: City) -> None:
    install(city)
    said = [step(Kind.RESPONDED, at, agency="Kelurahan Ragunan", text=f"Kami periksa {at}.") for at in (30, 40)]
    record_many([complaint(1, *said), complaint(2)], city)
    runner = app.test_cli_runner()
    found = []
    for damage in (delete(AnswerWords), update(AnswerWords).values(words=0), None):
        told = runner.invoke(args=["portal", "answers", "rebuild"])
        session.rollback()
        assert told.exit_code == 0 and told.output.startswith("2 answers in "), told.output
        found.append(
            [
                tuple(row)
                for row in session.execute(select(AnswerWords.seq, AnswerWords.words).order_by(AnswerWords.seq))
            ]
        )
        if damage is not None:
            session.execute(damage)
            session.commit()
    assert found[0] == found[1] == found[2] and len({words for _, words in found[0]}) == 2
