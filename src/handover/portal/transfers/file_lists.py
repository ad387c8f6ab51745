"""The lists that a mailbox works with (what it sent, what waits for it, what it collected before) and what narrows them.

What is looked for by name or UPN is found by keys of the mailbox's own (`pupils.py`). The rest are conditions on columns.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import F, Q, QuerySet

from handover.common.folding import fold
from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.days import end_of_day, start_of_day
from handover.portal.establishments.looking_up import number_in
from handover.portal.transfers.flow import IN_STORE, STATES, State
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.mailbox import list_collected, list_outgoing, to_collect
from handover.portal.transfers.models import PupilOnFile, Transfer, in_states
from handover.portal.transfers.pupils import carrying_names, carrying_upn, pupils_named, pupils_of

MOST_SHOWN: Final = 3
"""Pupils of a file that a list names; the others it counts."""
RECENT_DAYS: Final = 14
"""So long Home tells of files that came back."""
UPN_FORM: Final = re.compile(r"[A-Z]\d{11}[A-Z\d]", re.IGNORECASE)
S = State


class FileList(StrEnum):
    """Which list, as its address calls it."""

    SENT = "sent"
    COLLECT = "collect"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where the files of a list may be, as one chooses it: in these states; with `recent` only since RECENT_DAYS."""

    name: Text
    states: tuple[State, ...] = ()
    recent: bool = False

    def condition(self, now: datetime) -> Q:
        """Return the condition on a transfer."""
        since = Q(moved_at__gte=now - timedelta(days=RECENT_DAYS)) if self.recent else Q()
        return in_states(self.states) & since


LOST_QUESTION: Final = "question"
"""The place of files about which a question is open whose rule stands elsewhere (`lostpupils.closing`)."""

WAITING_PLACES: Final = {
    "new": FilePlace(Text("New: nobody has looked at it", "Newydd: nid oes neb wedi edrych arni"), (S.SENT,)),
    "waiting": FilePlace(Text("Not collected yet", "Heb ei chasglu eto"), (S.SENT, S.SEEN)),
    "collected": FilePlace(
        Text("Collected, not confirmed yet", "Wedi'i chasglu, heb ei chadarnhau eto"), (S.COLLECTED,)
    ),
}
PLACES: Final[Mapping[FileList, Mapping[str, FilePlace]]] = {
    FileList.SENT: {
        "answer": FilePlace(STATES[S.ASKING].name, (S.ASKING,)),
        LOST_QUESTION: FilePlace(Text("Question about a lost pupil", "Cwestiwn am ddisgybl coll")),
        "held": FilePlace(STATES[S.HELD].name, (S.HELD,)),
        "waiting": WAITING_PLACES["waiting"],
        "collected": WAITING_PLACES["collected"],
        "confirmed": FilePlace(STATES[S.CONFIRMED].name, (S.CONFIRMED,)),
        "rejected": FilePlace(STATES[S.REJECTED].name, (S.REJECTED,)),
        "recalled": FilePlace(STATES[S.RECALLED].name, (S.RECALLED,)),
        "expired": FilePlace(STATES[S.EXPIRED].name, (S.EXPIRED,)),
        "lost": FilePlace(STATES[S.LODGED].name, (*IN_STORE, S.FOUND)),
        "over": FilePlace(
            Text("Ended otherwise", "Daeth i ben fel arall"),
            (S.WITHDRAWN, S.REDIRECTED, S.REMOVED, S.CLEARED, S.FORWARDED),
        ),
        "rejected-lately": FilePlace(
            Text("Rejected in the last two weeks", "Gwrthodwyd yn y pythefnos diwethaf"), (S.REJECTED,), recent=True
        ),
        "expired-lately": FilePlace(
            Text("Never collected, in the last two weeks", "Heb ei chasglu, yn y pythefnos diwethaf"),
            (S.EXPIRED,),
            recent=True,
        ),
    },
    FileList.COLLECT: WAITING_PLACES,
    FileList.COLLECTED: {},
}
"""Where the files of each list may be, in the order in which one chooses."""

LISTED: Final[Mapping[FileList, Callable[[User], QuerySet[Transfer]]]] = {
    FileList.SENT: list_outgoing,
    FileList.COLLECT: to_collect,
    FileList.COLLECTED: list_collected,
}
OTHER_SIDE: Final[Mapping[FileList, str]] = {
    FileList.SENT: "destination",
    FileList.COLLECT: "source",
    FileList.COLLECTED: "source",
}


@dataclass(frozen=True, slots=True)
class FileFilter:
    """What narrows a list; empty means no condition. `pupil` is part of a name, a UPN, or the beginning of a file's name."""

    pupil: str = ""
    school: str = ""
    kind: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None

    def stored(self) -> dict[str, str]:
        """Return what narrows as plain values, for the session."""
        return {each.name: str(value) for each in fields(self) if (value := getattr(self, each.name))}

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> "FileFilter":
        """Return what was kept."""
        words = [str(kept.get(name, "")) for name in ("pupil", "school", "kind", "place")]
        days = [date.fromisoformat(kept[name]) if kept.get(name) else None for name in ("since", "until")]
        return cls(*words, *days)  # type: ignore[arg-type]  # words first, and then the two days

    @property
    def names_file(self) -> bool:
        """Whether the beginning of a file's name is looked for."""
        return "_" in self.pupil

    @property
    def upn(self) -> str:
        """The UPN that is looked for; empty where it is something else."""
        plain = "".join(self.pupil.split())
        return plain.upper() if UPN_FORM.fullmatch(plain) else ""

    def __bool__(self) -> bool:
        """Whether anything narrows."""
        return bool(self.stored())


def list_files(
    which: FileList, user: User, wanted: FileFilter, now: datetime, asked: QuerySet[Any]
) -> QuerySet[Transfer]:
    """Return the files of a list that fit, in no order. `asked` are the transfers about which a question is open."""
    rows = LISTED[which](user)
    if wanted.place == LOST_QUESTION:
        rows = rows.filter(pk__in=asked)
    elif place := PLACES[which].get(wanted.place):
        rows = rows.filter(place.condition(now))
    if wanted.kind in KINDS:
        rows = rows.filter(kind__in=KINDS[wanted.kind].stored)
    if wanted.since:
        rows = rows.filter(sent_at__gte=start_of_day(wanted.since))
    if wanted.until:
        rows = rows.filter(sent_at__lt=end_of_day(wanted.until))
    if wanted.school.strip():
        rows = rows.filter(of_school(wanted.school, OTHER_SIDE[which], user))
    return rows.filter(carrying_sought(wanted, user.mailbox))


def carrying_sought(wanted: FileFilter, mailbox: str) -> Q:
    """Return the condition that a file carries the pupil who is looked for, or is called so."""
    if wanted.names_file:
        return Q(file_name__istartswith=wanted.pupil.strip())
    if wanted.upn:
        return carrying_upn(wanted.upn)
    return carrying_names(wanted.pupil, mailbox) or Q()


def of_school(text: str, side: str, user: User) -> Q:
    """Return the condition that the other side is a school or authority: by number, four digits of it, or part of its name."""
    number = number_in(text) or "".join(text.split())
    if len(number) == 7 and number[:3].isdigit():
        return Q(**{side: number.upper()})
    if number.isdigit():
        own = user.mailbox[:3] + number if len(number) == 4 else number
        return Q(**{f"{side}__startswith": own})
    named = Q()
    for word in text.split():
        english, welsh = f"{side}_establishment__name__icontains", f"{side}_establishment__name_cy__icontains"
        named &= Q(**{english: word}) | Q(**{welsh: word})
    return named


def order_by_pupil(rows: QuerySet[Transfer], *, descending: bool) -> list[int]:
    """Return the numbers of files in the order of their first pupil's surname and forename; those without one come last.

    Names are sealed, so each is opened: it is for lists that a person would read to their end.
    """
    first = dict(rows.exclude(sealed=None).values_list("pk", "sealed"))
    opened = PupilOnFile.objects.filter(sealed__in=set(first.values()), place=0).select_related("sealed")
    names = {row.sealed_id: (fold(row.surname), fold(row.forename)) for row in opened}
    named = sorted(
        (pk for pk in first if first[pk] in names), key=lambda pk: (*names[first[pk]], pk), reverse=descending
    )
    others = rows.exclude(pk__in=named).order_by(F("sent_at").desc(), "-pk").values_list("pk", flat=True)
    return [*named, *others]


@dataclass(frozen=True, slots=True)
class ShownPupils:
    """The pupils of a file that a list names, and how many more there are."""

    first: tuple[PupilOnFile, ...]
    more: int


def choose_pupils(files: list[Transfer], wanted: FileFilter, mailbox: str) -> dict[int, ShownPupils]:
    """Return whom a list names of each file: who is looked for first, then the first of the file.

    Nobody of a file whose pupils were not noted yet, or are forgotten.
    """
    held = pupils_of(files, None if wanted.upn else MOST_SHOWN)
    found = find_sought(files, held, wanted, mailbox)
    shown = {}
    for file in files:
        sought = found.get(file.sealed_id, [])
        places = {each.place for each in sought}
        first = (*sought, *(each for each in held[file.pk] if each.place not in places))[:MOST_SHOWN]
        if first:
            shown[file.pk] = ShownPupils(first, max(0, file.pupils - len(first)))
    return shown


def find_sought(
    files: list[Transfer], held: Mapping[int, tuple[PupilOnFile, ...]], wanted: FileFilter, mailbox: str
) -> dict[object, list[PupilOnFile]]:
    """Return who is looked for among the pupils of files, by the file's bytes."""
    if wanted.upn:
        return {
            file.sealed_id: [each for each in held[file.pk] if "".join(each.upn.split()).upper() == wanted.upn]
            for file in files
        }
    found: dict[object, list[PupilOnFile]] = {}
    if wanted.pupil.strip() and not wanted.names_file:
        named = pupils_named(wanted.pupil, mailbox).filter(sealed__in={file.sealed_id for file in files})
        for row in named.select_related("sealed").order_by("sealed", "place"):
            found.setdefault(row.sealed_id, []).append(row)
    return found
