"""The traces of one child: files by the index of marks, rows of the lost pupil store, searches, pairs, messages.

Everything here keeps to the asker's own mailbox, school or authority. Nothing of another authority's is ever looked at,
with one exception that is theirs too: a lost pupil's row that the asker's authority has taken out of the store.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from handover.common.text import Language, Text
from handover.matching.child import Child
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.found_cases import facts_for_authority, open_cases
from handover.portal.lostpupils.keys import same_born_keys, upn_keys
from handover.portal.lostpupils.models import Finding, LostPupil, SearchKey, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import make_fingerprint
from handover.portal.masterkeys.codes import forms_of_code, valid_numbers
from handover.portal.messaging import reading
from handover.portal.messaging.models import SecureMessage
from handover.portal.reports.columns import LineContext, ReportColumn, school_columns, text_column
from handover.portal.reports.lost import became
from handover.portal.reports.movements import downloads, receiver_name
from handover.portal.reports.wanted import ChildQuery
from handover.portal.transfers.mailbox import visible
from handover.portal.transfers.marks import LOG_KEY, make_mark
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import of_authority
from handover.portal.transfers.permissions import SEARCH_TRANSFERS
from handover.portal.transfers.retention_rules import of_file
from handover.portal.transfers.senders import BY_SOFTWARE

MOST_READ = 2000
"""Messages of a box that are looked through, the latest first. Messages live a month, so a box seldom holds as many."""
SEARCHES = ("files.searched", "lost.searched", "lost.search_kept", "lost.enquiry_prepared", "child.gathered")
FORGOTTEN = Text("no longer kept", "heb ei gadw mwyach")
SAME_FILE = Text("the same file", "yr un ffeil")
RECEIVED, SENT = Text("received", "derbyniwyd"), Text("sent", "anfonwyd")
SAME, OTHER, OPEN = Text("one child", "un plentyn"), Text("two children", "dau blentyn"), Text("open", "heb benderfynu")


@dataclass(frozen=True)
class Gathering:
    """One request: whom it is about, who asks, when, and in which language the lines are."""

    wanted: ChildQuery
    by: User
    now: datetime
    language: Language

    def named(self, place: Establishment | None) -> str:
        """Return the name of a place in the language of the lines; empty for none."""
        return place.named(self.language) if place else ""

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
                    rows = rows.filter(sealed__marks__mark=make_mark(sign))
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
        likely = SearchKey.objects.filter(pupil=OuterRef("pk"), value__in=valid_numbers(keys))
        for pupil in rows.filter(Exists(likely), in_store=True):
            if (how := how_found(wanted, pupil.facts)).en:
                found[pupil.pk] = (pupil, how)
        for pupil in open_cases(self.la_number):
            if (how := how_found(wanted, pupil.case_facts)).en:
                found[pupil.pk] = (pupil, how)
        # A tombstone has no name; what is left of it is the file, which a transfer that still lives may carry.
        known = [transfer for transfer, _ in self.transfers.values()]
        carried = Q(transfer__in=known) | Q(onward__in=known) | Q(transfer__digest__in=[each.digest for each in known])
        for pupil in rows.filter(carried, transfer__pupils=1) if known else ():
            found.setdefault(pupil.pk, (pupil, SAME_FILE))
        return list(found.values())


def how_found(wanted: ChildQuery, facts: PupilFacts) -> Text:
    """Say by what a row of the store is about the child; empty words if it is not."""
    surnames = (facts.surname, facts.former_surname, facts.preferred_surname)
    forenames = (facts.forename, facts.preferred_forename)
    return wanted.found_by((facts.upn, facts.former_upn), surnames, forenames, facts.birth_date)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that holds the child: when it was downloaded, until when it is kept, and by what it was found."""

    transfer: Transfer
    downloaded: datetime | None
    kept_until: date | None
    how: Text


FILES: Final[tuple[ReportColumn[FoundFile], ...]] = (
    text_column("Sent", "Anfonwyd", lambda file, context: file.transfer.sent_at),
    text_column("Kind", "Math", lambda file, context: file.transfer.file_kind.name),
    text_column("From", "Rhif yr anfonwr", lambda file, context: file.transfer.source),
    text_column("Sender", "Anfonwr", lambda file, context: context.named(file.transfer.source_establishment)),
    text_column("To", "Rhif y derbynnydd", lambda file, context: file.transfer.destination),
    text_column("Receiver", "Derbynnydd", lambda file, context: receiver_name(file.transfer, context)),
    text_column("File", "Ffeil", lambda file, context: file.transfer.file_name),
    text_column("Where it is", "Ble mae", lambda file, context: file.transfer.look.name),
    text_column("Downloaded", "Lawrlwythwyd", lambda file, context: file.downloaded),
    text_column("Kept until", "Cedwir tan", lambda file, context: file.kept_until),
    text_column("Found by", "Daethpwyd o hyd drwy", lambda file, context: file.how),
)


def trace_files(gathering: Gathering) -> list[FoundFile]:
    """Return the files, the newest first."""
    found = sorted(gathering.transfers.values(), key=lambda each: (each[0].sent_at, each[0].pk), reverse=True)
    downloaded, today = downloads(transfer for transfer, _ in found), timezone.localdate(gathering.now)
    return [FoundFile(transfer, downloaded.get(transfer.pk), of_file(transfer, today), how) for transfer, how in found]


@dataclass(frozen=True, slots=True)
class FoundPupil:
    """A row of the store, what the asker's authority may know of the child from it, and by what it was found."""

    pupil: LostPupil
    facts: PupilFacts
    how: Text


LOST_PUPILS: Final[tuple[ReportColumn[FoundPupil], ...]] = (
    text_column("Uploaded", "Lanlwythwyd", lambda row, context: row.pupil.lodged_at),
    *school_columns(lambda row: row.pupil.school),
    text_column("Surname", "Cyfenw", lambda row, context: row.facts.surname or FORGOTTEN),
    text_column("Forename", "Enw cyntaf", lambda row, context: row.facts.forename or FORGOTTEN),
    text_column("Born", "Ganwyd", lambda row, context: row.facts.birth_date),
    text_column("UPN", "UPN", lambda row, context: row.facts.upn),
    text_column("Town", "Tref", lambda row, context: row.facts.town),
    text_column("Postcode", "Cod post", lambda row, context: row.facts.postcode),
    text_column("What became of it", "Beth ddigwyddodd", lambda row, context: became(row.pupil)),
    text_column("Left the store", "Gadawodd y storfa", lambda row, context: row.pupil.left_at),
    text_column("Found by", "Daethpwyd o hyd drwy", lambda row, context: row.how),
)


def lost_pupils(gathering: Gathering) -> list[FoundPupil]:
    """Return the rows of the store, tombstones among them as far as a file still points to them."""
    return [FoundPupil(pupil, facts_for_authority(pupil, gathering.la_number), how) for pupil, how in gathering.lost]


SEARCHED: Final[tuple[ReportColumn[Entry], ...]] = (
    text_column("When", "Pryd", lambda entry, context: entry.at),
    text_column("What was done", "Beth a wnaed", lambda entry, context: ACTIONS[entry.action].name),
    text_column("By", "Gan", lambda entry, context: person_and_role(entry)),
    text_column("Found", "Nifer y canlyniadau", lambda entry, context: entry.facts.get("found", "")),
)


def person_and_role(entry: Entry) -> Text:
    """Return who did what an entry of the log says, with the role."""
    role = ROLES[entry.role].name if entry.role in ROLES else Text("", "")
    return Text(f"{entry.username}, {role.en}", f"{entry.username}, {role.cy}")


def searches(gathering: Gathering) -> list[Entry]:
    """Return each search of the asker's own workplace that looked for the child with these very words.

    The log holds no names: it is asked for the codes that such searches would have left.
    """
    wanted, place = gathering.wanted, gathering.by.actor.establishment
    asked = [{make_mark(sign, LOG_KEY) for sign in sought.signs} for sought, _ in wanted.sought()]
    codes = set().union(*asked, map(make_fingerprint, wanted.questions()))
    first = {form: code for code in codes for form in forms_of_code(code)}
    rows = Entry.objects.filter(action__in=SEARCHES, establishment=place).order_by("-sequence")
    found: list[Entry] = []
    for entry in rows.iterator(chunk_size=1000):
        facts = entry.facts
        left = {first.get(each, each) for each in (*facts.get("sought", "").split(","), facts.get("search", ""))} - {""}
        # A twin shares some codes with the child; a search for the child has all of its codes from here, or all of these.
        if left and (left <= codes or any(each <= left for each in asked)):
            found.append(entry)
    return found


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search that is kept, and by what it is about the child."""

    search: StandingSearch
    how: Text


KEPT_SEARCHES: Final[tuple[ReportColumn[KeptSearch], ...]] = (
    text_column("Begun", "Dechreuwyd", lambda kept, context: kept.search.begun_at),
    text_column("Ends", "Daw i ben", lambda kept, context: kept.search.ends_at),
    text_column("By", "Gan", lambda kept, context: kept_by(kept.search, context)),
    text_column("Found by", "Daethpwyd o hyd drwy", lambda kept, context: kept.how),
)


def kept_by(search: StandingSearch, context: LineContext) -> str | Text:
    """Return who keeps a search: a username, or the authority's software."""
    if search.by is not None:
        return search.by.username
    return BY_SOFTWARE.filled(software=search.software, office=context.named(search.authority))


def kept_searches(gathering: Gathering) -> list[KeptSearch]:
    """Return each search that the asker's authority keeps and that is about the child."""
    rows = StandingSearch.objects.filter(authority=gathering.by.establishment_id, ended_at=None).select_related(
        "by", "authority"
    )
    kept = (KeptSearch(search, asked_for(gathering.wanted, search.question)) for search in rows)
    return [each for each in kept if each.how.en]


def asked_for(wanted: ChildQuery, question: Question) -> Text:
    """Say by what a search is about the child; empty words if it says too little, or something else."""
    names = ([question.surname], [question.forename])
    return wanted.found_by([question.upn] if question.upn else [], *names, question.birth_date)


DECISIONS: Final = {True: SAME, False: OTHER, None: OPEN}
LOST_SIDE, ROLL_SIDE = Text("lost pupil", "disgybl coll"), Text("pupil on roll", "disgybl ar gofrestr")


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair of the census matching, on which side of it the child is, and what it keeps of the child from the census.

    What a pair keeps of the other child is not told: it may be another child.
    """

    finding: Finding
    side: Text
    kept: Child


MATCHES: Final[tuple[ReportColumn[FoundPair], ...]] = (
    text_column("Matched", "Parwyd", lambda pair, context: pair.finding.matching.begun_at),
    text_column("The child is the", "Y plentyn yw'r", lambda pair, context: pair.side),
    text_column("Uploaded by", "Lanlwythwyd gan", lambda pair, context: pair.finding.pupil.school.number),
    text_column("On roll at", "Ar gofrestr", lambda pair, context: pair.finding.establishment),
    text_column("Surname in the census", "Cyfenw yn y cyfrifiad", lambda pair, context: pair.kept.surname),
    text_column("Forename in the census", "Enw cyntaf yn y cyfrifiad", lambda pair, context: pair.kept.forename),
    text_column("Born, in the census", "Ganwyd, yn y cyfrifiad", lambda pair, context: pair.kept.birth_date),
    text_column("UPN in the census", "UPN yn y cyfrifiad", lambda pair, context: pair.kept.upn),
    text_column("Postcode in the census", "Cod post yn y cyfrifiad", lambda pair, context: pair.kept.postcode),
    text_column("Decision", "Penderfyniad", lambda pair, context: DECISIONS[pair.finding.same_child]),
    text_column("Decided", "Penderfynwyd", lambda pair, context: pair.finding.decided_at),
)


def matches(gathering: Gathering) -> list[FoundPair]:
    """Return each pair of the census matching that has the child on the side of the store, or on a roll of the authority."""
    rows = Finding.objects.select_related("matching", "pupil__school").order_by("-matching__begun_at", "pk")
    lost = rows.filter(pupil__in=[pupil.pk for pupil, _ in gathering.lost])
    return [*(FoundPair(each, LOST_SIDE, Child()) for each in lost), *pairs_on_roll(gathering, rows)]


def pairs_on_roll(gathering: Gathering, rows: QuerySet[Finding]) -> Iterator[FoundPair]:
    """Yield the pairs whose pupil on a roll of the asker's authority is the child, as long as the census's row is kept."""
    if not gathering.la_number:
        return
    for finding in rows.filter(establishment__startswith=gathering.la_number).exclude(content=b""):
        row = finding.roll_row
        if row and found_in_census(gathering.wanted, row.child):
            yield FoundPair(finding, ROLL_SIDE, row.child)


def found_in_census(wanted: ChildQuery, child: Child) -> bool:
    """Say whether a row of the census is about the child."""
    surnames, forenames = (child.surname, child.former_surname), (child.forename,)
    return bool(wanted.found_by((child.upn, child.former_upn), surnames, forenames, child.birth_date).en)


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that names the child: which way it went, with whom it was exchanged, and by what it was found."""

    message: SecureMessage
    way: Text
    others: list[Establishment]
    how: Text


MESSAGES: Final[tuple[ReportColumn[FoundMessage], ...]] = (
    text_column("Sent", "Anfonwyd", lambda found, context: found.message.sent_at),
    text_column("Which way", "I ba gyfeiriad", lambda found, context: found.way),
    text_column("With", "Gyda", lambda found, context: "; ".join(map(context.named, found.others))),
    text_column("Reference", "Cyfeirnod", lambda found, context: str(found.message.reference)),
    text_column("Found by", "Daethpwyd o hyd drwy", lambda found, context: found.how),
)


def trace_messages(gathering: Gathering) -> Iterator[FoundMessage]:
    """Yield each message in the asker's box, or sent from it, that names the child. What it says stays there."""
    wanted, by = gathering.wanted, gathering.by
    came: Any = reading.list_inbox(by).select_related("message__source_establishment").order_by("-sent_at")[:MOST_READ]
    went: Any = reading.list_sent(by).prefetch_related("deliveries__establishment").order_by("-sent_at")[:MOST_READ]
    received = ((copy.message, RECEIVED, [copy.message.source_establishment]) for copy in came)
    written = ((message, SENT, [copy.establishment for copy in message.deliveries.all()]) for message in went)
    for message, way, others in chain(received, written):
        said = message.words
        if (how := wanted.in_words(f"{said.description}\n{said.text}")).en:
            yield FoundMessage(message, way, others, how)
