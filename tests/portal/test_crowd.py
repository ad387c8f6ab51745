"""Thirty-two people do everything at once: nobody gets an error, nothing happens twice, and the log is whole."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handover.common.identifiers import make_upn
from handover.portal.accounts import yearly_check
from handover.portal.accounts.models import ChecklistLine, User
from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.jobs import BY_KEY
from handover.portal.lostpupils import census
from handover.portal.lostpupils.models import Fetching, Finding, LostPupil, Matching
from handover.portal.messaging.models import Delivery, SecureMessage
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.work import running
from tests.browser.stage import share_out
from tests.cast import Cast, make_cast, make_person
from tests.files import Child, ctf, name_of, send

pytestmark = pytest.mark.both_databases("who waits for whose rows")

PATIENCE = 60
NEWCOMERS = ("6812991", "6812992", "6812993", "6812994", "6814991", "6814992", "6814993")
JOBS = (
    "retention",
    "fold-reports",
    "share-out",
    "let-questions-lapse",
    "weekly-reminders",
    "yearly-check",
    "end-searches",
)
SENDS = 3


@dataclass
class Crowd:
    """Everybody, with a browser each, and what was answered to whatever they asked."""

    cast: Cast
    schools: list[User]
    browsers: dict[str, Client] = field(default_factory=dict)
    pupils: list[LostPupil] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def ask(self, who: User, address: str, said: dict[str, object] | None = None) -> str:
        """Have somebody open an address, or send a form to it; return where that leads."""
        browser = self.browsers[who.username]
        answer = browser.get(address) if said is None else browser.post(address, said)
        if answer.streaming:
            b"".join(answer.streaming_content)
        self.answers.append(f"{address.split('/')[1]} {answer.status_code}")
        return str(answer.get("Location", ""))


def school(number: str) -> User:
    place = Establishment.objects.create(
        number=number,
        kind=EstablishmentKind.SCHOOL,
        la_number="681",
        name=f"School {number}",
        email=f"{number}@example.org",
    )
    return make_person(f"user{number}", "Somebody", "school", place)


def lost(cast: Cast, serial: int) -> LostPupil:
    """Let a child be lost."""
    child = Child(make_upn("681", "2990", 20, serial), f"Coll{serial}", "Plentyn", "2012-03-04")
    outcome = send(cast.alis, "XXXXXXX", number=serial, children=[child], note=str(serial), now=timezone.now())
    assert outcome.transfer
    return LostPupil.objects.get(transfer=outcome.transfer)


@pytest.fixture
def crowd(transactional_db: None) -> Crowd:
    """Return the cast and more schools, with files on their way between all of them, lost pupils, a board and a check."""
    cast, now = make_cast(), timezone.now()
    schools = [cast.alis, cast.bryn, cast.carys, cast.dev, *(school(number) for number in NEWCOMERS)]
    made = Crowd(cast, schools)
    for number, (source, destination) in enumerate(ring(schools)):
        for file in (800, 801):
            assert send(source, destination.mailbox, number=file, note=f"{number} {file}", now=now).transfer
    share_out(cast)
    made.pupils = [lost(cast, serial) for serial in range(1, 7)]
    matching = Matching.objects.create(by=cast.gwilym, begun_at=now, touched_at=now, stage=census.DONE)
    made.findings = Finding.objects.bulk_create(
        Finding(matching=matching, pupil=pupil, establishment="6602991", line=1, score=9) for pupil in made.pupils
    )
    yearly_check.open_check(timezone.localdate().replace(year=2099), cast.gwilym.actor, now)
    running.enter_jobs([BY_KEY[key] for key in JOBS], now)
    colleagues = [
        make_person(f"second{user.username}", "A Colleague", "school", user.establishment) for user in schools
    ]
    for person in (*cast.people, *schools, *colleagues):
        browser = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")
        browser.force_login(person)
        made.browsers[person.username] = browser
    return made


def ring(schools: list[User]) -> Iterator[tuple[User, User]]:
    """Yield who sends to whom: each to the next and the next to it."""
    for place, source in enumerate(schools):
        following = schools[(place + 1) % len(schools)]
        yield source, following
        yield following, source


def sends(crowd: Crowd, who: User, others: list[User], first: int) -> None:
    """Send files to each neighbour, one after the other."""
    for number in range(first, first + SENDS):
        for other in others:
            data = ctf(who.mailbox, other.mailbox, note=f"{who.username} {number}")
            file = SimpleUploadedFile(name_of(who.mailbox, other.mailbox, number), data)
            crowd.ask(who, "/send/", {"files": [file]})


def collects(crowd: Crowd, who: User, *, arrived: str) -> None:
    """Collect all that waits, with a colleague at the same list."""
    waiting = Transfer.objects.filter(destination=who.mailbox, state__in=[State.SENT.value, State.SEEN.value])
    references = [str(reference) for reference in waiting.values_list("reference", flat=True)]
    crowd.ask(who, "/collect/")
    place = crowd.ask(who, "/collect/", {"file": references})
    if place and place != "/collect/":
        crowd.ask(who, f"{place}download/", {})
        crowd.ask(who, f"{place}arrived/", {"arrived": arrived})


def takes_back(crowd: Crowd, who: User) -> None:
    """Call back one's own files, and reject one that came."""
    for reference in Transfer.objects.filter(source=who.mailbox, file_name__endswith="_801.xml").values_list(
        "reference", flat=True
    ):
        crowd.ask(who, f"/files/{reference}/recall/", {})
    came = Transfer.objects.filter(destination=who.mailbox, file_name__endswith="_800.xml").values_list(
        "reference", flat=True
    )
    crowd.ask(who, f"/files/{came[0]}/reject/", {"reason": "Not ours"})


def at_a_school(crowd: Crowd, place: int) -> Callable[[], None]:
    """Return what somebody at a school does."""
    who, others = crowd.schools[place], [crowd.schools[place - 1], crowd.schools[(place + 1) % len(crowd.schools)]]

    def act() -> None:
        sends(crowd, who, others, 1)
        collects(crowd, who, arrived="yes")
        takes_back(crowd, who)
        crowd.ask(who, "/expected/add/", {"upn": make_upn("681", "2990", 21, place + 1), "source": "6812990"})

    return act


def beside_them(crowd: Crowd, place: int) -> Callable[[], None]:
    """Return what a colleague does meanwhile: the same things, from the other end."""
    who = User.objects.get(username=f"second{crowd.schools[place].username}")
    other = crowd.schools[(place + 1) % len(crowd.schools)]

    def act() -> None:
        takes_back(crowd, who)
        collects(crowd, who, arrived="no" if place % 2 else "yes")
        writes(crowd, who, other.mailbox)
        crowd.ask(who, "/expected/add/", {"upn": make_upn("681", "2990", 21, place + 1), "source": "6812990"})

    return act


def writes(crowd: Crowd, who: User, to: str) -> None:
    """Write a message and read what has come, and throw it away."""
    recipients = crowd.ask(who, "/messages/new/", {"template": "blank"})
    crowd.ask(who, recipients, {"do": "school", "school": to})
    crowd.ask(who, recipients.removesuffix("recipients/"), {"do": "send", "description": "About", "text": "Words"})
    for copy in Delivery.objects.filter(establishment=who.establishment, gone_at=None)[:2]:
        crowd.ask(who, reverse("received", args=[copy.reference]))
        crowd.ask(who, reverse("delete-message", args=[copy.reference]), {})


def finds(crowd: Crowd, who: User, school: str) -> Callable[[], None]:
    """Return what an officer does who finds lost pupils: decides pairs, sends them on, downloads, gives back."""

    def act() -> None:
        for finding in crowd.findings:
            crowd.ask(who, reverse("lost-match-decide", args=[finding.reference]), {"same": "yes"})
        for pupil in crowd.pupils[:4]:
            crowd.ask(who, reverse("lost-release", args=[pupil.reference]), {"school": school, "steps": "on"})
        for pupil in crowd.pupils[3:]:
            crowd.ask(who, reverse("lost-collect", args=[pupil.reference]), {"steps": "on"})
            for fetching in Fetching.objects.filter(pupil=pupil, by=who):
                crowd.ask(who, reverse("lost-download", args=[fetching.reference]), {})
                crowd.ask(who, reverse("lost-arrived", args=[fetching.reference]), {"arrived": "no"})

    return act


def removes(crowd: Crowd, who: User) -> Callable[[], None]:
    """Return what an officer does who takes lost pupils out of the store."""

    def act() -> None:
        for pupil in reversed(crowd.pupils):
            crowd.ask(who, reverse("lost-remove", args=[pupil.reference]), {"because": "mistake"})

    return act


def shares_out(crowd: Crowd, who: User, number: int) -> Callable[[], None]:
    """Return what an officer does at the board, who also sends by hand."""

    def act() -> None:
        offers = f"UPN,Destination\nB681299003017,6814990\nH681299021005,{6814990 + number % 2}\n"
        crowd.ask(who, "/phase/", {"offers": SimpleUploadedFile("offers.csv", offers.encode())})
        crowd.ask(who, "/phase/send/", {})
        running.run_if_due(BY_KEY["share-out"], running.new_worker(), early=True)
        data = ctf(who.mailbox, "6814990", note=who.username)
        crowd.ask(who, "/send/", {"files": [SimpleUploadedFile(name_of(who.mailbox, "6814990", 700 + number), data)]})
        writes(crowd, who, "6814990")

    return act


def checks(crowd: Crowd, who: User, verdict: str) -> Callable[[], None]:
    """Return what an administrator does with the yearly list of people."""

    def act() -> None:
        for line in ChecklistLine.objects.filter(checklist__authority=who.establishment).exclude(person=who):
            crowd.ask(who, "/check/decide/", {f"line-{line.pk}": verdict})
        crowd.ask(who, "/check/confirm/", {})

    return act


def works() -> None:
    """Do every job, as a worker."""
    for key in JOBS:
        running.run_if_due(BY_KEY[key], running.new_worker(), early=True)


def together(*acts: Callable[[], None]) -> None:
    """Do each act in a thread of its own, all beginning at one moment."""
    start = Barrier(len(acts), timeout=PATIENCE)

    def run(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        list(people.map(run, acts))


def deadlocks() -> int:
    """Return how many deadlocks PostgreSQL has counted in this database; SQLite has none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def test_thirty_two_people_do_everything_at_once(crowd: Crowd, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "handover")
    before, cast = deadlocks(), crowd.cast
    acts = [
        *(at_a_school(crowd, place) for place in range(len(crowd.schools))),
        *(beside_them(crowd, place) for place in range(len(crowd.schools))),
        *(finds(crowd, who, number) for who, number in ((cast.hana, "6814990"), (cast.jac, "6602991"))),
        *(removes(crowd, who) for who in (cast.idris, cast.hana)),
        *(shares_out(crowd, who, number) for number, who in enumerate((cast.efa, cast.lowri))),
        *(checks(crowd, who, verdict) for who, verdict in ((cast.lowri, "keep"), (cast.gwilym, "keep"))),
        works,
        works,
    ]
    assert len(acts) == 32
    together(*acts)
    assert [line for line in crowd.answers if int(line[-3:]) >= 500] == []
    assert len(crowd.answers) > 250
    assert [line.getMessage() for line in caplog.records if "aborted" in line.getMessage()] == []
    assert [line.getMessage() for line in caplog.records if "job failed" in line.getMessage()] == []
    assert deadlocks() == before
    nothing_happened_twice(crowd)


def nothing_happened_twice(crowd: Crowd) -> None:
    """Look at what is left: every file once, every step once, the log whole."""
    assert verify().ok
    sequences = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, len(sequences) + 1))
    by_hand = Transfer.objects.filter(parent=None, sent_by__in=crowd.schools, file_name__regex=r"_00[1-3]\.xml$")
    by_hand = by_hand.exclude(destination="XXXXXXX")
    assert by_hand.count() == len({file.file_name for file in by_hand}) == len(crowd.schools) * 2 * SENDS
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in Entry.objects.filter(action__startswith="file."):
        steps[entry.subject][str(entry.facts.get("event"))] += 1
    for taken in steps.values():
        assert max(taken[event] for event in ("send", "confirm", "recall", "reject", "release")) <= 1, taken
    for file in Transfer.objects.filter(sealed__isnull=False):
        assert SealedFile.objects.filter(pk=file.sealed_id).exists()
    assert SecureMessage.objects.count() == Entry.objects.filter(action="message.sent").count()
    decided = Finding.objects.exclude(same_child=None).count()
    assert Entry.objects.filter(action="lost.matching_decided").count() == decided > 0
