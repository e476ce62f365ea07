"""What became of a report, from the first desk to the end of the year, within the transitions that tickets allow."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.event import Kind
from ..domain.record import Step
from .calendar import DAY, HOUR
from .data import answers, check_times
from .steps import StepWriter


@dataclass(slots=True)
class Story(StepWriter):
    """Everything that may happen to a ticket, by chance and by the temper of the agency that holds it."""

    def write(self) -> tuple[Step, ...]:
        """All steps before the end of the year."""
        rng = self.rng
        local = rng.chance(self.issue.local)
        self.unit = self.holder if local else self._responsible()
        if rng.chance(0.021):
            return ()  # nobody ever answers
        self.plan(rng.randint(1, 4))
        self.wait(self.temper.take * (0.75 if local else 0.55), 1.25)
        if self.other is not None:
            self._merge(hand_over=not local and rng.chance(0.35))
        elif rng.chance(0.008):
            self._end(Kind.CLOSED, "cancelled")
        else:
            self._process(local)
        return tuple(self.steps)

    def _responsible(self) -> str:
        """The agency that must answer; street work without a rule stays with the kelurahan."""
        return self.issue.agency or self.world.rule.get(self.issue.category) or self.holder

    def _process(self, local: bool) -> None:
        rng = self.rng
        if not local:
            if rng.chance(self.temper.reply * 0.5):
                self._respond("received")
            self._hand_over()
            if rng.chance(0.026):
                return  # handed over and forgotten
            self.wait(self.temper.take, self.temper.spread)
        if rng.chance(self.temper.reject):
            self._reject()
            return
        if rng.chance(self.temper.stuck):
            self._stick()
            return
        self._work()

    def _merge(self, *, hand_over: bool) -> None:
        """Found to be a duplicate by the kelurahan at once, or only by the responsible agency."""
        if hand_over:
            self._hand_over()
            self.wait(self.temper.take * 0.7, 1.0)
        self.update_facts()
        self.facts["lain"] = self.other or ""
        self.add(Kind.MERGED, self.text("merged"))

    def _end(self, kind: Kind, pool: str) -> None:
        self.update_facts()
        self.add(kind, self.text(pool))

    def _respond(self, pool: str) -> None:
        self.update_facts()
        paste = self.rng.chance(self.temper.copy)
        self.facts["proses"] = self._progress()
        self.add(Kind.RESPONDED, self.world.pasted[self.holder][1] if paste else self.text(pool))
        self.at += self.rng.randint(120, 2400)

    def _progress(self) -> str:
        pool = self.issue.doing if self.rng.chance(0.72) else answers().named("jadwal")
        return pool.text(self.rng, self.facts)

    def _move(self, kind: Kind, to: str, pool: str, share: float) -> None:
        if to == self.holder:
            return
        self.update_facts(to)
        self.add(kind, self.text(pool) if self.rng.chance(share) else "", to)
        self.holder = to

    def _hand_over(self) -> None:
        """From the kelurahan to the responsible agency: directly, through its dinas, or through the wrong agency."""
        rng, world = self.rng, self.world
        temper = world.tempers[self.unit]
        if self.issue.wrong and rng.chance(temper.wrong):
            self._move(Kind.ROUTED, rng.choice(self.issue.wrong), "handover", 0.4)
            self.wait(self.temper.take * 1.6, 1.1)
            self._move(Kind.TRANSFERRED, self.unit, "transferred", 0.85)
        elif self.unit in world.parents and rng.chance(temper.chain):
            parent = world.parents[self.unit]
            self._move(Kind.ROUTED, parent, "handover", 0.4)
            self.wait(self.temper.take * 0.5, 1.0)
            self._move(Kind.INSTRUCTED, self.unit, "instructed", 0.5)
        else:
            self._move(Kind.ROUTED, self.unit, "handover", 0.35)

    def _reject(self) -> None:
        if self.rng.chance(0.25):
            self._respond("responded")
            self.wait(self.temper.work * 0.6, 1.0)
        self.update_facts()
        self.add(Kind.REJECTED, self.issue.reject.text(self.rng, self.facts))
        if self.rng.chance(0.07):
            self.at += int(self.rng.lognormal(14, 1.1) * HOUR)
            self._dispute("contested")
            self.wait(self.temper.take * 2, 1.0)
            self._work()

    def _stick(self) -> None:
        """Work begins, or another agency is asked, and it never ends; some are closed by time-out."""
        rng = self.rng
        if self.issue.partners and rng.chance(0.38):
            self._ask(answer=rng.chance(0.35))
        elif rng.chance(0.6):
            self._start()
        if rng.chance(0.5):
            self._promise(20)
        if rng.chance(0.45):
            self.wait(24 * 9, 0.8)
            self._respond("responded")
        if rng.chance(0.3):
            self.at += rng.randint(75, 130) * DAY
            self._end(Kind.TIMED_OUT, "timed_out")

    def _start(self) -> None:
        self.update_facts()
        self.add(Kind.STARTED, self.text("started") if self.rng.chance(0.4) else "")

    def _ask(self, answer: bool) -> None:
        partner = self.rng.choice(self.issue.partners)
        if partner == self.holder:
            return
        asker = self.holder
        self.update_facts(partner)
        kind = "_network" if partner in self.world.networks else ""
        self.add(Kind.COORDINATION_ASKED, self.text(f"asked{kind}") if self.rng.chance(0.7) else "", partner)
        if not answer:
            return
        self.holder = partner
        self.wait(self.temper.take * 2 + 24, 1.0)
        self.plan(self.rng.randint(1, 7))
        self.update_facts(asker)
        self.add(Kind.COORDINATION_ANSWERED, self.text(f"answered{kind}"), asker)
        self.holder = asker
        self.wait(self.temper.take * 0.5, 0.8)

    def _promise(self, days: float) -> None:
        """Promise a date; now and then move it."""
        self.update_facts()
        date = self.plan(self.rng.lognormal(days, 0.6))
        self.add(Kind.PROMISED, self.text("promised"), promised=date)
        if self.rng.chance(0.28):
            self.at = max(self.at + 3600, date - self.rng.randint(2, 30) * HOUR)
            self.update_facts()
            date = self.plan(self.rng.lognormal(days * 0.7, 0.6))
            self.add(Kind.PROMISED, self.text("moved"), promised=date)

    def _work(self) -> None:
        """Start, ask other agencies, respond, promise; then finish and be validated, once or more."""
        rng, temper = self.rng, self.temper
        slow = rng.chance(temper.slow * min(1.0, self.issue.pace))
        if rng.chance(0.72):
            self._start()
            self.wait(temper.work * 0.3, temper.spread)
        if self.issue.partners and rng.chance(temper.ask * (2.2 if slow else 0.8)):
            self._ask(answer=True)
        if rng.chance(0.02):
            self.update_facts()
            self.add(Kind.NOTED, self.text("noted"))
        if rng.chance(temper.promise * (2.4 if slow else 0.5)):
            self._promise(temper.drag * 0.5 if slow else 4)
        if rng.chance(temper.reply * (1.0 if slow else 0.55)):
            self._respond("responded")
        if slow:
            self.wait(temper.drag * 24 * 0.75, 0.75)
            if rng.chance(temper.reply * 0.6):
                self._respond("responded")
        self.wait(temper.work * 0.7, temper.spread)
        self._complete("completed")
        self._afterwards()

    def _complete(self, pool: str) -> None:
        """Report it done and have it validated; refused, it is done again."""
        rng = self.rng
        self.update_facts()
        first = pool == "completed"
        paste = first and rng.chance(self.temper.copy)
        self.facts["kerja"] = "" if paste else self.issue.done.text(rng, self.facts)
        text = self.world.pasted[self.holder][0] if paste else self.text(pool)
        checker = self.world.validator
        if checker is None:
            self.add(Kind.RESOLVED, text)
            return
        self.add(Kind.COMPLETED, text)
        take, spread, weekend = check_times()
        self.wait(take, spread, weekend)
        if first and rng.chance(self.temper.refuse * (1.6 if paste else 1.0)):
            self.facts["lain"] = self.near or "laporan lain"
            self.add(Kind.VALIDATION_REFUSED, self.text("refused"), by=checker)
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        else:
            self.add(Kind.VALIDATED, self.text("validated"), by=checker)

    def _afterwards(self) -> None:
        """Disputes, relapses and confirmations by citizens, and the work that follows from them."""
        rng = self.rng
        if rng.chance(self.temper.dispute):
            self.at += int(rng.lognormal(30, 1.1) * HOUR)
            self._dispute()
            self.wait(self.temper.take * 2, 1.0)
            if rng.chance(0.6):
                self._start()
                self.wait(self.temper.work * 0.5, 1.0)
            if rng.chance(0.15):
                return
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        elif rng.chance(0.008):
            self.at += rng.randint(2, 30) * DAY
            self._end(Kind.REOPENED, "reopened")
            self.wait(self.temper.work, 1.0)
            self._complete("again")
        if rng.chance(0.085):
            self.at += int(rng.lognormal(20, 1.2) * HOUR)
            self.add(Kind.CONFIRMED, self.text("confirmed"), by=None)

    def _dispute(self, pool: str = "disputed") -> None:
        self.at += 900
        self.add(Kind.DISPUTED, self.text(pool), by=None)
