"""The grammar of file names as one table, and what uses it: `recognise` (any kind), `parse` (as a CTF) and `build`.

Source: seed sections 1.3, 5.3 and Appendix 2; reference/ctf.md section 3. Names are read by position: the first part is
the sender, whatever the seed's legend calls it. Matched without regard to case, written with constants in capitals.
"""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem, ProblemKind
from handover.common.text import Text
from handover.ctf import name_faults as faults
from handover.ctf.repair import repair_name, write_plainly
from handover.ctf.verdict import FileVerdict

UNKNOWN: Final = "XXXXXXX"
OUTSIDE: Final = "MMMMMMM"
LONGEST_NAME: Final = 100
LONGEST_WORDS: Final = 15
"""Letters of the sender's own words in the name of a generic file."""

CTF_NAME: Final = "{source}_CTF_{destination}_{number}.xml"
FAMILY_NAME: Final = "{source}_{family}_{destination}_{number}.xml"

_PLACE = r"\d{3}(?:\d{4}|LLLL)"
_MAILBOX = r"\d{3}(?:\d{4}|LLLL|PLAS|ADMS)"
_DESK = r"\d{3}(?:\d{4}|LLLL|ADMS)"
_ADMISSIONS = "ATF|ADT|APT|AOT|ASL|ALT"
_MISSING = "CML|CMJ"
_DATA = "MTC|KS1|KS2|FSP|PHO|ULN"
_NUMBER = r"(?:_(?P<number>\d{3}))?"


@dataclass(frozen=True, slots=True)
class NameForm:
    """One row of the grammar: the kind of file, the shape of its name, an example and what such a file is for.

    `written` is the name as it is stored and shown, with the parts in braces. `refusal` is set for kinds that are no
    Common Transfer File and no zip: where one of these is expected, the name is refused with that reason.
    """

    kind: str
    pattern: re.Pattern[str]
    example: str
    purpose: Text
    refusal: ProblemKind | None = None
    written: str = CTF_NAME


def _form(
    kind: str,
    pattern: str,
    example: str,
    purpose: Text,
    refusal: ProblemKind | None = None,
    written: str = CTF_NAME,
) -> NameForm:
    return NameForm(kind, re.compile(pattern, re.ASCII | re.IGNORECASE), example, purpose, refusal, written)


# The first row that fits wins. A missing number is read here and told as a repair.
FORMS: tuple[NameForm, ...] = (
    _form(
        "ctf-lost",
        rf"(?P<source>{_PLACE})_CTF_(?P<destination>X{{7}}){_NUMBER}\.xml",
        "6812990_CTF_XXXXXXX_005.xml",
        Text(
            "a pupil whose next school is not known, to the Lost Pupil Database",
            "disgybl nad yw ei ysgol nesaf yn hysbys, i'r Gronfa Ddata Disgyblion Coll",
        ),
    ),
    _form(
        "ctf-outside",
        rf"(?P<source>{_PLACE})_CTF_(?P<destination>M{{7}}){_NUMBER}\.xml",
        "6812990_CTF_MMMMMMM_006.xml",
        Text(
            "a pupil who left the maintained sector, to the Lost Pupil Database",
            "disgybl sydd wedi gadael y sector a gynhelir, i'r Gronfa Ddata Disgyblion Coll",
        ),
    ),
    _form(
        "ctf-self",
        rf"(?P<source>{_PLACE})_CTF_(?P<destination>(?P=source)){_NUMBER}\.xml",
        "6812990_CTF_6812990_001.xml",
        Text(
            "data from one system of an establishment to another, not a transfer",
            "data o un system sefydliad i un arall, nid trosglwyddiad",
        ),
    ),
    _form(
        "ctf",
        rf"(?P<source>{_PLACE})_CTF_(?P<destination>{_PLACE}){_NUMBER}\.xml",
        "6812990_CTF_6814990_001.xml",
        Text(
            "pupils' records from one school or local authority to another",
            "cofnodion disgyblion o un ysgol neu awdurdod lleol i un arall",
        ),
    ),
    _form(
        "generic",
        rf"(?P<source>{_MAILBOX})_(?P<destination>{_MAILBOX})_(?P<text>[^\s\x22*:<>?|]{{1,{LONGEST_WORDS}}})\.zip",
        "6812990_681LLLL_reports.zip",
        Text("any other data, as a zip", "unrhyw ddata arall, fel zip"),
        written="{source}_{destination}_{text}.zip",
    ),
    _form(
        "admissions",
        rf"(?P<source>{_DESK})_(?P<family>{_ADMISSIONS})_(?P<destination>{_DESK}){_NUMBER}\.xml",
        "6804990_ATF_6812994_002.xml",
        Text("admissions data", "data derbyn"),
        faults.ADMISSIONS,
        FAMILY_NAME,
    ),
    _form(
        "cme",
        rf"(?P<source>{_PLACE})_(?P<family>{_MISSING})_(?P<destination>{_PLACE}){_NUMBER}\.xml",
        "3022990_CML_302LLLL_001.xml",
        Text("a child joining or missing education (England)", "plentyn sy'n ymuno neu'n colli addysg (Lloegr)"),
        faults.MISSING_CHILDREN,
        FAMILY_NAME,
    ),
    _form(
        "xml-transfer",
        rf"(?P<source>{_PLACE})_(?P<family>{_DATA})_(?P<destination>{_PLACE}){_NUMBER}\.xml",
        "3022990_MTC_3022990_001.xml",
        Text(
            "results or numbers to load into a school's software",
            "canlyniadau neu rifau i'w llwytho i feddalwedd ysgol",
        ),
        faults.OTHER_KIND,
        FAMILY_NAME,
    ),
)

FORM_OF_KIND: dict[str, NameForm] = {form.kind: form for form in FORMS}
FAMILIES: dict[str, tuple[str, ...]] = {
    "admissions": tuple(_ADMISSIONS.split("|")),
    "cme": tuple(_MISSING.split("|")),
    "xml-transfer": tuple(_DATA.split("|")),
}
"""What can stand in a name where a CTF has CTF, by the row of the grammar."""


_PARTS: Final = {
    "source": rf"(?P<source>{_MAILBOX})",
    "destination": rf"(?P<destination>{_MAILBOX})",
    "number": r"(?P<number>\d{3})",
}


def describe_form(kind: str, written: str, purpose: Text) -> NameForm:
    """Return a row for a name that a site's operator describes, such as `{source}_SC1_{destination}_{number}.xml`.

    `ValueError` unless sender, destination and number stand in it once each, among letters, digits, `_`, `-` and `.`.
    """
    pieces = re.split(r"\{(\w+)\}", written)
    if sorted(pieces[1::2]) != sorted(_PARTS) or not re.fullmatch(r"[\w.-]+", "".join(pieces[::2]), re.ASCII):
        raise ValueError(f"a name with {{source}}, {{destination}} and {{number}}, not {written!r}")
    pattern = "".join(_PARTS[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
    example = written.format(source="6812990", destination="681LLLL", number="001")
    return _form(kind, pattern, example, purpose, written=written)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a file name says.

    `given` is the name as it came, `canonical` the one to store and show; it is None when the name is refused or when
    the number is missing (`with_number` then gives the full reading). `repairs` are the changes that need the sender's
    yes; they are also among the `problems`. `family` is what stands in the name where a CTF has CTF: ATF, MTC.
    """

    given: str
    verdict: FileVerdict
    kind: str | None = None
    source: str | None = None
    destination: str | None = None
    number: int | None = None
    text: str | None = None
    family: str | None = None
    canonical: str | None = None
    repairs: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    def with_number(self, number: int) -> "NameReading":
        """Return the reading with this file number, for a name that came without one."""
        if self.source is None or self.destination is None or self.form not in FORM_OF_KIND:
            return self
        written = FORM_OF_KIND[self.form].written
        parts = {"source": self.source, "destination": self.destination, "family": self.family or ""}
        return replace(self, number=number, canonical=written.format(**parts, number=f"{number:03d}"))

    @property
    def form(self) -> str:
        """The row of the grammar that the name fits, such as `admissions`; empty for none."""
        return (self.kind or "").partition(":")[0]

    @property
    def is_ctf(self) -> bool:
        """Say whether the name is that of a Common Transfer File, of whatever kind."""
        return self.kind is not None and self.kind.split("-")[0] == "ctf"

    @property
    def is_lost(self) -> bool:
        """Say whether the file goes to the Lost Pupil Database and so holds exactly one pupil."""
        return self.kind in ("ctf-lost", "ctf-outside")

    @property
    def sender_is_authority(self) -> bool:
        """Say whether the sender is a local authority."""
        return self.source is not None and self.source.endswith(LA_SUFFIX)


def parse_name(name: str) -> NameReading:
    """Read a file name where a CTF or a zip is expected: accept it, propose a repair, or refuse it. Never raises."""
    reading = recognise(name)
    form = FORM_OF_KIND.get(reading.form)
    if form is None or form.refusal is None:
        return reading
    reason = form.refusal.at(kind=reading.family)
    return NameReading(
        name,
        FileVerdict.REFUSE,
        reading.kind,
        reading.source,
        reading.destination,
        family=reading.family,
        problems=(reason,),
    )


def recognise(name: str, more: tuple[NameForm, ...] = ()) -> NameReading:
    """Read the name of a file of any kind, those of `more` rows among them; refused only where no row fits."""
    folded = _without_accents(name)
    if unsafe := _unsafe(folded):
        return NameReading(name, FileVerdict.REFUSE, problems=(unsafe,))
    plain, repairs = repair_name(folded)
    made = [faults.ACCENTS.at()] if folded != name else []
    for form in (*FORMS, *more):
        if match := form.pattern.fullmatch(plain):
            return _reading(name, form, match, [*made, *(kind.at() for kind in repairs)])
    return NameReading(name, FileVerdict.REFUSE, problems=(_diagnosis(plain),))


def build_name(source: str, destination: str, number: int) -> str:
    """Write the canonical name of a Common Transfer File; `ValueError` when no such name exists. Numbers begin at 1."""
    if not 1 <= number <= 999:
        raise ValueError(f"no file name has the number {number}: they go from 1 to 999")
    name = f"{source}_CTF_{destination}_{number:03d}.xml"
    reading = parse_name(name)
    if reading.verdict is not FileVerdict.ACCEPT or reading.canonical is None:
        raise ValueError(f"no file name for sender {source!r}, destination {destination!r}, number {number}")
    return reading.canonical


# The words of a generic file are its sender's own; nothing else in a name is ever read in another alphabet.
_ZIP_WORDS: Final = re.compile(rf"(\s*{_MAILBOX}_{_MAILBOX}_)(?P<text>.*)(\.zip\s*)", re.ASCII | re.IGNORECASE)


def _without_accents(name: str) -> str:
    words = None if name.isascii() else _ZIP_WORDS.fullmatch(name)
    return f"{words[1]}{write_plainly(words['text'])}{words[3]}" if words else name


def _unsafe(name: str) -> Problem | None:
    if "/" in name or "\\" in name or ".." in name:
        return faults.PATH_PARTS.at()
    if words := _ZIP_WORDS.fullmatch(name):
        if not name.isascii() or not name.isprintable():
            return faults.GENERIC_LETTERS.at()
        if len(name) > LONGEST_NAME:
            return faults.GENERIC_TEXT.at(length=len(words["text"]))
    if len(name) > LONGEST_NAME or not name.isascii() or not name.isprintable():
        return faults.CHARACTERS.at()
    return None


def _reading(given: str, form: NameForm, match: re.Match[str], repairs: list[Problem]) -> NameReading:
    part = {name: value for name, value in match.groupdict().items() if value is not None}
    part |= {name: part[name].upper() for name in ("source", "destination", "family") if name in part}
    family, number, text = part.get("family"), part.get("number"), part.get("text")
    if number is None and text is None:
        repairs = [*repairs, faults.NO_NUMBER.at()]
    return NameReading(
        given,
        FileVerdict.REPAIR if repairs else FileVerdict.ACCEPT,
        f"{form.kind}:{family}" if family else form.kind,
        part["source"],
        part["destination"],
        int(number) if number else None,
        text,
        family,
        form.written.format(**part) if number or text else None,
        tuple(repairs),
        (*repairs, *_notes(form, part["source"], part["destination"])),
    )


def _notes(form: NameForm, source: str, destination: str) -> list[Problem]:
    if form.kind == "ctf-self":
        return [faults.OWN_SCHOOL.at()]
    to_authority = form.kind == "ctf" and destination.endswith(LA_SUFFIX)
    if to_authority and not source.endswith(LA_SUFFIX) and source[:3] != destination[:3]:
        return [faults.OTHER_LA.at()]
    return []


# Why a name fits no row: the first pattern that is found gives the reason. Its named groups fill in the words.
_FAMILIES = rf"(?:{_ADMISSIONS}|{_MISSING}|{_DATA})"
_DIAGNOSES: tuple[tuple[re.Pattern[str], ProblemKind], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), kind)
    for pattern, kind in (
        (r"_CTF.*\.zip$", faults.ZIPPED),
        (r"\.xml\.", faults.DOUBLE_EXTENSION),
        (rf"^{_MAILBOX}_{_MAILBOX}_.*(?P<extension>\.(?!zip$|xml$)[^.]*)$", faults.GENERIC_EXTENSION),
        (rf"^{_MAILBOX}_{_MAILBOX}_(?!CTF)(?P<text>.* .*)\.zip$", faults.GENERIC_BLANK),
        (rf"^{_MAILBOX}_{_MAILBOX}_(?!CTF)(?P<text>.*)\.zip$", faults.GENERIC_TEXT),
        (r"_CTF.*(?P<extension>\.(?!xml$)[^.]*)$", faults.EXTENSION),
        (rf"_{_FAMILIES}_.*(?P<extension>\.(?!xml$)[^.]*)$", faults.EXTENSION),
        (rf"^{_DESK}_{_FAMILIES}_(?P<part>\w+?)(?:_\d{{1,3}})?\.xml$", faults.DIGITS),
        (rf"^(?P<part>\w+?)_{_FAMILIES}_", faults.DIGITS),
        (r"^[XM]+_CTF_", faults.MARKER_SOURCE),
        (r"^\d+L*_\d+L*_CTF", faults.ORDER),
        (rf"^{_PLACE}_CTF_(?P<destination>[XM]+)(?:_|\.)", faults.MARKER),
        (rf"^{_PLACE}_CTF_(?:{_PLACE}|X{{7}}|M{{7}})_(?P<part>\w+)\.xml$", faults.NUMBER),
        (rf"^{_PLACE}_CTF_(?P<part>\w+?)(?:_\d{{1,3}})?\.xml$", faults.DIGITS),
        (r"^(?P<part>\w+?)_CTF_", faults.DIGITS),
        (rf"^{_MAILBOX}_(?P<part>\w+?)_{_MAILBOX}(?:_|\.)", faults.UNKNOWN_KIND),
    )
)


def _diagnosis(name: str) -> Problem:
    for pattern, kind in _DIAGNOSES:
        if match := pattern.search(name):
            values = {group: value or "" for group, value in match.groupdict().items()}
            values["length"] = str(len(values.get("text", "")))
            return Problem(kind, values=MappingProxyType(values))
    return faults.UNREADABLE.at()
