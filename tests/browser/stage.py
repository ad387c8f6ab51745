"""The stage on which every page is looked at: the cast, and a file in each state, sent by the product's own steps."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.utils import timezone

from handover.common.private import private_folder
from handover.demo import RollStanding, SchoolRoll
from handover.invented.sif import invent_roll
from handover.matching.child import Child as OnRoll
from handover.portal.accounts import yearly_check
from handover.portal.accounts.links import make_link
from handover.portal.accounts.models import LinkPurpose, User
from handover.portal.apikeys.making import MadeKey
from handover.portal.demo.software import DEMO_SOFTWARE, roll_path, software_folder
from handover.portal.establishments.models import Establishment
from handover.portal.expected import listing
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.hub.models import Move
from handover.portal.lostpupils import census, fetching, removing, standing, upns
from handover.portal.lostpupils.models import Exhausted, Fetching, Finding, LostPupil, Matching, SamePupilCase
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import release_file
from handover.portal.messaging import templates, writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import AddressGroup, Delivery, Draft, SecureMessage, Template
from handover.portal.messaging.templates import Owner, TemplateContent
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.phase import boards
from handover.portal.transfers import collecting, damages, vault
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import take_step
from handover.portal.vendors.models import VendorApproval
from handover.portal.webhooks.models import WebhookEndpoint
from handover.portal.work.models import Lease, Run
from tests.cast import Cast, make_cast
from tests.files import NOW, SIAN, TOMOS, Child, ctf, send
from tests.hub import records_that_wait, town_with_hub
from tests.keys import some_keys
from tests.lost import lost_pupil, make_pair, say_of
from tests.receivers import some_webhooks
from tests.snapshots import Snapshot
from tests.stores import sealed_path
from tests.vendors import some_approval
from tests.ways import some_ways, stuck_leaver
from tests.zips import locked, zipped
from tests.zones import Town, busy_town

Thing = TypeVar("Thing")


@dataclass
class Stage:
    """The cast, its files by what is special about them, and the address of a link that somebody was sent.

    Scenes are added for some pages only; where `scenes` keeps them, a stage has one at most.
    """

    cast: Cast
    scenes: "Scenes | None" = None
    files: dict[str, Transfer] = field(default_factory=dict)
    link: str = ""

    @property
    def collection(self) -> Collection:
        """The collection that Bryn has begun."""
        return Collection.objects.get(transfers=self.files["collected"])

    @cached_property
    def letters(self) -> "Letters":
        """Messages, templates and groups; made for those who look at them."""
        return self._scene("letters", lambda: write_letters(self.cast))

    @cached_property
    def town(self) -> Town:
        """A zone with something on each of its pages; made for those who look at zones."""
        return self._scene("town", busy_town)

    @cached_property
    def records(self) -> dict[str, Move]:
        """Records that wait for the yes of Glan Wennol."""
        return self._scene("records", lambda: records_that_wait(self.cast))

    @cached_property
    def hub_town(self) -> Town:
        """The same zone with the hub in it, which lacks a few things; made for those who look at it."""
        return self._scene("hub town", lambda: town_with_hub(self.cast, self.__dict__.get("town")))

    @cached_property
    def software(self) -> dict[tuple[str, RollStanding], str]:
        """Two schools' own software, and the first child of each standing in each; made for those who look at it."""
        return self._scene("software", make_schools_software)

    @cached_property
    def whole_years(self) -> list[Transfer]:
        """Two files of one school on Caerwennol's board, with an offer that has no record; for those who look at it."""
        return self._scene("whole years", lambda: share_out(self.cast))

    @cached_property
    def damaged(self) -> Transfer:
        """A file whose stored bytes are gone and was missed, jobs that stand still, e-mails that were not taken."""
        return self._scene("damaged", lambda: lose_bytes(self.cast))

    @cached_property
    def ways(self) -> dict[str, Move]:
        """The ways of some records between the software of two schools; for those who look at them."""
        files = (self.files["sent"], self.files["rejected"], self.files["confirmed"])
        return self._scene("ways", lambda: some_ways(*files))

    @cached_property
    def stuck(self) -> Move:
        """The way of a record of Nant y Wennol that could not be made; for those who look at it."""
        return self._scene("stuck", stuck_leaver)

    @cached_property
    def approval(self) -> VendorApproval:
        """A school's approval of a vendor, in use; there is another vendor beside it."""
        return self._scene("approval", lambda: some_approval(self.cast))

    @cached_property
    def keys(self) -> dict[str, MadeKey]:
        """Keys of a school and of its authority, as they come to be; made for those who look at them."""
        return self._scene("keys", lambda: some_keys(self.cast))

    @cached_property
    def webhooks(self) -> dict[str, WebhookEndpoint]:
        """Webhooks of a school: one to which much was sent, and one that was switched off; for those who look at them."""
        return self._scene("webhooks", lambda: some_webhooks(self.cast.alis))

    def _scene(self, name: str, make: Callable[[], Thing]) -> Thing:
        return make() if self.scenes is None else self.scenes.add(name, make)

    @property
    def lost(self) -> LostPupil:
        """The pupil in the store whom everybody may find."""
        return LostPupil.objects.get(transfer=self.files["lodged"])

    @property
    def fetching(self) -> Fetching:
        """The download that Hana has begun."""
        return Fetching.objects.get()

    @property
    def exhausted(self) -> Exhausted:
        """The search of which Hana has said that everything was tried."""
        return Exhausted.objects.get()

    @property
    def undecided(self) -> SamePupilCase:
        """A pair of files of two boys of one name, of whom nobody has said whether they are one."""
        return SamePupilCase.objects.get(answer="")

    @property
    def told_apart(self) -> SamePupilCase:
        """A pair of which Hana has said that they are two children."""
        return SamePupilCase.objects.get(answer="two")

    @property
    def matching(self) -> Matching:
        """A matching with the census that has ended."""
        return Matching.objects.get(stage=census.DONE)

    @property
    def pair(self) -> Finding:
        """A pair that waits for Jac to decide."""
        return Finding.objects.get(certainty="look", same_child=None)

    @property
    def certain_pair(self) -> Finding:
        """A certain pair that waits for Jac."""
        return Finding.objects.get(certainty="certain")

    @property
    def decided_pair(self) -> Finding:
        """A pair of which Jac has said that it is one child."""
        return Finding.objects.get(same_child=True)

    @property
    def waiting(self) -> Matching:
        """A matching that waits for its turn."""
        return Matching.objects.get(stage=census.WAITING)

    @property
    def removed(self) -> LostPupil:
        """A pupil who is no longer in the store."""
        return LostPupil.objects.get(in_store=False, case_open=False)

    @property
    def found(self) -> LostPupil:
        """A pupil whose new school has the record, and whose case is open."""
        return LostPupil.objects.get(case_open=True)

    @property
    def expected(self) -> ExpectedPupil:
        """A pupil whom Bryn's school expects and whose record is missing."""
        return ExpectedPupil.objects.filter(establishment=self.cast.glan_high, arrived_at=None).latest("pk")

    def person(self, name: str | None) -> User | None:
        """Return somebody of the cast by name."""
        return getattr(self.cast, name) if name else None


class Scenes:
    """The stage as it is set, bare and with each scene: made by the product's own steps once, and put back for each page."""

    def __init__(self) -> None:
        self._bare: tuple[Stage, Snapshot] | None = None
        self._kept: dict[str, tuple[Any, Snapshot]] = {}
        self._shown = ""

    def open_stage(self) -> Stage:
        """Return the bare stage, whatever happened on it before."""
        if self._bare is None:
            self._bare = set_stage(make_cast()), Snapshot()
        stage, snapshot = self._bare
        snapshot.put_back()
        self._shown = ""
        return replace(stage, scenes=self)

    def add(self, scene: str, make: Callable[[], Thing]) -> Thing:
        """Put a scene onto the bare stage and return what is in it."""
        assert not self._shown, f"{scene} would take away {self._shown}"
        self._shown = scene
        if scene not in self._kept:
            self._kept[scene] = make(), Snapshot()
        things, snapshot = self._kept[scene]
        snapshot.put_back()
        return things


def make_schools_software() -> dict[tuple[str, RollStanding], str]:
    """Make two rolls and return the first child of each standing: in one somebody is expected, and somebody has left."""
    private_folder(software_folder())
    found = {}
    for software in DEMO_SOFTWARE:
        Establishment.objects.create(number=software.number, kind="school", la_number=software.number[:3], name="Fern")
        with SchoolRoll(roll_path(software)) as roll:
            if not roll.filled:
                roll.fill(invent_roll(1, software.number, software.product, learners=30))
                if not software.takes_by_itself:
                    _fill_with_life(roll)
            for entry in reversed(roll.entries()):
                found[software.number, entry.standing] = entry.ref_id
    return found


def _fill_with_life(roll: SchoolRoll) -> None:
    """Let somebody leave and somebody be expected, and let a message of each kind be said or heard."""
    leaver, comer = roll.entries()[:2]
    roll.leave(leaver.ref_id, NOW.date(), "6812993")
    roll.stand(comer.ref_id, RollStanding.EXPECTED, "Handover")
    roll.messages.note_heard(comer.learner, "Add", "Handover")
    roll.messages.note_heard(comer.learner, "Change", "Handover", "There is no year group 99.")
    roll.messages.note_answer("LearnerPersonal", "Handover", 1)


def set_stage(cast: Cast) -> Stage:
    """Send a file into each state that a school meets."""
    stage = Stage(cast)
    alis, bryn = cast.alis, cast.bryn
    places = {"sent": (SIAN,), "seen": (TOMOS,), "collected": (SIAN, TOMOS), "confirmed": (TOMOS,), "rejected": (SIAN,)}
    for number, (key, children) in enumerate((places | {"recalled": (TOMOS,)}).items(), start=1):
        stage.files[key] = sent(alis, "6814990", number=number, children=children)
    stage.files["lodged"] = sent(alis, "XXXXXXX", number=1)
    stage.files["closing"] = sent(alis, "6602991", number=1)
    letters = zipped({"letters/one.txt": b"Annwyl", "locked.txt": b"x"})
    for key, name, data in (
        ("zip", "6812990_681LLLL_letters.zip", letters),
        ("locked", "6812990_681LLLL_secret.zip", locked({"open.txt": b"y", "secret.txt": b"x"}, "secret.txt")),
        ("census", "6812990_PLASC_681LLLL_001.xml", b"<Message/>"),
        ("to_authority", "6812990_CTF_681LLLL_009.xml", ctf("6812990", "681LLLL", (SIAN, TOMOS))),
    ):
        stage.files[key] = sent(alis, "681LLLL", name=name, data=data)
    wrong_name = "6812990_CTF_6814990_040 (1).xml"
    stage.files["asking"] = sent(alis, "6814990", name=wrong_name, data=ctf("6812990", "6814990", note="asked"))
    later = NOW + timedelta(hours=1)
    take_step("see", stage.files["seen"], by=bryn, now=later)
    take_step("recall", stage.files["recalled"], by=alis, now=later)
    take_step("reject", stage.files["rejected"], by=bryn, now=later, reason="This pupil is not coming to us.")
    for key in ("collected", "confirmed"):
        begun = collecting.start_collection([stage.files[key].reference], bryn, later)
        assert begun is not None
        collecting.take_out_collection(begun, bryn, later)
        if key == "confirmed":
            collecting.answer_collection(begun, arrived=True, by=bryn, now=later)
    lose(stage, later)
    expect(cast, later)
    yearly_check.open_check(timezone.localdate() + timedelta(weeks=6), cast.gwilym.actor, timezone.now())
    stage.link = urlsplit(make_link(cast.dev, LinkPurpose.NEW_PASSWORD, timezone.now()).address).path
    return stage


def expect(cast: Cast, now: datetime) -> None:
    """Let a school and its authority expect pupils: one who has come, one on the way, one who is missing."""
    coming = Expected(0, "", "Oakhanger-Featherstonehaugh", "Bartholomew", date(2015, 3, 1), "6812990")
    for person in (cast.bryn, cast.efa):
        pupils = [Expected(0, child.upn, child.surname, child.forename, None, "6812990") for child in (SIAN, TOMOS)]
        listing.add_pupils([*pupils, coming, Expected(0, "", "Nowak", "Ela", date(2014, 1, 1), "")], person, now)


@dataclass
class Letters:
    """A message from Efa to Bryn and Alis, one to Efa, a draft of hers, a template and a group; and what jobs did."""

    received: Delivery
    sent: SecureMessage
    draft: Draft
    template: Template
    group: AddressGroup


def write_letters(cast: Cast) -> Letters:
    """Write messages, and what belongs to them."""
    efa, bryn, now = cast.efa, cast.bryn, timezone.now()
    words = Words("Request for a CTF", "Siân Prydderch came to us on Monday.\n\nPlease send her file.")
    to = [Box("6814990", "school"), Box("6812990", "school")]
    message = writing.send_draft(writing.begin_draft(efa, now, words, to), words, efa, now)
    answer = writing.begin_draft(bryn, now, words, [Box("681LLLL", "lea-user")])
    assert message is not None
    assert writing.send_draft(answer, words, bryn, now) is not None
    template = templates.save_template(
        Template(), TemplateContent("Ours", "About", "Please\n\nThank you."), Owner.PERSON, efa, now
    )
    keys = [box.key for box in to]
    group = AddressGroup.objects.create(person=efa, establishment=cast.caerwennol, name="Feeder schools", members=keys)
    Run.objects.create(job="retention", started_at=now, ended_at=now, outcome="done", count=7)
    Run.objects.create(job="send-e-mails", started_at=now, ended_at=now, outcome="failed", fault="TimeoutError")
    Lease.objects.create(job="retention", due_at=now, ran_at=now, outcome="done")
    draft = writing.begin_draft(efa, now, words, to)
    return Letters(Delivery.objects.get(establishment=cast.glan_high), message, draft, template, group)


def share_out(cast: Cast) -> list[Transfer]:
    """Put a whole-year file and a later one on the board, and bring a list of offers."""
    now = timezone.now()
    moved = Child(TOMOS.upn, TOMOS.surname, "Tomos Wyn", TOMOS.born)
    files = [
        sent(cast.alis, "681LLLL", number=number, children=children)
        for number, children in ((31, (SIAN, TOMOS)), (32, (moved,)))
    ]
    board = boards.board_of(cast.efa, now)
    for file in files:
        boards.put(board, [file.reference], cast.efa, now)
    offers = f"UPN,Destination\n{SIAN.upn},6814990\nR681299005071,6814990\n{TOMOS.upn},6819999\n"
    boards.bring_offers(board, [offers.encode()], cast.efa, now)
    return files


def lose_bytes(cast: Cast) -> Transfer:
    """Lose the stored bytes of a file, let jobs stand still for each reason there is, and a mail server take no e-mail."""
    now = timezone.now()
    file = sent(cast.alis, "6814990", number=61, note="damaged")
    assert file.sealed is not None
    sealed_path(file.sealed.name).unlink()
    damages.note_damage(vault.Damaged(file.sealed, vault.SealedFileFault.MISSING), now)
    for job, stop in zip(
        ("retention", "sweep-uploads", "keep-zones"), ("many_late", "many_nameless", "wrong_key"), strict=True
    ):
        Lease.objects.update_or_create(job=job, defaults={"due_at": now, "ran_at": now, "outcome": "stopped"})
        Run.objects.create(job=job, started_at=now, ended_at=now, outcome="stopped", fault=stop, count=61)
    Notice.objects.update(next_attempt_at=None, held_until=None, last_fault="address-refused 550")
    again = Notice.objects.filter(pk=Notice.objects.values("pk")[:1])
    again.update(next_attempt_at=now, last_fault="letter-later 452")
    return file


def lose(stage: Stage, now: datetime) -> None:
    """Bring lost pupils, a kept search, a begun download and an exhausted search onto the stage."""
    cast = stage.cast
    standing.keep_search(Question(surname="Oakhanger", forename="Ela"), cast.hana, now)
    sent(cast.carys, "MMMMMMM", children=[Child("", "Oakhanger", "Ela", "2008-02-01")])
    sent(cast.alis, "MMMMMMM", children=[Child("", "Nowak", "Tomasz", "2012-02-01", "M")])
    sent(cast.alis, "XXXXXXX", number=2, children=[Child("", "Rees", "Gwen", "2009-02-01")])
    for surname, born, number in (("Siddiqui-Featherstonehaugh", "2015-06-06", 50), ("Nowak", "2011-03-01", 60)):
        twins = [Child("", surname, "Muhammad", born, "M", middle_name(name)) for name in ("Hamza", "Haris")]
        pair = [
            sent(cast.bryn, "XXXXXXX", number=number + place, children=[twin]).lost_pupil
            for place, twin in enumerate(twins)
        ]
    say_of(*pair, "two", cast.hana, now)
    gone = lost_pupil("Gwen")
    removing.remove_pupil(gone, "found", cast.hana, now)
    onward = sent(cast.alis, "XXXXXXX", number=3, children=[Child("", "Bethan", "Nest", "2016-05-04")])
    onward = release_file(onward.lost_pupil, cast.grug_primary, cast.jac, now)
    for event in ("collect", "confirm"):
        take_step(event, onward, by=cast.carys, now=now)
    fetching.begin_fetching(lost_pupil("Tomasz"), cast.hana, now)
    match(cast, now)
    upns.exhaust(cast.nant_primary, list(upns.STEPS), cast.hana, now)


def middle_name(name: str) -> str:
    """Return the part of a file that says a pupil's middle name and year group."""
    return f"<BasicDetails><MiddleNames>{name}</MiddleNames><NCyearActual>6</NCyearActual></BasicDetails>"


def match(cast: Cast, now: datetime) -> None:
    """Let one matching have ended, with a pair to decide and an odd cell, and another wait."""
    for stage in (census.DONE, census.WAITING):
        Matching.objects.create(
            by=cast.gwilym,
            begun_at=now,
            touched_at=now,
            stage=stage,
            rows=1200,
            lost=3,
            problems=[{"code": "census.date", "line": 7, "values": {"value": "…"}}],
        )
    ended = Matching.objects.get(stage=census.DONE)
    sian = lost_pupil("Siân")
    twin = OnRoll("Prytherch", "Mair", date(2015, 2, 11), "N660299125001", gender="F", postcode="LL99 1AA")
    make_pair(cast, sian, twin, matching=ended, conflicts=["may_be_twins"])
    tomasz = lost_pupil("Tomasz")
    certain = OnRoll("Nowak", "Tomasz", date(2012, 2, 1), middle_names="Jan", gender="M", town="Grug")
    make_pair(cast, tomasz, certain, matching=ended, certainty="certain", score=21, probability=0.9997, line=20)
    decided = {"same_child": True, "decided_by": "jac", "decided_at": now, "line": 30}
    make_pair(cast, lost_pupil("Ela"), OnRoll("Oakhanger", "Ela"), matching=ended, **decided)


def sent(sender: User, destination: str, **content: object) -> Transfer:
    """Send a file and return its transfer."""
    outcome = send(sender, destination, **content)
    assert outcome.transfer is not None, outcome
    return outcome.transfer
