"""Every kind of file as one table: its name, who may send it to whom, how large, what is looked at, how it is collected.

Intake, pages, tests and the reference page read these rows (seed, sections 5.3 to 5.7, Appendix 2; reference/ctf.md
sections 3.3 and 3.4). What no source confirms, a site's operator can set: the settings are named in the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import LANGUAGES, Text
from handover.ctf.filename import FORMS, OUTSIDE, UNKNOWN, NameForm, NameReading, describe_form, recognise
from handover.portal.config import MEBIBYTE, Config
from handover.portal.configuration.setting import Setting
from handover.portal.transfers.permissions import (
    COLLECT_ADMISSIONS,
    COLLECT_CTF,
    COLLECT_GENERIC,
    COLLECT_RETURNS,
    COLLECT_XML_DATA,
    SEND_ADMISSIONS,
    SEND_CTF,
    SEND_GENERIC,
    SEND_RETURNS,
    SEND_XML_DATA,
)
from handover.portal.web.access import Permission

P = Permission


class MailboxKind(StrEnum):
    """What a mailbox is."""

    SCHOOL = "a school"
    AUTHORITY = "a local authority (nnnLLLL)"
    CENSUS = "an authority's census desk (nnnPLAS)"
    ADMISSIONS = "an authority's admissions desk (nnnADMS)"
    LOST = "the lost pupil store"
    ITSELF = "the same school"


PLACES: dict[MailboxKind, Text] = {
    MailboxKind.SCHOOL: Text("a school", "ysgol"),
    MailboxKind.AUTHORITY: Text("a local authority", "awdurdod lleol"),
    MailboxKind.CENSUS: Text("a census desk", "desg gyfrifiad"),
    MailboxKind.ADMISSIONS: Text("an admissions desk", "desg dderbyn"),
    MailboxKind.LOST: Text("the lost pupil store", "y storfa disgyblion coll"),
    MailboxKind.ITSELF: Text("the same school", "yr un ysgol"),
}


class FileContent(StrEnum):
    """What is looked at inside, before a file is taken."""

    CTF = "a Common Transfer File, checked pupil by pupil"
    ADMISSIONS = "an admissions file (ATfile), checked pupil by pupil; of the relatives, that they are XML"
    XML = "well-formed XML without a DOCTYPE, and no CTF under another name"
    ZIP = "a zip without bombs, paths out of its folder or links"


@dataclass(frozen=True, slots=True)
class SendingRule:
    """Who may send to whom."""

    senders: frozenset[MailboxKind]
    receivers: frozenset[MailboxKind]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One row. `forms` are rows of the grammar of names; where `names` is given, the name is a setting instead.

    `largest_school` and `largest_la` name the settings that say how many MiB such a file may have, `days` the one that
    says after how many school days nobody collecting it ends its life, and `tells` the one that says whether the receiver gets
    an e-mail when it arrives (None: always). With `own_authority` both sides belong to one authority. `as_authority`
    are the desks whose software writes the authority's number (nnnLLLL) in the name all the same. `together`: several
    can be collected in one go.
    """

    key: str
    name: Text
    forms: tuple[str, ...]
    ways: tuple[SendingRule, ...]
    content: FileContent
    send: Permission
    collect: Permission
    names: Setting[tuple[str, ...]] | None = None
    largest_school: Setting[int] = Config.ctf_max_mb
    largest_la: Setting[int] = Config.ctf_max_mb
    days: Setting[int] = Config.collect_days
    tells: Setting[bool] | None = None
    own_authority: bool = False
    as_authority: frozenset[MailboxKind] = frozenset()
    together: bool = True

    @property
    def stored(self) -> tuple[str, ...]:
        """What stands in the column `kind` of a transfer."""
        return self.forms

    @property
    def holds_pupils(self) -> bool:
        """Say whether such a file is read pupil by pupil."""
        return self.content in (FileContent.CTF, FileContent.ADMISSIONS)

    def allows(self, sender: MailboxKind, receiver: MailboxKind) -> bool:
        """Say whether this kind of file goes that way."""
        return any(sender in way.senders and receiver in way.receivers for way in self.ways)

    def largest(self, sender: MailboxKind) -> int:
        """Return the largest size such a file may have from that sender, in MiB."""
        return settings.CONFIG.value(self.largest_school if sender is MailboxKind.SCHOOL else self.largest_la)

    @property
    def tells_receiver(self) -> bool:
        """Say whether the receiver gets an e-mail when such a file arrives."""
        return self.tells is None or settings.CONFIG.value(self.tells)


def _way(senders: Iterable[MailboxKind], receivers: Iterable[MailboxKind]) -> SendingRule:
    return SendingRule(frozenset(senders), frozenset(receivers))


SCHOOL, AUTHORITY, CENSUS, ADMISSIONS = (
    MailboxKind.SCHOOL,
    MailboxKind.AUTHORITY,
    MailboxKind.CENSUS,
    MailboxKind.ADMISSIONS,
)
EVERYBODY = (SCHOOL, AUTHORITY, CENSUS, ADMISSIONS)

KINDS: dict[str, FileKind] = {
    kind.key: kind
    for kind in (
        FileKind(
            "ctf",
            Text("Common Transfer File", "Ffeil Drosglwyddo Gyffredin"),
            ("ctf", "ctf-lost", "ctf-outside", "ctf-self"),
            (_way((SCHOOL, AUTHORITY), (SCHOOL, AUTHORITY, MailboxKind.LOST, MailboxKind.ITSELF)),),
            FileContent.CTF,
            SEND_CTF,
            COLLECT_CTF,
        ),
        FileKind(
            "generic",
            Text("Generic zip", "Zip generig"),
            ("generic",),
            (_way(EVERYBODY, EVERYBODY),),
            FileContent.ZIP,
            SEND_GENERIC,
            COLLECT_GENERIC,
            largest_school=Config.generic_school_mb,
            largest_la=Config.generic_la_mb,
            days=Config.generic_collect_days,
            tells=Config.generic_tell,
            together=False,
        ),
        FileKind(
            "census",
            Text("Census file (PLASC or School Census)", "Ffeil cyfrifiad (CYBLD neu Gyfrifiad Ysgolion)"),
            ("census",),
            (_way((SCHOOL,), (CENSUS, AUTHORITY)), _way((CENSUS, AUTHORITY), (SCHOOL,))),
            FileContent.XML,
            SEND_RETURNS,
            COLLECT_RETURNS,
            names=Config.names_census,
            own_authority=True,
            as_authority=frozenset({CENSUS}),
            days=Config.returns_collect_days,
        ),
        FileKind(
            "cfr",
            Text("Financial return (CFR)", "Ffurflen ariannol (CFR)"),
            ("cfr",),
            (_way((SCHOOL,), (AUTHORITY, CENSUS)), _way((AUTHORITY, CENSUS), (SCHOOL,))),
            FileContent.XML,
            SEND_RETURNS,
            COLLECT_RETURNS,
            names=Config.names_cfr,
            own_authority=True,
            as_authority=frozenset({CENSUS}),
            days=Config.returns_collect_days,
        ),
        FileKind(
            "exclusion",
            Text("Exclusion file", "Ffeil gwaharddiadau"),
            ("exclusion",),
            (_way((SCHOOL, AUTHORITY), (AUTHORITY, CENSUS)), _way((AUTHORITY, CENSUS), (SCHOOL,))),
            FileContent.XML,
            SEND_RETURNS,
            COLLECT_RETURNS,
            names=Config.names_exclusion,
            as_authority=frozenset({CENSUS}),
            days=Config.returns_collect_days,
        ),
        FileKind(
            "admissions",
            Text("Admissions file (ATF and its relatives)", "Ffeil dderbyn (ATF a'i thebyg)"),
            ("admissions",),
            (
                _way((AUTHORITY, ADMISSIONS), (SCHOOL, AUTHORITY, ADMISSIONS)),
                _way((SCHOOL,), (AUTHORITY, ADMISSIONS)),
            ),
            FileContent.ADMISSIONS,
            SEND_ADMISSIONS,
            COLLECT_ADMISSIONS,
            as_authority=frozenset({ADMISSIONS}),
            days=Config.admissions_collect_days,
        ),
        FileKind(
            "cme",
            Text("Missing education file (CML, CMJ)", "Ffeil colli addysg (CML, CMJ)"),
            ("cme",),
            (_way((SCHOOL,), (AUTHORITY,)),),
            FileContent.XML,
            SEND_XML_DATA,
            COLLECT_XML_DATA,
            own_authority=True,
            days=Config.data_collect_days,
        ),
        FileKind(
            "xml-transfer",
            Text("XML data file (MTC, KS1 and others)", "Ffeil ddata XML (MTC, CA1 ac eraill)"),
            ("xml-transfer",),
            (_way((SCHOOL,), (AUTHORITY, MailboxKind.ITSELF)), _way((AUTHORITY,), (SCHOOL, AUTHORITY))),
            FileContent.XML,
            SEND_XML_DATA,
            COLLECT_XML_DATA,
            days=Config.data_collect_days,
        ),
    )
}
KIND_OF_FORM: dict[str, FileKind] = {form: kind for kind in KINDS.values() for form in kind.forms}
CTF_KINDS: tuple[str, ...] = KINDS["ctf"].stored


def mailbox_kind(mailbox: str) -> MailboxKind:
    """Return what a mailbox is, by its form alone."""
    if mailbox in (UNKNOWN, OUTSIDE):
        return MailboxKind.LOST
    desks = {LA_SUFFIX: MailboxKind.AUTHORITY, "PLAS": MailboxKind.CENSUS, "ADMS": MailboxKind.ADMISSIONS}
    return desks.get(mailbox[3:], MailboxKind.SCHOOL)


def forms_of(kind: FileKind) -> tuple[NameForm, ...]:
    """Return the names of a kind: rows of the grammar, or what the operator's setting says."""
    if kind.names is None:
        return tuple(form for form in FORMS if form.kind in kind.forms)
    return tuple(describe_form(kind.key, written, kind.name) for written in settings.CONFIG.value(kind.names))


def read_name(name: str) -> NameReading:
    """Read the name of a file of any kind that this site takes."""
    return recognise(name, tuple(form for kind in KINDS.values() if kind.names for form in forms_of(kind)))


def find_kind(stored: str) -> FileKind | None:
    """Return the row that a transfer or a reading of a name belongs to, by its kind."""
    return KIND_OF_FORM.get(stored.partition(":")[0])


@dataclass(frozen=True, slots=True)
class KindInWords:
    """A kind as manuals show it: names for example, each way in words, the largest sizes in MiB."""

    kind: FileKind
    examples: tuple[str, ...]
    ways: tuple[Text, ...]
    largest_school: int
    largest_la: int


def describe_kinds() -> list[KindInWords]:
    """Return every kind as manuals show it."""
    return [
        KindInWords(
            kind,
            tuple(form.example for form in forms_of(kind)),
            tuple(_said(way) for way in kind.ways),
            kind.largest(MailboxKind.SCHOOL),
            kind.largest(MailboxKind.AUTHORITY),
        )
        for kind in KINDS.values()
    ]


def _said(way: SendingRule) -> Text:
    ends = [[PLACES[place] for place in MailboxKind if place in end] for end in (way.senders, way.receivers)]
    return Text(
        *(" → ".join(", ".join(getattr(text, language) for text in end) for end in ends) for language in LANGUAGES)
    )


def largest_upload() -> int:
    """Return the most bytes that a file of any kind may have from anybody."""
    places = (MailboxKind.SCHOOL, MailboxKind.AUTHORITY)
    return max(kind.largest(place) for kind in KINDS.values() for place in places) * MEBIBYTE
