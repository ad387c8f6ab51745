"""The check of a Common Transfer File: an ordered table of steps, from bytes to a verdict (reference/ctf.md section 5).

`check` never raises, whatever the bytes. It never changes them either: what was sent is what is collected.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from handover.common.file_types import ZIP, recognise_file_type
from handover.common.problems import Problem, has_errors
from handover.common.text import Text
from handover.common.xml import XmlFault
from handover.common.xml_explanations import is_web_page
from handover.common.xml_faults import XML_FAULTS
from handover.common.xml_references import outside_references
from handover.ctf.documents import CTF, DocumentForm
from handover.ctf.elements import NAMESPACE
from handover.ctf.filename import OUTSIDE, UNKNOWN, NameReading
from handover.ctf.findings import ProblemList, quote
from handover.ctf.header_checks import check_fit, check_parts, check_whole, join_number
from handover.ctf.limits import MEBIBYTE, FileLimits
from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.pupil_checks import NOBODY, At, check_pupil, says_who
from handover.ctf.reader import PupilPlace, ReadResult, read_ctf
from handover.ctf.verdict import FileVerdict

__all__ = ["CHECKS", "CheckReport", "CheckStep", "FileLimits", "FileVerdict", "check_ctf"]

MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. `document` is None when the file could not be read as a Common Transfer File."""

    name: NameReading | None
    document: CommonTransferFile | None
    pupils: int
    problems: tuple[Problem, ...]
    verdict: FileVerdict


@dataclass(slots=True)
class Intake:
    """A file on its way through the steps. `findings` holds what is wrong with the file, `content` with its pupils.

    `known` counts the pupils of whom the file says who they are.
    """

    data: bytes
    name: NameReading | None
    today: date
    limits: FileLimits
    sender: str | None
    form: DocumentForm
    findings: ProblemList
    content: ProblemList
    reading: ReadResult = field(default_factory=ReadResult)
    known: int = 0

    @property
    def header_line(self) -> int | None:
        """The line of the header."""
        return self.reading.headers[0] if self.reading.headers else None


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One step. `run` says whether the next steps still make sense."""

    title: Text
    run: Callable[[Intake], bool]


def check_ctf(
    data: bytes,
    name: NameReading | None,
    *,
    today: date,
    limits: FileLimits | None = None,
    sender: str | None = None,
    form: DocumentForm = CTF,
) -> CheckReport:
    """Check a file of that form of document and, unless `name` is None, how its content fits its name.

    `sender` is the mailbox of whoever is signed in (`6812990`, `681LLLL`), if that is to be compared with the name.
    """
    limits = limits or FileLimits()
    intake = Intake(data, name, today, limits, sender, form, ProblemList(limits.problems), ProblemList(limits.problems))
    for step in CHECKS:
        if not step.run(intake):
            break
    problems = (*intake.findings.all(), *intake.content.all())
    return CheckReport(name, intake.reading.document, len(intake.reading.pupils), problems, _verdict(name, problems))


def _verdict(name: NameReading | None, problems: tuple[Problem, ...]) -> FileVerdict:
    if has_errors(problems):
        return FileVerdict.REFUSE
    return FileVerdict.REPAIR if name is not None and name.verdict is FileVerdict.REPAIR else FileVerdict.ACCEPT


def _name(intake: Intake) -> bool:
    if intake.name is None:
        return True
    for problem in intake.name.problems:
        intake.findings.keep(problem)
    source = intake.name.source
    if intake.name.kind == "generic":
        intake.findings.add("name_not_ctf")
    elif intake.sender is not None and source is not None and source != intake.sender.upper():
        intake.findings.add("sender_differs", source=source, sender=intake.sender)
    return True


def _size(intake: Intake) -> bool:
    if not intake.data:
        intake.findings.add("empty")
    elif len(intake.data) > intake.limits.size_bytes:
        intake.findings.add("too_large", limit=f"{intake.limits.size_bytes / MEBIBYTE:g}")
    else:
        return True
    return False


def _kind_of_file(intake: Intake) -> bool:
    what = recognise_file_type(intake.data)
    if what is not None:
        intake.findings.add("zip" if what == ZIP else "other_file", what=what)
    return what is None


def _read(intake: Intake) -> bool:
    def inspect(pupil: Pupil, where: PupilPlace, findings: ProblemList) -> None:
        check_pupil(pupil, At(where, findings, intake.today))
        intake.known += says_who(pupil, where)

    try:
        intake.reading = read_ctf(intake.data, intake.limits, intake.content, inspect, intake.form)
    except XmlFault as fault:
        intake.content = ProblemList(intake.limits.problems)  # of half a file nothing more is said
        intake.findings.keep(fault.problem)
        if fault.problem.code == "xml.truncated":
            _say_what_is_whole(intake)
        return False
    return True


def _say_what_is_whole(intake: Intake) -> None:
    """Say after which pupil a file that was cut breaks off."""
    whole = intake.data[: intake.data.rfind(b"</Pupil>") + len(b"</Pupil>")]
    if (count := whole.count(b"</Pupil>")) == 0:
        return
    mended = whole + f"</{intake.form.holder}></{intake.form.root}>".encode()
    try:
        document = read_ctf(mended, intake.limits, form=intake.form).document
    except XmlFault:
        document = None
    if document is not None and document.pupils:
        intake.findings.add("cut_after", count=count, last=quote(document.pupils[-1].full_name or "–"))


def _references(intake: Intake) -> bool:
    for problem in outside_references(intake.data):
        intake.findings.keep(problem)
    return True


def _document(intake: Intake) -> bool:
    reading = intake.reading
    namespace, _, name = reading.root.rpartition("}")
    if reading.document is not None:
        return True
    expected = intake.form.root
    if is_web_page(name):
        intake.findings.keep(XML_FAULTS["xml.web_page"].at(line=reading.root_line))
    elif name == "ATfile" and intake.form is CTF:
        intake.findings.add("admissions_file", reading.root_line, "/ATfile")
    elif name == expected and namespace.strip("{") != NAMESPACE:
        intake.findings.add(
            "namespace", reading.root_line, f"/{expected}", root=expected, namespace=quote(namespace.strip("{"))
        )
    else:
        intake.findings.add(intake.form.fault, reading.root_line, f"/{quote(name)}", root=quote(name))
    return False


def _outline(intake: Intake) -> bool:
    reading, add = intake.reading, intake.findings.add
    root, holder = intake.form.root, intake.form.holder
    if not reading.headers:
        add("header_missing", reading.root_line, f"/{root}")
    elif len(reading.headers) > 1:
        add("header_repeated", reading.headers[1], f"/{root}/Header[2]", count=len(reading.headers))
    if len(reading.holders) > 1:
        add(
            "pupil_data_repeated", reading.holders[1], f"/{root}/{holder}[2]", holder=holder, count=len(reading.holders)
        )
    if not reading.holders:
        add("pupil_data_missing", reading.root_line, f"/{root}", holder=holder)
    elif not reading.pupils:
        add("no_pupils", reading.holders[0], f"/{root}/{holder}")
    return True


def _header(intake: Intake) -> bool:
    document = intake.reading.document
    if document is None or not intake.reading.headers:
        return True
    check_parts(document, intake.header_line, intake.today, intake.findings, intake.form)
    check_whole(document.header, intake.header_line, intake.findings, intake.form)
    if intake.name is not None and (intake.name.is_ctf or intake.name.form == "admissions"):
        check_fit(document.header, intake.name, intake.header_line, intake.findings, intake.form)
    return True


def _lost(intake: Intake) -> bool:
    document = intake.reading.document
    if document is None or len(document.pupils) < 2:
        return True
    addressed_lost = join_number(document.header.destination) in (UNKNOWN, OUTSIDE)
    if intake.name.is_lost if intake.name is not None else addressed_lost:
        shown = [quote(f"{pupil.full_name} ({pupil.upn or '–'})") for pupil in document.pupils[:MOST_NAMED]]
        more = ["…"] if len(document.pupils) > MOST_NAMED else []
        intake.findings.add("lost_one_pupil", count=len(document.pupils), pupils="; ".join(shown + more))
    return True


def _somebody_known(intake: Intake) -> bool:
    if not intake.known:
        intake.content.harden(NOBODY)
    return True


def _no_upn_twice(intake: Intake) -> bool:
    pupils = intake.reading.document.pupils if intake.reading.document else ()
    for first, second in _same_upn(pupils):
        names = "; ".join(quote(pupils[position - 1].full_name) for position in (first, second))
        line, path = intake.reading.pupils[second - 1], f"{intake.form.pupil_path(second)}/UPN"
        upn = quote(pupils[second - 1].upn or "")
        intake.content.add("upn_twice", line, path, second, first=first, second=second, upn=upn, names=names)
    return True


def _same_upn(pupils: tuple[Pupil, ...]) -> Iterator[tuple[int, int]]:
    met: dict[str, int] = {}
    for position, pupil in enumerate(pupils, 1):
        if pupil.upn is not None:
            first = met.setdefault("".join(pupil.upn.split()).upper(), position)
            if first != position:
                yield first, position


CHECKS: Final[tuple[CheckStep, ...]] = (
    CheckStep(Text("the file name", "enw'r ffeil"), _name),
    CheckStep(Text("the size", "y maint"), _size),
    CheckStep(Text("no other kind of file", "dim math arall o ffeil"), _kind_of_file),
    CheckStep(
        Text(
            "encoding, well-formed XML without a DOCTYPE, limits; every pupil's record",
            "amgodiad, XML cywir heb DOCTYPE, terfynau; cofnod pob disgybl",
        ),
        _read,
    ),
    CheckStep(
        Text(
            "nothing that tells other programs to fetch something",
            "dim sy'n dweud wrth raglenni eraill am nôl rhywbeth",
        ),
        _references,
    ),
    CheckStep(Text("the document is a Common Transfer File", "Ffeil Drosglwyddo Gyffredin yw'r ddogfen"), _document),
    CheckStep(Text("one header, one CTFpupilData, pupils", "un pennyn, un CTFpupilData, disgyblion"), _outline),
    CheckStep(Text("the header, and its fit with the name", "y pennyn, a'i gysondeb â'r enw"), _header),
    CheckStep(Text("one pupil for the Lost Pupil Database", "un disgybl i'r Gronfa Ddata Disgyblion Coll"), _lost),
    CheckStep(
        Text("who at least one pupil is", "pwy yw o leiaf un disgybl"),
        _somebody_known,
    ),
    CheckStep(Text("no UPN twice", "dim UPN ddwywaith"), _no_upn_twice),
)
"""Run in this order; a step that fails so that nothing more can be said stops the rest."""
