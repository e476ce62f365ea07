"""What the mask finds of personal data, what it takes for them wrongly, and how long it takes for a text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.city_data import SEED, UNTIL
from benchmarks.row import Measure, Row, at_least, at_most
from portal import cities
from portal.demo.year import generate
from portal.domain.masking import mask
from portal.domain.privacy import public_text
from tests.support.masks import OFFICIAL, expected, phones, sample

TICKETS = 2_000


def masking_rows() -> Iterator[Row]:
    """Recall and precision on tests/samples/masks.csv and phones.csv, and microseconds a text of the demonstration."""
    texts = sample("masks")
    personal = [text for text, parts in texts if parts]
    touched = [text for text, _parts in texts if mask(text, OFFICIAL) != text]
    right = [text for text, parts in texts if parts and re.fullmatch(expected(text, parts), mask(text, OFFICIAL))]
    note = f"{len(personal)} texts with personal data, {len(texts) - len(personal)} without: tests/samples/masks.csv"
    yield at_least("masking: recall", Measure(len(right) / len(personal), ""), 0.98, note)
    yield at_least(
        "masking: precision", Measure(len(right) / len(touched), ""), 0.97, "texts of which exactly that goes"
    )
    numbers = phones()
    found = [text for text, parts, city in numbers if parts and re.fullmatch(expected(text, parts), mask(text, city))]
    gone = [text for text, _parts, city in numbers if mask(text, city) != text]
    with_one = sum(bool(parts) for _text, parts, _city in numbers)
    note = f"{with_one} texts with telephones of 40 countries and more, {len(numbers) - with_one} with other figures"
    yield at_least("masking: telephones, recall", Measure(len(found) / with_one, ""), 0.98, f"{note}: phones.csv")
    yield at_least("masking: telephones, precision", Measure(len(found) / len(gone), ""), 0.97, "as above")
    yield at_most("masking: a text, processor time", Measure(_microseconds(), "µs"), 30, "demonstration texts")


def _microseconds() -> float:
    city = cities.load("jakarta-selatan")
    year = generate(city, TICKETS, SEED, datetime.fromisoformat(UNTIL).replace(tzinfo=UTC))
    records = [record for chunk in year for record in chunk]
    texts = [text for record in records for text in (record.text, record.place, *(step.text for step in record.steps))]
    started = time.process_time()
    for text in texts:
        public_text(text, city.contacts)
    return (time.process_time() - started) / len(texts) * 1e6
