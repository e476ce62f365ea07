"""What became of a report: from the first desk to the end of the year, legal by the rules of tickets."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.event import Kind
from ..domain.record import Step
from .calendar import DAY, HOUR
from .data import answers, check_times
from .steps import Telling


@dataclass(slots=True)
class Story(Telling):
    """Everything that may happen to a ticket, by chance and by the temper of who has it in hand."""

    def tell(self) -> tuple[Step, ...]:
        """All of it."""
        dice = self.dice
        local = dice.chance(self.issue.local)
        self.unit = self.holder if local else self._who()
        if dice.chance(0.021):
            return ()  # nobody ever answers
        self.plan(dice.between(1, 4))
        self.wait(self.temper.take * (0.75 if local else 0.55), 1.25)
        if self.other is not None:
            self._merge(hand_over=not local and dice.chance(0.35))
        elif dice.chance(0.008):
            self._end(Kind.CLOSED, "cancelled")
        else:
            self._on(local)
        return self.steps()

    def _who(self) -> str:
        """Who is to answer; the city's mayor leaves street work to the kelurahan."""
        return self.issue.agency or self.world.rule.get(self.issue.category) or self.holder

    def _on(self, local: bool) -> None:
        dice = self.dice
        if not local:
            if dice.chance(self.temper.reply * 0.5):
                self._respond("received")
            self._hand_over()
            if dice.chance(0.026):
                return  # handed over and forgotten
            self.wait(self.temper.take, self.temper.spread)
        if dice.chance(self.temper.reject):
            self._reject()
            return
        if dice.chance(self.temper.stuck):
            self._stick()
            return
        self._work()

    def _merge(self, *, hand_over: bool) -> None:
        """Seen by the kelurahan at once, or only by who is to answer."""
        if hand_over:
            self._hand_over()
            self.wait(self.temper.take * 0.7, 1.0)
        self.speak()
        self.facts["lain"] = self.other or ""
        self.add(Kind.MERGED, self.words("merged"), other=self.other)

    def _end(self, kind: Kind, pool: str) -> None:
        self.speak()
        self.add(kind, self.words(pool))

    def _respond(self, pool: str) -> None:
        self.speak()
        paste = self.dice.chance(self.temper.copy)
        self.facts["proses"] = self._progress()
        self.add(Kind.RESPONDED, self.world.pasted[self.holder][1] if paste else self.words(pool))
        self.at += self.dice.between(120, 2400)

    def _progress(self) -> str:
        said = self.issue.doing if self.dice.chance(0.72) else answers().named("jadwal")
        return said.say(self.dice, self.facts)

    def _move(self, kind: Kind, to: str, pool: str, share: float) -> None:
        if to == self.holder:
            return
        self.speak(to)
        self.add(kind, self.words(pool) if self.dice.chance(share) else "", to)
        self.holder = to

    def _hand_over(self) -> None:
        """From the kelurahan to who is to answer: at once, through the dinas, or by way of the wrong one."""
        dice, world = self.dice, self.world
        temper = world.tempers[self.unit]
        if self.issue.wrong and dice.chance(temper.wrong):
            self._move(Kind.ROUTED, dice.pick(self.issue.wrong), "handover", 0.4)
            self.wait(self.temper.take * 1.6, 1.1)
            self._move(Kind.TRANSFERRED, self.unit, "transferred", 0.85)
        elif self.unit in world.parents and dice.chance(temper.chain):
            parent = world.parents[self.unit]
            self._move(Kind.ROUTED, parent, "handover", 0.4)
            self.wait(self.temper.take * 0.5, 1.0)
            self._move(Kind.INSTRUCTED, self.unit, "instructed", 0.5)
        else:
            self._move(Kind.ROUTED, self.unit, "handover", 0.35)

    def _reject(self) -> None:
        if self.dice.chance(0.25):
            self._respond("responded")
            self.wait(self.temper.work * 0.6, 1.0)
        self.speak()
        self.add(Kind.REJECTED, self.issue.reject.say(self.dice, self.facts))
        if self.dice.chance(0.07):
            self.at += int(self.dice.lognormal(14, 1.1) * HOUR)
            self._dispute("contested")
            self.wait(self.temper.take * 2, 1.0)
            self._work()

    def _stick(self) -> None:
        """It begins, or is asked about, and does not end; some are closed because time ran out."""
        dice = self.dice
        if self.issue.partners and dice.chance(0.38):
            self._ask(answer=dice.chance(0.35))
        elif dice.chance(0.6):
            self._start()
        if dice.chance(0.5):
            self._promise(20)
        if dice.chance(0.45):
            self.wait(24 * 9, 0.8)
            self._respond("responded")
        if dice.chance(0.3):
            self.at += dice.between(75, 130) * DAY
            self._end(Kind.TIMED_OUT, "timed_out")

    def _start(self) -> None:
        self.speak()
        self.add(Kind.STARTED, self.words("started") if self.dice.chance(0.4) else "")

    def _ask(self, answer: bool) -> None:
        partner = self.dice.pick(self.issue.partners)
        if partner == self.holder:
            return
        asker = self.holder
        self.speak(partner)
        kind = "_network" if partner in self.world.networks else ""
        self.add(Kind.COORDINATION_ASKED, self.words(f"asked{kind}") if self.dice.chance(0.7) else "", partner)
        if not answer:
            return
        self.holder = partner
        self.wait(self.temper.take * 2 + 24, 1.0)
        self.plan(self.dice.between(1, 7))
        self.speak(asker)
        self.add(Kind.COORDINATION_ANSWERED, self.words(f"answered{kind}"), asker)
        self.holder = asker
        self.wait(self.temper.take * 0.5, 0.8)

    def _promise(self, days: float) -> None:
        """A date; now and then it moves."""
        self.speak()
        date = self.plan(self.dice.lognormal(days, 0.6))
        self.add(Kind.PROMISED, self.words("promised"), promised=date)
        if self.dice.chance(0.28):
            self.at = max(self.at + 3600, date - self.dice.between(2, 30) * HOUR)
            self.speak()
            date = self.plan(self.dice.lognormal(days * 0.7, 0.6))
            self.add(Kind.PROMISED, self.words("moved"), promised=date)

    def _work(self) -> None:
        """Begin, ask, say, promise; then end and be checked, once or more."""
        dice, temper = self.dice, self.temper
        slow = dice.chance(temper.slow * min(1.0, self.issue.pace))
        if dice.chance(0.72):
            self._start()
            self.wait(temper.work * 0.3, temper.spread)
        if self.issue.partners and dice.chance(temper.ask * (2.2 if slow else 0.8)):
            self._ask(answer=True)
        if dice.chance(0.02):
            self.speak()
            self.add(Kind.NOTED, self.words("noted"), public=False)
        if dice.chance(temper.promise * (2.4 if slow else 0.5)):
            self._promise(temper.drag * 0.5 if slow else 4)
        if dice.chance(temper.reply * (1.0 if slow else 0.55)):
            self._respond("responded")
        if slow:
            self.wait(temper.drag * 24 * 0.75, 0.75)
            if dice.chance(temper.reply * 0.6):
                self._respond("responded")
        self.wait(temper.work * 0.7, temper.spread)
        self._complete("completed")
        self._afterwards()

    def _complete(self, pool: str) -> None:
        """Say that it is done, and the check of it; refused, it is done again."""
        dice = self.dice
        self.speak()
        first = pool == "completed"
        paste = first and dice.chance(self.temper.copy)
        self.facts["kerja"] = "" if paste else self.issue.done.say(dice, self.facts)
        said = self.world.pasted[self.holder][0] if paste else self.words(pool)
        checker = self.world.validator
        if checker is None:
            self.add(Kind.RESOLVED, said)
            return
        self.add(Kind.COMPLETED, said)
        take, spread, weekend = check_times()
        self.wait(take, spread, weekend)
        if first and dice.chance(self.temper.refuse * (1.6 if paste else 1.0)):
            self.facts["lain"] = self.near or "laporan lain"
            self.add(Kind.VALIDATION_REFUSED, self.words("refused"), by=checker)
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        else:
            self.add(Kind.VALIDATED, self.words("validated"), by=checker)

    def _afterwards(self) -> None:
        """What citizens say of it, and what comes of that."""
        dice = self.dice
        if dice.chance(self.temper.dispute):
            self.at += int(dice.lognormal(30, 1.1) * HOUR)
            self._dispute()
            self.wait(self.temper.take * 2, 1.0)
            if dice.chance(0.6):
                self._start()
                self.wait(self.temper.work * 0.5, 1.0)
            if dice.chance(0.15):
                return
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        elif dice.chance(0.008):
            self.at += dice.between(2, 30) * DAY
            self._end(Kind.REOPENED, "reopened")
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        if dice.chance(0.085):
            self.at += int(dice.lognormal(20, 1.2) * HOUR)
            self.add(Kind.CONFIRMED, self.words("confirmed"), by=None)

    def _dispute(self, pool: str = "disputed") -> None:
        self.at += 900
        self.add(Kind.DISPUTED, self.words(pool), by=None)
