"""The courier at work: look, decide, do, rest; and what it makes of a site that is away, a full disk, a refused key."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from handover.client.courier import coming_in, going_out, places, steps
from handover.client.courier.clearing import clear_old_files
from handover.client.courier.desk import CourierDesk
from handover.client.courier.disk import write_whole
from handover.client.courier.lock import FolderLock
from handover.client.courier.looking import look_at
from handover.client.courier.planning import (
    LONGEST_PAUSE,
    SiteMemory,
    Situation,
    find_strays,
    is_due,
    is_paused,
    plan_steps,
)
from handover.client.courier.view import FolderView
from handover.client.courier.words import TROUBLES
from handover.client.faults import ApiAway, ApiProblem, ClientFault, NotTheApi

STATUS: Final = "status.json"
FIRST_PAUSE: Final = 5.0
LONGEST_WAIT: Final = 240.0
"""Seconds: a site that is back hears of the courier within five minutes."""
KEY_REFUSED: Final = 401
SITE_TROUBLE: Final = "site"
TIDY: Final = timedelta(days=1)
RENEW: Final = timedelta(seconds=3)
_LOCAL: Final = (steps.Claim, steps.FinishClaim, steps.FileAnswer, steps.PlaceFile, steps.EndFile)
_TITLES: Final = {
    "ListWaiting": f"{places.IN}/",
    "ReadNews": f"{places.SENT}/",
    "ListQuestions": f"{places.ASKED}/",
    "HearSite": "GET /me",
}
_SHOWN_AFTER: Final = 2
"""A site that is away is told to the person at the second try: networks blink."""


@dataclass(slots=True)
class FolderCourier:
    """The courier of one folder, for as long as its process lives."""

    desk: CourierDesk
    lock: FolderLock | None = None
    memory: SiteMemory = field(default_factory=SiteMemory)
    heard_at: datetime | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    _before: FolderView | None = None
    _view: FolderView | None = None
    _tidied_at: datetime | None = None
    _renewed_at: datetime | None = None
    _tries: dict[str, int] = field(default_factory=dict)

    def work(self) -> None:
        """Do all that can be done now. What has to be seen twice waits for the next time, after a rest."""
        self._before = self._view
        self._tidy()
        while self._do_round():
            pass
        self._write_status()

    def _tidy(self) -> None:
        """Forget what is not needed any more, at the start and once a day."""
        now = self.desk.clock()
        if is_due(self._tidied_at, now, TIDY):
            self._tidied_at = now
            # Before the journal forgets where old files lie.
            self._clear()
            try:
                self.desk.file.tidy(now)
            except OSError as fault:
                self._note_trouble("journal", self._words("disk", name=places.OWN, words=_reason(fault)))
            else:
                self._note_trouble("journal", None)

    def _clear(self) -> None:
        """Remove what is over, while the folder is this courier's alone."""
        self._renew()
        try:
            clear_old_files(self.desk)
        except OSError as fault:
            self._note_trouble("clearing", self._words("disk", name=f"{places.SENT}/", words=_reason(fault)))
        else:
            self._note_trouble("clearing", None)

    def run(self, rest: Callable[[float], bool]) -> None:
        """Work and rest in turn until `rest`, which is told for how many seconds, says False."""
        going = True
        while going:
            self.work()
            going = rest(self.desk.settings.look_seconds)

    def _do_round(self) -> bool:
        self._renew()
        self._view = view = look_at(self.desk.folder, self.desk.journal)
        self._note_trouble("folder", None if view.whole else self._words("folder"))
        strays = ", ".join(find_strays(self.desk.journal, view))
        self._note_trouble("strays", self._words("strays", names=strays) if strays else None)
        situation = Situation(self.desk.journal, view, self._before, self.memory, self.desk.settings)
        planned = plan_steps(situation, self.desk.clock())
        for step in planned:
            if isinstance(step, _LOCAL) or not is_paused(self.memory.quiet_until, self.desk.clock()):
                self._renew()
                self._do(step)
        return bool(planned)

    def _renew(self) -> None:
        """Say to couriers on other machines that this one lives. Raises `FolderInUse` where another took the folder."""
        now = self.desk.clock()
        if self.lock is None or not is_due(self._renewed_at, now, RENEW):
            return
        try:
            self.lock.renew()
            self._renewed_at = now
        except OSError as fault:
            self._note_trouble("lock", self._words("disk", name=places.OWN, words=_reason(fault)))
        else:
            self._note_trouble("lock", None)

    def _do(self, step: steps.Step) -> None:
        subject = name_subject(step)
        try:
            self._carry_out(step)
        except ApiAway:
            self._rest_from_site(self._words("away"), None)
        except NotTheApi as fault:
            words, remedy = fault.explain(self._language), fault.advise(self._language)
            self._rest_from_site(self._words("stranger", words=words, remedy=remedy), None)
        except ApiProblem as problem:
            self._meet_problem(step, problem)
        except coming_in.EmptyReason as note:
            self._pause(subject, self._words("reason", name=str(note)))
        except ClientFault as fault:
            self._pause(
                subject,
                self._words(
                    "file",
                    name=self._title(step),
                    words=fault.explain(self._language),
                    remedy=fault.advise(self._language),
                ),
            )
        except OSError as fault:
            self._pause(subject, self._words("disk", name=self._title(step), words=_reason(fault)))
        else:
            self._tries.pop(subject, None)
            self._note_trouble(subject, None)
            if not isinstance(step, _LOCAL):
                self._hear()

    def _hear(self) -> None:
        self.heard_at = self.desk.clock()
        self.memory = replace(self.memory, quiet_until=None)
        self._tries.pop(SITE_TROUBLE, None)
        self._note_trouble(SITE_TROUBLE, None)

    def _meet_problem(self, step: steps.Step, problem: ApiProblem) -> None:
        """A key that is not taken stops everything; what else the site says concerns one file, for now."""
        if problem.status == KEY_REFUSED:
            self._rest_from_site(self._words("key", words=str(problem), remedy=problem.remedy), None, shown_after=1)
        elif problem.status in (429, 503):
            self._rest_from_site(self._words("busy"), problem.retry_after)
        else:
            words = self._words("file", name=self._title(step), words=str(problem), remedy=problem.remedy)
            self._pause(name_subject(step), words, problem.retry_after)

    def _rest_from_site(self, words: str, seconds: float | None, shown_after: int = _SHOWN_AFTER) -> None:
        self.memory = replace(self.memory, quiet_until=self._next_try(SITE_TROUBLE, seconds))
        if self._tries[SITE_TROUBLE] >= shown_after:
            self._note_trouble(SITE_TROUBLE, words)

    def _pause(self, subject: str, words: str, seconds: float | None = None) -> None:
        until = self._next_try(subject, seconds)
        self.memory = replace(self.memory, pauses={**self.memory.pauses, subject: until})
        self._note_trouble(subject, words)

    def _next_try(self, subject: str, seconds: float | None) -> datetime:
        """Return when to try again: as the site says, otherwise after a time that doubles."""
        tries = self._tries.get(subject, 0)
        self._tries[subject] = tries + 1
        wait = min(FIRST_PAUSE * 2**tries, LONGEST_WAIT) if seconds is None else seconds
        return self.desk.clock() + min(timedelta(seconds=wait), LONGEST_PAUSE)

    def _note_trouble(self, subject: str, words: str | None) -> None:
        """Say what stands in the way once, and forget it when it does not any more."""
        if words is None:
            self.troubles.pop(subject, None)
        elif self.troubles.get(subject) != words:
            self.troubles[subject] = words
            self.desk.notice("trouble", words=words)

    @property
    def _language(self) -> str:
        return self.desk.settings.language

    def _words(self, key: str, **values: str) -> str:
        return TROUBLES[key].say(self._language, **values)

    def _title(self, step: steps.Step) -> str:
        """Return what a step is about in a person's words: the name of a file, or the folder."""
        subject = name_subject(step)
        if isinstance(step, steps.FetchFile):
            return step.waiting.file_name
        if subject in self.desk.journal.incoming:
            return self.desk.arrived(subject).name
        if subject.isdigit():
            return self.desk.out(int(subject)).name
        return _TITLES.get(subject, subject)

    def _carry_out(self, step: steps.Step) -> None:
        match step:
            case steps.HearSite():
                known = self.desk.ask(self.desk.site.me)
                self.memory = replace(self.memory, beat_at=self.desk.clock(), rights=frozenset(known.rights))
            case steps.ListQuestions():
                self._list_questions()
            case steps.ReadNews():
                self.memory = replace(self.memory, news_at=self.desk.clock())
                going_out.read_news(self.desk)
            case steps.ListWaiting():
                self._list_waiting()
            case steps.LookAtQuestion(number):
                self.memory = replace(self.memory, asking=self.memory.asking | {self.desk.out(number).reference})
                going_out.look_at_question(self.desk, number)
            case steps.LookAtPlaced(reference):
                self.memory = replace(self.memory, looked_at=self.memory.looked_at | {reference})
                coming_in.look_at_placed(self.desk, reference)
            case steps.FetchFile() | steps.PlaceFile() | steps.AcknowledgeFile() | steps.RejectFile() | steps.EndFile():
                coming_in.take_in_step(self.desk, step)
            case _:
                going_out.take_out_step(self.desk, step)

    def _list_questions(self) -> None:
        now = self.desk.clock()
        open_ones = self.desk.ask(lambda: frozenset(each.reference for each in self.desk.site.outbox(state="asking")))
        self.memory = replace(self.memory, questions_at=now, asking=open_ones)

    def _list_waiting(self) -> None:
        now = self.desk.clock()
        self.memory = replace(self.memory, listed_at=now)
        waiting = self.desk.ask(lambda: tuple(self.desk.site.inbox()))
        self.memory = replace(self.memory, waiting=waiting, looked_at=frozenset())

    def _write_status(self) -> None:
        """Leave what `handover courier status` shows. It is no loss if it cannot be written."""
        heard = self.heard_at.isoformat(timespec="seconds") if self.heard_at is not None else None
        status = {"looked_at": self.desk.now, "heard_at": heard, "troubles": sorted(self.troubles.values())}
        try:
            write_whole(self.desk.path(f"{places.OWN}/{STATUS}"), json.dumps(status, ensure_ascii=False).encode())
        except OSError:
            return


def name_subject(step: steps.Step) -> str:
    """Return what a step is about, as pauses and troubles name it."""
    match step:
        case steps.Claim(name):
            return f"{places.OUT}/{name}"
        case steps.FetchFile(waiting):
            return waiting.reference
        case steps.HearSite() | steps.ReadNews() | steps.ListWaiting() | steps.ListQuestions():
            return type(step).__name__
        case (
            steps.PlaceFile(reference=reference)
            | steps.AcknowledgeFile(reference=reference)
            | steps.RejectFile(reference=reference)
            | steps.LookAtPlaced(reference=reference)
            | steps.EndFile(reference=reference)
        ):
            return reference
        case _:
            return str(step.number)


def _reason(fault: OSError) -> str:
    return fault.strerror or str(fault)
