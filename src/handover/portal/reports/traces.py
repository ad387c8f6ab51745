"""The traces of one child: files by the index of marks, rows of the lost pupil store, searches, pairs, messages.

Everything here keeps to the asker's own mailbox, school or authority. Nothing of another authority's is ever looked at,
with one exception that is theirs too: a lost pupil's row that the asker's authority has taken out of the store.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from handover.common.text import Language, Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.lostpupils.keys import same_born_keys, upn_keys
from handover.portal.lostpupils.models import Finding, LostPupil, SearchKey, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import fingerprint
from handover.portal.lostpupils.wording import ENDINGS
from handover.portal.messaging import reading
from handover.portal.reports.movements import STORE, downloads
from handover.portal.reports.report import Line
from handover.portal.reports.wanted import Wanted
from handover.portal.transfers.mailbox import visible
from handover.portal.transfers.marks import LOG_KEY, mark
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import of_authority
from handover.portal.transfers.permissions import SEARCH_TRANSFERS
from handover.portal.transfers.retention_rules import of_file

MOST_READ = 2000
"""Messages of a box that are looked through, the latest first. Messages live a month, so a box seldom holds as many."""
SEARCHES = ("files.searched", "lost.searched", "lost.search_kept", "lost.enquiry_prepared", "child.gathered")
FORGOTTEN = Text("no longer kept", "ni chedwir mwyach")
SAME_FILE = Text("the same file", "yr un ffeil")
RECEIVED, SENT = Text("received", "derbyniwyd"), Text("sent", "anfonwyd")
SAME, OTHER, OPEN = Text("one child", "un plentyn"), Text("two children", "dau blentyn"), Text("open", "heb ei wneud")


@dataclass(frozen=True)
class Gathering:
    """One request: whom it is about, who asks, when, and in which language the lines are."""

    wanted: Wanted
    by: User
    now: datetime
    language: Language

    @property
    def la_number(self) -> str:
        """The authority of an asker who is there for an authority; empty for a school's, who sees the school's alone."""
        there = self.by.establishment
        return there.la_number if there and self.by.duties.establishment == "la" else ""

    @cached_property
    def transfers(self) -> dict[int, tuple[Transfer, Text]]:
        """The files that hold the child, by their number, each with what it was found by."""
        lists: list[QuerySet[Transfer]] = [visible(self.by)]
        if self.la_number and self.by.may(SEARCH_TRANSFERS):
            lists.append(of_authority(self.la_number))
        found: dict[int, tuple[Transfer, Text]] = {}
        for sought, how in self.wanted.sought():
            for rows in lists:
                for sign in sought.signs:
                    rows = rows.filter(sealed__marks__mark=mark(sign))
                rows = rows.select_related("source_establishment", "destination_establishment", "sealed")
                for transfer in rows.order_by("-sent_at", "-pk"):
                    found.setdefault(transfer.pk, (transfer, how))
        return found

    @cached_property
    def lost(self) -> list[tuple[LostPupil, Text]]:
        """The rows of the store about the child, each with what it was found by: by name, or by a file that was found."""
        if not self.la_number:
            return []
        theirs = LostPupil.objects.filter(Q(la_number=self.la_number) | Q(finder__la_number=self.la_number))
        rows = theirs.select_related("school", "transfer", "finder").order_by("-lodged_at")
        wanted, found = self.wanted, {}
        keys = upn_keys(wanted.upn) | same_born_keys(wanted.surname, wanted.forename, wanted.born)
        likely = SearchKey.objects.filter(pupil=OuterRef("pk"), value__in=keys)
        for pupil in rows.filter(Exists(likely), in_store=True):
            if (how := how_found(wanted, pupil)).en:
                found[pupil.pk] = (pupil, how)
        # A tombstone has no name; what is left of it is the file, which a transfer that still lives may carry.
        known = [transfer for transfer, _ in self.transfers.values()]
        carried = Q(transfer__in=known) | Q(onward__in=known) | Q(transfer__digest__in=[each.digest for each in known])
        for pupil in rows.filter(carried, transfer__pupils=1) if known else ():
            found.setdefault(pupil.pk, (pupil, SAME_FILE))
        return list(found.values())


def how_found(wanted: Wanted, pupil: LostPupil) -> Text:
    """Say by what a row of the store is about the child; empty words if it is not."""
    surnames = (pupil.surname, pupil.former_surname, pupil.preferred_surname)
    forenames = (pupil.forename, pupil.preferred_forename)
    return wanted.found_by((pupil.upn, pupil.former_upn), surnames, forenames, pupil.birth_date)


def files(gathering: Gathering) -> list[Line]:
    """Return a line for each file."""
    found = sorted(gathering.transfers.values(), key=lambda each: (each[0].sent_at, each[0].pk), reverse=True)
    downloaded, today = downloads(transfer for transfer, _ in found), timezone.localdate(gathering.now)
    language = gathering.language
    return [
        (
            transfer.sent_at,
            transfer.file_kind.name,
            transfer.source,
            transfer.source_establishment.named(language),
            transfer.destination,
            transfer.destination_establishment.named(language) if transfer.destination_establishment else STORE,
            transfer.file_name,
            transfer.look.name,
            downloaded.get(transfer.pk),
            of_file(transfer, today),
            how,
        )
        for transfer, how in found
    ]


def lost_pupils(gathering: Gathering) -> list[Line]:
    """Return a line for each row of the store, tombstones among them as far as a file still points to them."""
    lines: list[Line] = []
    for pupil, how in gathering.lost:
        there = pupil.in_store
        names = (pupil.surname, pupil.forename) if there else (FORGOTTEN, FORGOTTEN)
        became = pupil.transfer.look.name if there else ENDINGS.get(pupil.left_because, pupil.transfer.look.name)
        place = (pupil.school.number, pupil.school.named(gathering.language))
        particulars = (pupil.birth_date, pupil.upn, pupil.town, pupil.postcode)
        lines.append((pupil.lodged_at, *place, *names, *particulars, became, pupil.left_at, how))
    return lines


def searches(gathering: Gathering) -> list[Line]:
    """Return a line for each search of the asker's own workplace that looked for the child with these very words.

    The log holds no names: it is asked for the codes that such searches would have left.
    """
    wanted, place = gathering.wanted, gathering.by.actor.establishment
    asked = [{mark(sign, LOG_KEY) for sign in sought.signs} for sought, _ in wanted.sought()]
    codes = set().union(*asked, map(fingerprint, wanted.questions()))
    rows = Entry.objects.filter(action__in=SEARCHES, establishment=place).order_by("-sequence")
    lines: list[Line] = []
    for entry in rows.iterator(chunk_size=1000):
        facts = entry.facts
        left = {*facts.get("sought", "").split(","), facts.get("search", "")} - {""}
        # A twin shares some codes with the child; a search for the child has all of its codes from here, or all of these.
        if left and (left <= codes or any(each <= left for each in asked)):
            who = ROLES[entry.role].name.say(gathering.language) if entry.role in ROLES else ""
            lines.append((entry.at, ACTIONS[entry.action].name, f"{entry.username}, {who}", facts.get("found", "")))
    return lines


def kept_searches(gathering: Gathering) -> list[Line]:
    """Return a line for each search that the asker's authority keeps and that is about the child."""
    rows = StandingSearch.objects.filter(authority=gathering.by.establishment_id, ended_at=None).select_related("by")
    lines: list[Line] = []
    for search in rows:
        how = asked_for(gathering.wanted, search.question)
        if how.en:
            lines.append((search.begun_at, search.ends_at, search.by.username, how))
    return lines


def asked_for(wanted: Wanted, question: Question) -> Text:
    """Say by what a search is about the child; empty words if it says too little, or something else."""
    names = ([question.surname], [question.forename])
    return wanted.found_by([question.upn] if question.upn else [], *names, question.birth_date)


def matches(gathering: Gathering) -> list[Line]:
    """Return a line for each pair of the census matching that has the child on the side of the store."""
    rows = Finding.objects.filter(pupil__in=[pupil.pk for pupil, _ in gathering.lost])
    decisions = {True: SAME, False: OTHER, None: OPEN}
    return [
        (
            finding.matching.begun_at,
            finding.pupil.school.number,
            finding.establishment,
            decisions[finding.same_child],
            finding.decided_at,
        )
        for finding in rows.select_related("matching", "pupil__school").order_by("-matching__begun_at", "pk")
    ]


def messages(gathering: Gathering) -> list[Line]:
    """Return a line for each message in the asker's box, or sent from it, that names the child. What it says stays there."""
    wanted, by = gathering.wanted, gathering.by
    came: Any = reading.inbox(by).select_related("message__source_establishment").order_by("-sent_at")[:MOST_READ]
    went: Any = reading.sent(by).prefetch_related("deliveries__establishment").order_by("-sent_at")[:MOST_READ]
    lines: list[Line] = []
    received = ((copy.message, RECEIVED, [copy.message.source_establishment]) for copy in came)
    written = ((message, SENT, [copy.establishment for copy in message.deliveries.all()]) for message in went)
    for message, way, others in chain(received, written):
        words = message.words
        if (how := wanted.in_words(f"{words.description}\n{words.text}")).en:
            with_ = "; ".join(other.named(gathering.language) for other in others)
            lines.append((message.sent_at, way, with_, str(message.reference), how))
    return lines
