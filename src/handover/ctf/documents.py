# ruff: noqa: RUF009 - the functions called in the dataclass bodies return fields
"""The documents that the reader knows, as a table: the Common Transfer File, and the admissions file that resembles it.

Source: reference/ctf.md section 3.4: an ATF has the document element `ATfile`, its own version, `ATFpupilData`, an
application reference before the UPN and the answer to an offer; the rest is written as in a CTF.
"""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.ctf.elements import one, text
from handover.ctf.model import Header, Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionsHeader(Header):
    """The header of an admissions file; its versions are not counted by the school year."""

    version: str | None = text("ATFversion", "ATF version", "Fersiwn ATF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What became of an application."""

    accept: str | None = text("Accept", "Offer accepted", "Derbyniwyd y cynnig")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant(Pupil):
    """A pupil who applies for a place."""

    application: str | None = text("ApplicationReference", "Application reference", "Cyfeirnod y cais")
    admission: Admission = one("Admissions", Admission, "Admission", "Derbyn")


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One kind of document: its element, the element around its pupils, and the models of header and pupil.

    `fault` is what is said of another document where this one is expected. `by_year`: its version is that of a school
    year.
    """

    root: str
    holder: str
    header: type[Header]
    pupil: type[Pupil]
    document_name: str
    version_tag: str
    name: Text
    fault: str
    by_year: bool

    @property
    def header_path(self) -> str:
        """The path of the header in the document."""
        return f"/{self.root}/Header"

    def pupil_path(self, position: int) -> str:
        """Return the path of a pupil in the document."""
        return f"/{self.root}/{self.holder}/Pupil[{position}]"


CTF: Final = DocumentForm(
    "CTfile",
    "CTFpupilData",
    Header,
    Pupil,
    "Common Transfer File",
    "CTFversion",
    Text("Common Transfer File", "Ffeil Drosglwyddo Gyffredin"),
    "not_ctf",
    by_year=True,
)
ATF: Final = DocumentForm(
    "ATfile",
    "ATFpupilData",
    AdmissionsHeader,
    Applicant,
    "Admissions Data Transfer File",
    "ATFversion",
    Text("Admissions Data Transfer File", "Ffeil Drosglwyddo Data Derbyn"),
    "not_atf",
    by_year=False,
)
DOCUMENTS: Final = (CTF, ATF)
