"""Whom to ask about a pupil who is not in the store: the few authorities that the evidence points to, with the reasons.

An enquiry to everybody is read by nobody (seed, section 4.2), so no more than MOST_ASKED authorities are named.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits, make_fingerprint
from handover.portal.masterkeys.codes import newest_form
from handover.portal.transfers.models import Transfer

MOST_ASKED = 5
MOST_OF_A_KIND = 5
FLOW_DAYS = 365

CLUES: dict[str, tuple[int, Text]] = {
    "school": (
        8,
        Text("The pupil's last school is there: {what}.", "Mae ysgol ddiwethaf y disgybl yno: {what}."),
    ),
    "town": (4, Text("The pupil lived there: {what}.", "Roedd y disgybl yn byw yno: {what}.")),
    "family": (
        3,
        Text(
            "A lost pupil of the same surname was uploaded there, perhaps a brother or sister.",
            "Lanlwythwyd ffeil disgybl coll o'r un cyfenw yno, brawd neu chwaer efallai.",
        ),
    ),
    "flow": (
        1,
        Text(
            "Pupils often move between there and us: {what:file} in a year.",
            "Mae disgyblion yn aml yn symud rhwng yno a ni: {what:file} mewn blwyddyn.",
        ),
    ),
}
"""What may point to an authority: how much it counts for, and how it is said."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known of the pupil: the last school (a number, or part of its name), and towns of earlier addresses."""

    school: str = ""
    towns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """An authority to ask, with the reasons in words; the higher the weight the likelier."""

    authority: Establishment
    reasons: tuple[Text, ...]
    weight: int


def leads(question: Question, hints: Hints, by: User, now: datetime) -> list[Lead]:
    """Return the authorities to ask, the likeliest first; never the person's own, never more than MOST_ASKED."""
    own = by.establishment.la_number if by.establishment else ""
    found: dict[str, list[tuple[int, Text]]] = defaultdict(list)
    for la_number, clue, what in clues(question, hints, own, now):
        weight, words = CLUES[clue]
        found[la_number].append((weight, words.filled(what=what)))
    authorities = Establishment.objects.filter(number__in=[number + LA_SUFFIX for number in found if number != own])
    weighed = [
        Lead(
            authority,
            tuple(words for _, words in found[authority.la_number]),
            sum(weight for weight, _ in found[authority.la_number]),
        )
        for authority in authorities
    ]
    return sorted(weighed, key=lambda lead: (-lead.weight, lead.authority.name))[:MOST_ASKED]


def clues(question: Question, hints: Hints, own: str, now: datetime) -> Iterator[tuple[str, str, str]]:
    """Yield what points to an authority: its number, the kind of clue, and what to say."""
    if hints.school:
        for school in schools_called(hints.school):
            yield school.la_number, "school", school.name
    for town in dict.fromkeys(filter(None, (question.town, *hints.towns))):
        for la_number in las_of(town):
            yield la_number, "town", town
    for la_number in families(question):
        yield la_number, "family", ""
    for la_number, count in busiest_senders(own, now):
        yield la_number, "flow", str(count)


def schools_called(wanted: str) -> QuerySet[Establishment]:
    """Return the schools of that number, or with these letters in the name."""
    schools = Establishment.objects.filter(kind="school")
    named = schools.filter(number=wanted) if wanted.isdigit() else schools.filter(name__icontains=wanted)
    return named[:MOST_OF_A_KIND]


def las_of(town: str) -> list[str]:
    """Return the authorities with schools in a town."""
    there = Establishment.objects.filter(town__iexact=town)
    return list(there.order_by().values_list("la_number", flat=True).distinct()[:MOST_OF_A_KIND])


def families(question: Question) -> set[str]:
    """Return the authorities of lost pupils who have the same surname, and the town if it is known."""
    if not question.says("surname") or not question.says("town"):
        return set()
    answer = find_hits(Question(surname=question.surname, town=question.town))
    return {hit.pupil.la_number for hit in answer.fitting}


def busiest_senders(own: str, now: datetime) -> list[tuple[str, int]]:
    """Return the authorities whose schools send the most files to the person's own, with how many in the last year."""
    year = Transfer.objects.filter(
        destination_establishment__la_number=own, sent_at__gte=now - timedelta(days=FLOW_DAYS)
    ).exclude(source_establishment__la_number=own)
    rows = year.order_by().values_list("source_establishment__la_number").annotate(files=Count("pk"))
    return [(str(number), int(files)) for number, files in rows.order_by("-files")[:MOST_OF_A_KIND]]


def note_prepared(question: Question, asked: list[Lead], by: User, now: datetime) -> None:
    """Write into the audit log that an enquiry was prepared, and to whom."""
    search = newest_form(make_fingerprint(question))
    details = {
        "search": search,
        "authorities": ",".join(lead.authority.number for lead in asked),
    }
    record("lost.enquiry_prepared", actor=by.actor, details=details, now=now)
