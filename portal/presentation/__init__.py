"""How it is said: Jinja filters for dates, numbers, durations and figures, in the locale of Flask-Babel."""

from __future__ import annotations

from flask import Flask

from . import (
    crowd_words,
    dates,
    direction,
    event_sentences,
    figures,
    flag_words,
    glossary,
    life_words,
    notice_words,
    numbers,
    photo_words,
    plain,
    refusals,
    rows,
    sources,
    staff_words,
    verdict_words,
    words,
)

FILTERS = (
    *(
        dates.moment,
        dates.short_moment,
        dates.day,
        dates.short_day,
        dates.day_written,
        dates.clock,
        dates.month,
        dates.mon,
    ),
    *(dates.iso, dates.stamp),
    *(numbers.number, numbers.percent, numbers.duration, numbers.days, numbers.ago),
    *(figures.seconds, figures.wait, figures.wait_between, figures.share, figures.share_between),
    *(rows.on_day, rows.marked, plain.plain, sources.source_state),
)


def register(app: Flask) -> None:
    """Each filter under the name of its function, and the catalogue of words."""
    for function in FILTERS:
        app.add_template_filter(function)
    direction.register(app)
    words.register(app)
    event_sentences.register(app)
    flag_words.register(app)
    glossary.register(app)
    life_words.register(app)
    notice_words.register(app)
    photo_words.register(app)
    refusals.register(app)
    staff_words.register(app)
    crowd_words.register(app)
    verdict_words.register(app)
