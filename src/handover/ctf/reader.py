"""Bytes in, the record out: one walk over the document, driven by the element table of `ctf/model.py`.

Names match with the 2010 namespace or with none, `Gender` and `Sex` alike, children in any order. An empty element
means what an absent one means. What is met and not understood is kept beside the pupil and reported, never dropped.
Pupils are read one after another and their XML is let go, so that memory does not grow with the file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from handover.common.xml import XmlFault, XmlLimits, line_of_tag, records
from handover.ctf.documents import CTF, DocumentForm
from handover.ctf.elements import NAMESPACE
from handover.ctf.faults import FAULTS
from handover.ctf.findings import ProblemList
from handover.ctf.limits import FileLimits
from handover.ctf.model import CommonTransferFile, Header, Pupil
from handover.ctf.naming import name_pupil
from handover.ctf.walk import Walk

LONGEST_DECLARATION: Final = 500


@dataclass(frozen=True, slots=True)
class PupilPlace:
    """Where in the file a pupil stands, for checks that look at the pupil as read."""

    element: etree._Element
    position: int
    header: Header | None
    form: DocumentForm = CTF
    text: str = ""
    """All text of the pupil behind each other."""

    def given(self, path: str) -> bool:
        """Say whether an element at this path below the pupil has something in it, readable or not."""
        *way, tag = path.split("/")
        holder, whole = self._follow(way)
        return whole and any(_is(child, tag) and (child.text or "").strip() for child in holder)

    def line(self, path: str) -> int | None:
        """Return the line of what stands at this path below the pupil, or of the nearest element that there is."""
        return line_of_tag(self._follow(path.split("/"))[0])

    def _follow(self, steps: Iterable[str]) -> tuple[etree._Element, bool]:
        """Return the element at the end of a way, or where the way ends before, and whether it was gone to its end."""
        found = self.element
        for step in steps:
            tag, _, position = step.rstrip("]").partition("[")
            same = [child for child in found if _is(child, tag)]
            if len(same) < int(position or 1):
                return found, False
            found = same[int(position or 1) - 1]
        return found, True


Inspect = Callable[[Pupil, PupilPlace, ProblemList], None]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gave: the record if the document has the shape of one, and its outline for the checks.

    `root` is the name of the document element with its namespace in braces. The rest are lines: of the document
    element, of each header, of each `CTFpupilData`, of each pupil.
    """

    document: CommonTransferFile | None = None
    root: str = ""
    root_line: int | None = None
    headers: tuple[int | None, ...] = ()
    holders: tuple[int | None, ...] = ()
    pupils: tuple[int | None, ...] = ()


def read_ctf(
    data: bytes,
    limits: FileLimits | None = None,
    findings: ProblemList | None = None,
    inspect: Inspect | None = None,
    form: DocumentForm = CTF,
) -> ReadResult:
    """Read a file of that form of document; faults of content go to `findings`.

    Raises `XmlFault` when it is not well-formed or breaks a limit. `inspect` is called with each pupil while its place
    in the file is still at hand.
    """
    limits = limits or FileLimits()
    findings = findings if findings is not None else ProblemList(limits.problems)
    return _Reader(limits, findings, inspect, form).read(data)


@dataclass(slots=True)
class _Reader:
    limits: FileLimits
    findings: ProblemList
    inspect: Inspect | None
    form: DocumentForm
    pupils: list[Pupil] = field(default_factory=list)
    lines: list[int | None] = field(default_factory=list)
    header: Header | None = None
    walk: Walk = field(init=False)

    def __post_init__(self) -> None:
        self.walk = Walk(self.limits, self.findings)

    def read(self, data: bytes) -> ReadResult:
        self.walk.look_for_attributes = data.find(b"=", data.find(b"?>", 0, LONGEST_DECLARATION) + 1) >= 0
        for element in records(data, "Pupil", XmlLimits(depth=self.limits.depth, text=self.limits.text)):
            root = _document_element(element)
            if not _is(root, self.form.root):
                return ReadResult(root=root.tag, root_line=line_of_tag(root))
            if element is root:
                return self._finish(root)
            self._pupil(element, root)
        raise AssertionError("records ends with the document element")

    def _pupil(self, element: etree._Element, root: etree._Element) -> None:
        position = len(self.pupils) + 1
        if position > self.limits.pupils:
            raise XmlFault(FAULTS["too_many_pupils"].at(line=line_of_tag(element), limit=self.limits.pupils))
        holder = element.getparent()
        if holder is None or not _is(holder, self.form.holder) or holder.getparent() is not root:
            self.findings.add(
                "pupil_elsewhere", line_of_tag(element), f"/{self.form.root}", position, holder=self.form.holder
            )
        if (
            self.header is None
            and (header := next((child for child in root if _is(child, "Header")), None)) is not None
        ):
            self.header = self._header(header)
        self.walk.begin(self.form.pupil_path(position), position)
        first = len(self.findings.problems)
        pupil: Pupil = self.walk.whole(element, self.form.pupil)
        before = self.pupils[-1] if self.pupils else None
        self.pupils.append(pupil)
        self.lines.append(line_of_tag(element))
        if self.inspect is not None:
            text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
            self.inspect(pupil, PupilPlace(element, position, self.header, self.form, text), self.findings)
        self.findings.name_the_pupil(first, lambda: name_pupil(pupil, position, before))

    def _header(self, element: etree._Element) -> Header:
        self.walk.begin(self.form.header_path, None, "Header")
        header: Header = self.walk.whole(element, self.form.header)
        return header

    def _finish(self, root: etree._Element) -> ReadResult:
        headers: list[etree._Element] = []
        holders: list[etree._Element] = []
        self.walk.begin(f"/{self.form.root}", None)
        for child in root:
            if _is(child, self.form.holder):
                holders.append(child)
            elif _is(child, "Header") and not headers:
                headers.append(child)
            else:
                headers += [child] if _is(child, "Header") else []
                self.walk.unknown(child)
        if self.header is None and headers:
            self.header = self._header(headers[0])
        self.walk.begin(f"/{self.form.root}/{self.form.holder}", None, self.form.holder)
        for child in (child for holder in holders for child in holder if not _is(child, "Pupil")):
            self.walk.unknown(child)
        if root.attrib:
            self.walk.attributes(root)
        self.walk.report()
        header, unknown = self.header or Header(), tuple(self.walk.kept_for_file)
        document = CommonTransferFile(header=header, pupils=tuple(self.pupils), unknown=unknown)
        return ReadResult(
            document,
            root.tag,
            line_of_tag(root),
            tuple(line_of_tag(child) for child in headers),
            tuple(line_of_tag(child) for child in holders),
            tuple(self.lines),
        )


def _document_element(element: etree._Element) -> etree._Element:
    while (parent := element.getparent()) is not None:
        element = parent
    return element


def _is(element: etree._Element, tag: str) -> bool:
    return element.tag == tag or element.tag == f"{{{NAMESPACE}}}{tag}"
