"""A brake on searches for children: a vague search counts for more than one that already knows the child.

Whoever may search could otherwise read the store out, three letters at a time. Each search has a weight (`WEIGHTS`); a
person, and a school or authority, has so much of it an hour and a day (`BRAKES`). The same question again is free, for it
tells nothing new. Beyond that the search is not made: the person is told how long to wait, the audit log holds it, and
the authority's administrator and the national one get an e-mail.

Software that searches is braked like a person, by its name at its workplace.

Two at once. A search is first counted, in a transaction of its own, and then all that is counted is added up: of two that
come at the same moment the later to be stored sees the other, so both together never pass. It follows that no row has to
be locked; and that it can happen that both are told to wait where one would have fitted.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum

from handover.portal import transaction
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.permissions import CHECK_PEOPLE, EVERY_AUTHORITY
from handover.portal.accounts.roles import ROLES
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.audit.log import record
from handover.portal.config import Config
from handover.portal.configuration.setting import Setting
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_count import SearchCount
from handover.portal.masterkeys.codes import code_key
from handover.portal.notices import outbox
from handover.portal.transfers.senders import Sender, find_acting_software, find_person

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADMINISTRATORS = [role.key for role in ROLES.values() if CHECK_PEOPLE in role.permissions]
NATIONAL = [role.key for role in ROLES.values() if EVERY_AUTHORITY in role.permissions]
BEGINS = 2
"""By how much more a search counts that gives only the beginning of a surname."""

WEIGHTS: tuple[tuple[frozenset[str], int], ...] = (
    (frozenset({"surname", "birth_date"}), 1),
    (frozenset({"forename", "birth_date"}), 2),
    (frozenset({"surname", "forename"}), 2),
    (frozenset({"town", "birth_date"}), 3),
    (frozenset({"surname", "town"}), 3),
    (frozenset({"surname"}), 4),
)
"""What a search counts for that says at least these fields; the first that fits."""


class SearchPlace(StrEnum):
    """In which way a child is searched for."""

    STORE = "store"
    KEPT = "kept"
    ENQUIRY = "enquiry"
    FILES = "files"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Brake:
    """How much may be searched: within which time, by whom (the field that is alike), and the setting that says it."""

    within: timedelta
    alike: str
    most: Setting[int]


BRAKES: tuple[Brake, ...] = (
    Brake(HOUR, "by", Config.searches_an_hour),
    Brake(DAY, "by", Config.searches_a_day),
    Brake(HOUR, "workplace", Config.workplace_searches_an_hour),
    Brake(DAY, "workplace", Config.workplace_searches_a_day),
)


class TooManySearches(Exception):
    """So much was searched for that this search is not made; `minutes` says how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"wait {minutes} minutes")
        self.minutes = minutes


def weigh(question: Question) -> int:
    """Return what a search counts for. A UPN beside other fields makes it no lighter, for these are looked for as well."""
    said = set(question.fields)
    weight = next((weight for fields, weight in WEIGHTS if fields <= said), 1)
    return weight * BEGINS if question.begins and question.says("surname") else weight


def spend(question: Question, where: SearchPlace, by: Sender, now: datetime) -> None:
    """Count a search that is about to be made; raise TooManySearches where it must not be.

    To be called outside of a transaction: what was counted must be there for others before it is added up.
    """
    code = code_of(question)
    row = SearchCount(**searcher_columns(by), at=now, weight=weigh(question), code=code)
    if counts_like(row).filter(code=code, braked=False, at__gt=now - HOUR).exists():
        return
    row.save()
    minutes = max((wait(brake, row, now) for brake in BRAKES), default=0)
    if minutes:
        row.delete()
        tell_of_brake(where, minutes, by, now)
        raise TooManySearches(minutes)


def searcher_columns(by: Sender) -> dict[str, Any]:
    """Return the columns that say who searches: a person, or the software of a workplace.

    A program is counted as one, whichever of its keys it comes with: another key in the place of one begins nothing anew.
    """
    software = str(by.key.program) if isinstance(by, KeyHolder) else find_acting_software(by)
    return {"by": find_person(by), "software": software, "workplace": by.establishment}


def counts_like(row: SearchCount) -> QuerySet[SearchCount]:
    """Return what is counted of one who searches: of a person wherever they work, of software at its workplace."""
    if row.by_id is not None:
        return SearchCount.objects.filter(by=row.by_id)
    return SearchCount.objects.filter(by=None, workplace=row.workplace_id, software=row.software)


def code_of(question: Question) -> str:
    """Return a keyed code of a question, wherever it is asked; nobody can read a name out of it."""
    key = code_key("handover counted searches 1")
    words = json.dumps(question.stored(), sort_keys=True)
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:32]


def wait(brake: Brake, row: SearchCount, now: datetime) -> int:
    """Return for how many minutes a brake holds a search that is counted already; nought if it does not."""
    alike = counts_like(row) if brake.alike == "by" else SearchCount.objects.filter(workplace=row.workplace_id)
    if brake.alike == "workplace" and row.workplace_id is None:
        return 0
    most = settings.CONFIG.value(brake.most)
    counted = alike.filter(braked=False, at__gt=now - brake.within)
    over = total(counted) - max(most, row.weight)
    if over <= 0:
        return 0
    for at, weight in counted.exclude(pk=row.pk).order_by("at").values_list("at", "weight"):
        over -= weight
        if over <= 0:
            return max(1, -(-(at + brake.within - now) // timedelta(minutes=1)))
    return brake.within // timedelta(minutes=1)


def total(rows: QuerySet[SearchCount]) -> int:
    """Return what some searches count for together."""
    return rows.aggregate(sum=Sum("weight"))["sum"] or 0


def tell_of_brake(where: SearchPlace, minutes: int, by: Sender, now: datetime) -> None:
    """Write into the log that somebody was stopped, and to the administrators; once an hour, however often it happens."""
    with transaction.atomic():
        row = SearchCount(**searcher_columns(by), at=now, weight=0, braked=True)
        if counts_like(row).filter(braked=True, at__gt=now - HOUR).exists():
            return
        row.save()
        who, there = by.actor.username, by.establishment
        details = {"where": where.value, "minutes": str(minutes)}
        record("search.braked", actor=by.actor, subject=who, details=details, now=now)
        person = find_person(by)
        values = {
            "person": who if person else find_acting_software(by),
            "place": there.named("en") if there else "",
            "place_cy": there.named("cy") if there else "",
            "url": settings.CONFIG.url + by.page,
        }
        kind = "search_braked" if person else "software_braked"
        outbox.send_email(
            kind, to=administrators(by), values=values, now=now, welsh_first=bool(there and there.in_wales)
        )


def administrators(by: Sender) -> Iterable[str]:
    """Return the addresses of the administrator of a person's authority, and of the national ones."""
    la_number = by.establishment.la_number if by.establishment else ""
    own = list_holders(role__in=ADMINISTRATORS, establishment__la_number=la_number)
    found = [*own, *list_holders(role__in=NATIONAL)]
    return dict.fromkeys(person.email for person in found if person != find_person(by))
