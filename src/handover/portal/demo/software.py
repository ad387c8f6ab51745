"""The demo's schools whose own software speaks SIF, as a table; each has a zone of its own, with the hub in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from handover.common.private import private_folder
from handover.common.text import Text
from handover.demo import SchoolRoll
from handover.demo.objects import SPOKEN_OBJECTS
from handover.demo.running import SOFTWARE, SUFFIX, SoftwareMembership, find_membership, keep_membership
from handover.invented.sif import invent_roll
from handover.portal.audit.log import SITE
from handover.portal.establishments.models import Establishment
from handover.portal.hub.models import HubSchool, Readiness
from handover.portal.hub.zones.setting_up import bind_school, set_up_hub
from handover.portal.zones import administering, looking
from handover.sif.model import SifObject
from handover.zone.keys import address_of, mark_of
from handover.zone.rights import Right


@dataclass(frozen=True, slots=True)
class DemoSoftware:
    """A school's software: its product, its agent and zone, how many children are on its roll, and how it takes new ones."""

    number: str
    product: str
    agent: str
    zone: str
    learners: int
    takes_by_itself: bool


DEMO_SOFTWARE: Final = (
    DemoSoftware("6812993", "Cofrestr", "BerllanMIS", "berllan", 28, takes_by_itself=True),
    DemoSoftware("9362990", "Bellringer", "FernMIS", "fern-hill", 24, takes_by_itself=False),
)
FILES_ONLY: Final = ("6812991", "6602991")
"""Schools of the same story whose software speaks no SIF: their people send and collect files."""
SCHOOLS: Final = (*(each.number for each in DEMO_SOFTWARE), *FILES_ONLY)
"""Between these one moves children in the demo."""

MOVES: Final = (
    Text(
        "Ysgol Gymraeg y Berllan (mared) and Fern Hill Primary School (sam) have software that speaks SIF, and a hub of the "
        "site listens in each one's zone. In Berllan's software open a child, choose Fern Hill under “Leaves for…”, and "
        "look at Fern Hill's software: within seconds the child stands there under Expected, with contacts, attendance and "
        "results. Take the child onto the roll, and Berllan sees that the record has arrived.",
        "Mae gan Ysgol Gymraeg y Berllan (mared) ac Ysgol Gynradd Fern Hill (sam) feddalwedd sy'n siarad SIF, ac mae "
        "hwb y wefan yn gwrando ym mharth pob un. Ym meddalwedd y Berllan agorwch blentyn, dewiswch Fern Hill o dan "
        "“Yn gadael am…”, ac edrychwch ar feddalwedd Fern Hill: o fewn eiliadau mae'r plentyn yno o dan "
        "“Disgwyliedig”, â'i gysylltiadau, ei bresenoldeb a'i ganlyniadau. Rhowch y plentyn ar y gofrestr, ac mae'r "
        "Berllan yn gweld bod y cofnod wedi cyrraedd.",
    ),
    Text(
        "Dock Street (gwen) and Grug Bay (carys) have files only: a child who leaves Berllan for them comes to their mailbox, "
        "and a file that they send to Berllan or Fern Hill goes into that school's software.",
        "Ffeiliau'n unig sydd gan Stryd y Doc (gwen) a Bae Grug (carys): mae cofnod plentyn sy'n gadael y Berllan am "
        "un ohonynt yn dod i'w blwch post, ac mae ffeil y maent yn ei hanfon i'r Berllan neu i Fern Hill yn mynd i "
        "feddalwedd yr ysgol honno.",
    ),
)
"""What to try, on the demo's page."""

SPEAKS: Final = frozenset(
    (right, name)
    for right in (Right.PROVIDE, Right.RESPOND, Right.SUBSCRIBE, Right.PUBLISH_ADD, Right.PUBLISH_CHANGE)
    for name in SPOKEN_OBJECTS
)
"""What a school's software may do in its zone."""
_SEPTEMBER: Final = 9
_SATURDAY: Final = 5
_LONGEST: Final = 190
"""So many days a school year has at most."""


def software_folder() -> Path:
    """Return the folder of the rolls, beside the site's own files."""
    anchors: Path = settings.CONFIG.anchors_path
    return anchors.parent / SOFTWARE


def roll_path(software: DemoSoftware) -> Path:
    """Return the file of a school's roll."""
    return software_folder() / f"{software.number}{SUFFIX}"


def find_software(number: str) -> DemoSoftware | None:
    """Return the software of the school with a number; None where it speaks no SIF, or its roll was not made."""
    found = next((each for each in DEMO_SOFTWARE if each.number == number), None)
    return found if found is not None and roll_path(found).exists() else None


def make_software(now: datetime) -> None:
    """Make the schools' rolls and zones and set the hub up in each. Cut off anywhere it is done again; twice is once."""
    private_folder(software_folder())
    for software in DEMO_SOFTWARE:
        school = Establishment.objects.get(number=software.number)
        with SchoolRoll(roll_path(software)) as roll:
            if not roll.filled:
                roll.fill(_invent(software, school, timezone.localdate(now)))
            if find_membership(roll) is None:
                keep_membership(roll, _admit(software, school, now))
        _connect_hub(software, school, now)


def _invent(software: DemoSoftware, school: Establishment, today: date) -> list[SifObject]:
    """Invent the roll of a school in the school year of today, with its attendance up to now."""
    ends = today.year + (today.month >= _SEPTEMBER)
    first = date(ends - 1, _SEPTEMBER, 1)
    days = sum((first + timedelta(days=day)).weekday() < _SATURDAY for day in range((today - first).days))
    made = invent_roll(
        int(software.number),
        software.number,
        school.name,
        learners=software.learners,
        days=min(days, _LONGEST),
        year=ends,
    )
    return list(made)


def _admit(software: DemoSoftware, school: Establishment, now: datetime) -> SoftwareMembership:
    """Make a school's zone and its software's agent there, and return as whom it speaks: with a new key if it had one."""
    if looking.state_of(software.zone) is None:
        administering.make_zone(SITE, software.zone, school.name, "closed", now)
    state = looking.state_of(software.zone)
    assert state is not None
    known = state.agents.get(software.agent)
    if known is None:
        key = administering.add_agent(SITE, state, software.agent, "", SPEAKS, now)
    else:
        key = administering.make_key(SITE, state, software.agent, mark_of(known.key_digest), now)
    path = address_of("", software.zone, key)
    return SoftwareMembership(software.agent, path, software.product, software.takes_by_itself)


def _connect_hub(software: DemoSoftware, school: Establishment, now: datetime) -> None:
    hub = set_up_hub(SITE, software.zone, now, one_school=True)
    if HubSchool.objects.filter(zone=hub, establishment=school).exists():
        return
    itself = Readiness.BY_ITSELF
    bound = bind_school(SITE, hub, school, software.agent, now, leaving=itself, arriving=itself)
    # The software says its name when it registers, which is after this.
    HubSchool.objects.filter(pk=bound.pk).update(product=software.product)
