"""What is inside a file, looked at as its kind asks (`kinds.Content`); and which kind it is by its content."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handover.common.archive_faults import PROGRAMS
from handover.common.archives import Member, look_into
from handover.common.byte_source import ByteSource
from handover.common.problems import Problem
from handover.common.xml import XmlFault, local_name, parse_xml
from handover.common.xml_explanations import is_web_page
from handover.common.xml_faults import XML_FAULTS
from handover.common.xml_references import outside_references
from handover.ctf.checks import FileLimits, check_ctf
from handover.ctf.documents import ATF, CTF
from handover.ctf.filename import NameReading
from handover.ctf.header_checks import join_number
from handover.ctf.model import CommonTransferFile
from handover.ctf.reader import read_ctf
from handover.ctf.verdict import FileVerdict
from handover.portal.config import MEBIBYTE
from handover.portal.transfers import vault
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.kinds import FileContent, FileKind, read_name
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.spool import SpooledBytes, spool_pieces

# How far into a file its document element is looked for; what stands before it is a declaration and a comment.
BEGINNING = 4096
ROOT = re.compile(rb"<(?:[A-Za-z]\w*:)?(CTfile|ATfile)[\s/>]")
ATF_FAMILY = "ATF"
FAMILIES = {b"CTfile": ("ctf", "CTF"), b"ATfile": ("admissions", ATF_FAMILY)}
DOCUMENTS = {"CTF": CTF, ATF_FAMILY: ATF}
ZIP_BEGINNING = b"PK"
# No browser gives such names; who sends one is tried no kindness.
NOT_RENAMED = frozenset({"name.path_parts"})
SAID_IN_A_NAME = re.compile(r"(?<![0-9A-Z])(?:\d{7}|\d{3}LLLL)(?![0-9A-Z])", re.ASCII)
BESIDE_CTF = re.compile(r"^([0-9A-Z]*)[ _-]*CTF[ _-]*([0-9A-Z]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: problems of name and content, the record of pupils if it is one, the files of a zip, and whether
    a password locks some of them.
    """

    problems: tuple[Problem, ...]
    document: CommonTransferFile | None = None
    pupils: int = 0
    locked: bool = False
    members: tuple[Member, ...] = ()


def inspect_file(kind: FileKind, data: ByteSource, reading: NameReading, today: date) -> Inspection:
    """Look into a file of a kind. Never raises, whatever the bytes."""
    if kind.content is FileContent.ZIP:
        return _zip(data, reading)
    return LOOKS[kind.content](data[: len(data)], reading, today)


def _ctf(data: bytes, reading: NameReading, today: date) -> Inspection:
    report = check_ctf(data, reading, today=today, limits=FileLimits(size_bytes=max(len(data), MEBIBYTE)))
    return Inspection(report.problems, report.document, report.pupils)


def _admissions(data: bytes, reading: NameReading, today: date) -> Inspection:
    if reading.family != ATF_FAMILY:
        return _xml(data, reading, today)
    report = check_ctf(data, reading, today=today, limits=FileLimits(size_bytes=max(len(data), MEBIBYTE)), form=ATF)
    return Inspection(report.problems, report.document, report.pupils)


def _xml(data: bytes, reading: NameReading, today: date) -> Inspection:
    if not data:
        return Inspection((*reading.problems, FAULTS["transfer.empty"].at()))
    try:
        root = local_name(parse_xml(data))
    except XmlFault as fault:
        return Inspection((*reading.problems, fault.problem))
    if is_web_page(root):
        return Inspection((*reading.problems, XML_FAULTS["xml.web_page"].at()))
    if root.encode() in FAMILIES:
        return Inspection((*reading.problems, FAULTS["transfer.other_kind"].at(root=root)))
    return Inspection((*reading.problems, *outside_references(data)))


def _zip(data: ByteSource, reading: NameReading) -> Inspection:
    contents = look_into(data)
    return Inspection((*reading.problems, *contents.problems), locked=contents.locked, members=contents.members)


def look_for_programs(transfer: Transfer) -> tuple[Problem, ...]:
    """Return what a receiver should know of a zip before saving it: the files in it that run something, if there are any."""
    if transfer.file_kind.content is not FileContent.ZIP or transfer.sealed is None:
        return ()
    try:
        spool = spool_pieces(vault.read_sealed(transfer.sealed))
    except (vault.Damaged, vault.NoStore):
        return ()
    return tuple(problem for problem in look_into(SpooledBytes(spool)).problems if problem.kind is PROGRAMS)


LOOKS: dict[FileContent, Callable[[bytes, NameReading, date], Inspection]] = {
    # A zip alone is looked at without being in memory as a whole.
    FileContent.CTF: _ctf,
    FileContent.ADMISSIONS: _admissions,
    FileContent.XML: _xml,
}


def named_by_header(data: bytes, reading: NameReading) -> NameReading | None:
    """Return how a file is named by its header where its own name says nothing that could be used, such as `leavers.xml`.

    None unless the header has both numbers whole, and nothing in the name speaks against them. The number of the file is
    left to the site. Nothing is guessed: every digit is one that the sender's software wrote into the file.
    """
    found = ROOT.search(data[:BEGINNING])
    if found is None or not reading.given.isprintable() or NOT_RENAMED & {fault.code for fault in reading.problems}:
        return None
    family = FAMILIES[found[1]][1]
    try:
        document = read_ctf(data, form=DOCUMENTS[family]).document
    except XmlFault:
        return None
    ends = (join_number(document.header.source), join_number(document.header.destination)) if document else ()
    source, destination = ends or (None, None)
    if not source or not destination or speaks_against(reading.given.upper(), source, destination):
        return None
    other = read_name(f"{source}_{family}_{destination}.xml")
    if other.verdict is FileVerdict.REFUSE:
        return None
    told = FAULTS["transfer.named_by_header"].at(source=source, destination=destination)
    notes = [problem for problem in other.problems if problem not in other.repairs]
    return replace(other, given=reading.given, repairs=(told,), problems=(told, *notes))


def speaks_against(name: str, source: str, destination: str) -> bool:
    """Say whether a name in capitals holds a number, or a piece of one beside CTF, that is not in the header."""
    said = BESIDE_CTF.match(name)
    left, right = said.groups() if said else ("", "")
    return bool(set(SAID_IN_A_NAME.findall(name)) - {source, destination}) or not (
        left in source and right in destination
    )


def named_by_content(data: ByteSource, kind: FileKind, reading: NameReading) -> NameReading | None:
    """Return how a file's name should read where its content is a CTF or an ATF and its name says another kind.

    None where the two agree. Only the kind in the name changes, never a number.
    """
    found = ROOT.search(data[:BEGINNING])
    if found is None or kind.content is FileContent.ZIP or reading.number is None:
        return None
    key, family = FAMILIES[found[1]]
    if key == kind.key:
        return None
    other = read_name(f"{reading.source}_{family}_{reading.destination}_{reading.number:03d}.xml")
    if other.canonical is None:
        return None
    moved = FAULTS["transfer.moved"].at(canonical=other.canonical)
    return replace(other, given=reading.given, verdict=FileVerdict.REPAIR, problems=(*other.problems, moved))
