"""The demo's story: a family that moves, and a county's files in every state, told through the product itself.

Every file is written by the product's own writer and taken in by the same pipeline as a real one; then people do what
people do, in the order of time.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import itemgetter

from django.utils import timezone

from handover.common.text import Text
from handover.ctf.filename import build_name
from handover.ctf.model import Pupil
from handover.ctf.writer import write_ctf
from handover.invented import invent_file, invent_pupils
from handover.portal.accounts.models import User
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils import fetching, standing
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import release_file, school_of
from handover.portal.retention import keeping
from handover.portal.transfers import answers, collecting, successors
from handover.portal.transfers.intake import Incoming, receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step

SURNAME = "Tudur-Rees"

CHAPTERS: tuple[Text, ...] = (
    Text(
        "The Tudur-Rees family leaves Caerwennol in the summer. Siân has finished primary school: Nant y Wennol (alis) "
        "has sent her file to Glan Wennol High School (bryn), who collected it and confirmed that it arrived.",
        "Mae'r teulu Tudur-Rees yn gadael Caerwennol yn yr haf. Mae Siân wedi gorffen yn yr ysgol gynradd: mae Nant "
        "y Wennol (alis) wedi anfon ei ffeil i Ysgol Uwchradd Glan Wennol (bryn), sydd wedi ei chasglu a chadarnhau "
        "iddi gyrraedd.",
    ),
    Text(
        "Her brother Tomos moves to the Isle of Grug with his father. His file waits at Grug Bay Primary School (carys): "
        "somebody there has looked at it, and it is still to be collected.",
        "Mae ei brawd Tomos yn symud i Ynys Grug gyda'i dad. Mae ei ffeil yn aros yn Ysgol Bae Grug (carys): mae rhywun "
        "yno wedi edrych arni, ac mae'n dal i aros i gael ei chasglu.",
    ),
    Text(
        "Nobody knows yet where little Eira will go to school. Her file lies in the lost pupil store. The Isle of Grug "
        "(jac) has been looking for her, and has an e-mail that she may be there: find her, and send her file to Grug Bay.",
        "Nid oes neb yn gwybod eto i ba ysgol y bydd Eira fach yn mynd. Mae ei ffeil yn y storfa disgyblion coll. "
        "Mae Ynys Grug (jac) wedi bod yn chwilio amdani, ac wedi cael e-bost sy'n dweud ei bod yno efallai: dewch o "
        "hyd iddi, ac anfonwch ei ffeil i Ysgol Bae Grug.",
    ),
    Text(
        "Other pupils of the county are lost too: some for years, one over the school leaving age (hana looks after them); "
        "one was found last month and is at Glan Wennol High School.",
        "Mae disgyblion eraill y sir ar goll hefyd: rhai ers blynyddoedd, un dros oedran gadael yr ysgol (hana sy'n gofalu "
        "amdanynt); daethpwyd o hyd i un fis diwethaf, ac mae yn Ysgol Uwchradd Glan Wennol.",
    ),
    Text(
        "Meanwhile a class goes up to secondary school, a file goes to a school that has closed, one is rejected, one "
        "called back, one forgotten, and one waits for its sender's yes.",
        "Yn y cyfamser mae dosbarth yn mynd i'r ysgol uwchradd, mae ffeil yn mynd i ysgol sydd wedi cau, mae un yn "
        "cael ei gwrthod, un yn cael ei galw'n ôl ac un yn cael ei hanghofio, ac mae un yn aros am ateb ei hanfonwr.",
    ),
    Text(
        "In Caerwennol a year 6 goes up to three secondary schools. The authority (efa) has put Dock Street's file on its "
        "board and brought the list of offers: one pupil has no place yet, and one place is for a pupil without a record. "
        "Send the rest in one step. Nant y Wennol's file is still to be put on the board.",
        "Yng Nghaerwennol mae blwyddyn 6 yn mynd i dair ysgol uwchradd. Mae'r awdurdod (efa) wedi rhoi ffeil Stryd y "
        "Doc ar ei fwrdd a lanlwytho'r rhestr o gynigion: nid oes lle eto gan un disgybl, ac mae un lle ar gyfer "
        "disgybl heb gofnod. Anfonwch y gweddill mewn un cam. Mae ffeil Nant y Wennol eto i'w rhoi ar y bwrdd.",
    ),
)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does with a file: so many days before the demo was built, at which time of the day."""

    days: int
    time: str
    by: str
    does: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """One file: when, from whom, to where, who is in it, and what happens to it."""

    days: int
    time: str
    by: str
    destination: str
    year_group: str
    count: int = 1
    number: int = 1
    child: str = ""
    name: str = ""
    acts: tuple[Act, ...] = ()


SENDINGS: tuple[Sending, ...] = (
    # The family.
    Sending(
        30,
        "09:40",
        "alis",
        "6814990",
        "6",
        child="Siân",
        acts=(Act(28, "08:55", "bryn", "collect"), Act(28, "08:57", "bryn", "confirm")),
    ),
    Sending(6, "10:05", "alis", "6602991", "3", child="Tomos", acts=(Act(2, "08:32", "carys", "see"),)),
    Sending(5, "15:20", "alis", "XXXXXXX", "R", child="Eira"),
    # The county.
    Sending(75, "11:00", "gwen", "6814991", "6", 4),
    Sending(
        29,
        "09:45",
        "alis",
        "6814990",
        "6",
        24,
        2,
        acts=(Act(27, "09:10", "bryn", "collect"), Act(27, "09:14", "bryn", "confirm")),
    ),
    Sending(20, "14:12", "gwen", "6814990", "6", 18, acts=(Act(19, "10:30", "bryn", "collect"),)),
    Sending(18, "09:02", "gwen", "MMMMMMM", "4"),
    Sending(
        14,
        "13:47",
        "carys",
        "6812990",
        "2",
        acts=(Act(12, "09:15", "alis", "reject", "This pupil goes to Dock Street, not to us."),),
    ),
    Sending(12, "13:58", "carys", "6812991", "2", 1, 2),
    Sending(11, "08:40", "alis", "6602991", "5", 1, 2, acts=(Act(11, "08:52", "alis", "recall"),)),
    Sending(9, "16:03", "alis", "9364993", "6", acts=(Act(8, "09:30", "dev", "send_on"),)),
    Sending(7, "11:36", "gwen", "9364993", "5"),
    Sending(4, "10:48", "alis", "681LLLL", "6", 30, 3),
    Sending(3, "09:21", "efa", "6812993", "1", 2),
    Sending(3, "09:25", "efa", "660LLLL", "1"),
    Sending(
        3,
        "12:09",
        "gwen",
        "6602991",
        "1",
        1,
        5,
        name="6812991_CTF_6602991_5 (1).xml",
        acts=(Act(3, "12:10", "gwen", "no"),),
    ),
    Sending(2, "10:15", "carys", "6814990", "7", 3),
    Sending(2, "15:31", "ffion", "6814990", "8"),
    Sending(1, "09:08", "dev", "6814990", "9"),
    Sending(1, "09:12", "dev", "9364990", "9", 2, 2),
    Sending(1, "16:44", "gwen", "6812990", "3", 1, 7, name="6812991_CTF_6812990_7.xml"),
    # The lost.
    Sending(800, "10:20", "bryn", "XXXXXXX", "10", number=1),
    # Sent again by somebody who did not know: perhaps the same pupil, which Hana has yet to say.
    Sending(210, "09:31", "gwen", "XXXXXXX", "4", number=2, acts=(Act(13, "10:12", "gwen", "send_again", "3"),)),
    Sending(120, "14:55", "alis", "MMMMMMM", "2", number=2),
    Sending(
        60,
        "11:17",
        "dev",
        "XXXXXXX",
        "8",
        acts=(Act(33, "10:02", "hana", "release", "6814990"), Act(32, "08:50", "bryn", "take_in")),
    ),
    Sending(16, "15:05", "dev", "XXXXXXX", "9", number=2, acts=(Act(9, "11:40", "jac", "fetch"),)),
    # Across the borders of the authority, and collected.
    Sending(
        25,
        "10:12",
        "alis",
        "6602991",
        "4",
        2,
        6,
        acts=(Act(24, "09:05", "carys", "collect"), Act(24, "09:07", "carys", "confirm")),
    ),
    Sending(
        22,
        "11:30",
        "carys",
        "6814990",
        "6",
        3,
        4,
        acts=(Act(21, "09:20", "bryn", "collect"), Act(21, "09:26", "bryn", "confirm")),
    ),
    Sending(17, "14:40", "dev", "6812990", "5", 1, 5, acts=(Act(16, "08:50", "alis", "collect"),)),
    # A year 6 for the authority to share out.
    Sending(5, "10:22", "gwen", "681LLLL", "6", 12, 8),
)

LOOK_BACK_DAYS = 8
"""How far back the story's clock runs day by day, so that people are told of an end before it comes."""
# Somebody has been looking for a child since before the file came.
LOOKED_FOR = Question(surname="Tudor-Reece", forename="Eira")
LOOKED_FOR_BY, LOOKED_FOR_SINCE = "jac", 8


def tell_story(now: datetime) -> None:
    """Tell the story up to now."""
    keep_looking(now)
    told: dict[Sending, Transfer] = {}
    happenings: list[tuple[datetime, Sending, Act | None]] = [(moment_of_act(s, now), s, None) for s in SENDINGS]
    happenings += [(moment_of_act(act, now), sending, act) for sending in SENDINGS for act in sending.acts]
    for at, sending, act in sorted(happenings, key=itemgetter(0)):
        if act is None:
            told[sending] = send_made_file(sending, SENDINGS.index(sending), at)
        else:
            do_act(act, told[sending], at)
    for day in range(LOOK_BACK_DAYS, -1, -1):
        at = now - timedelta(days=day)
        keeping.keep_retention(at)


def keep_looking(now: datetime) -> None:
    """Let somebody keep a search."""
    by = User.objects.select_related("establishment").get(username=LOOKED_FOR_BY)
    standing.keep_search(LOOKED_FOR, by, now - timedelta(days=LOOKED_FOR_SINCE))


def moment_of_act(happening: Sending | Act, now: datetime) -> datetime:
    """Return when something happened, by the clock on the wall."""
    hour, _, minute = happening.time.partition(":")
    day = timezone.localtime(now) - timedelta(days=happening.days)
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def send_made_file(sending: Sending, seed: int, at: datetime) -> Transfer:
    """Write a file and send it."""
    sender = User.objects.select_related("establishment").get(username=sending.by)
    data = write_ctf(invent_file(sender.mailbox, sending.destination, children(sending, seed, sender, at), at))
    name = sending.name or build_name(sender.mailbox, sending.destination, sending.number)
    outcome = receive(Incoming(name, len(data), too_large=False, read=lambda: data), sender, at)
    if outcome.transfer is None:
        raise ValueError(f"the demo's own file {name} was refused: {[p.message() for p in outcome.problems]}")
    return outcome.transfer


def children(sending: Sending, seed: int, sender: User, at: datetime) -> tuple[Pupil, ...]:
    """Invent who is in a file; a child of the family has its name."""
    la, estab = sender.mailbox[:3], sender.mailbox[3:]
    school = sender.establishment.name if sender.establishment else ""
    if not estab.isdigit():
        # An authority passes on what a school made; its pupils have numbers of that school.
        first = Establishment.objects.filter(la_number=la, kind="school").order_by("number")[0]
        estab, school = first.number[3:], first.name
    serial = 100 + seed * 40 % 900
    made = invent_pupils(
        seed, sending.count, la, estab, sending.year_group, at.date(), school_name=school, first_serial=serial
    )
    if not sending.child:
        return made
    return tuple(
        replace(
            pupil,
            surname=SURNAME,
            forename=sending.child,
            sex="M" if sending.child == "Tomos" else "F",
            contacts=tuple(replace(contact, surname=SURNAME) for contact in pupil.contacts),
        )
        for pupil in made
    )


def do_act(act: Act, transfer: Transfer, at: datetime) -> None:
    """Let somebody do something with a file."""
    by = User.objects.select_related("establishment").get(username=act.by)
    transfer.refresh_from_db()
    if act.does in {"see", "reject", "recall"}:
        take_step(act.does, transfer, by=by, now=at, reason=act.reason)
    elif act.does == "send_on":
        successors.send_to_successor(transfer, by, at)
    elif act.does == "no":
        answers.say_no(transfer, by, at)
    elif act.does == "collect":
        collection = collecting.start_collection([transfer.reference], by, at)
        assert collection is not None
        collecting.take_out_collection(collection, by, at)
    elif act.does in {"release", "take_in", "fetch"}:
        find_lost(act, LostPupil.objects.get(transfer=transfer), by, at)
    elif act.does == "send_again":
        data = b"".join(collecting.read_sent_bytes(transfer))
        name = build_name(by.mailbox, transfer.destination, int(act.reason))
        receive(Incoming(name, len(data), too_large=False, read=lambda: data), by, at)
    elif act.does == "confirm":
        collecting.answer_collection(transfer.collections.latest("started_at"), arrived=True, by=by, now=at)
    else:
        raise ValueError(f"nobody knows how to {act.does}")


def find_lost(act: Act, pupil: LostPupil, by: User, at: datetime) -> None:
    """Let somebody find a lost pupil: send the file to a school, take it in there, or download it."""
    if act.does == "release":
        release_file(pupil, school_of(act.reason, by, at), by, at)
    elif act.does == "fetch":
        begun = fetching.begin_fetching(pupil, by, at)
        fetching.take_out_of_store(begun, by, at)
        fetching.answer_fetching(begun, arrived=True, by=by, now=at)
    elif pupil.onward is not None:
        collection = collecting.start_collection([pupil.onward.reference], by, at)
        assert collection is not None
        collecting.take_out_collection(collection, by, at)
        collecting.answer_collection(collection, arrived=True, by=by, now=at)
