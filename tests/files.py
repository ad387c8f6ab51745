"""Small Common Transfer Files for tests of the site, written out by hand so that they owe nothing to our own writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handover.portal.accounts.models import User
from handover.portal.transfers.intake import Incoming, UploadOutcome, receive
from tests.moments import NOW


@dataclass(frozen=True)
class Child:
    """A pupil; `more` is XML that follows the four columns."""

    upn: str = "B681299003017"
    surname: str = "Prydderch"
    forename: str = "Siân"
    born: str = "2015-02-11"
    sex: str = "F"
    more: str = ""


SIAN = Child()
TOMOS = Child("H681299021005", "Prydderch", "Tomos", "2017-06-30")


def ctf(
    source: str, destination: str, children: Sequence[Child] = (SIAN,), *, version: str = "26.0", note: str = ""
) -> bytes:
    """Return a file whose header says source and destination, seven characters each; `note` varies the bytes."""
    pupils = "".join(
        f"<Pupil><UPN>{c.upn}</UPN><Surname>{c.surname}</Surname><Forename>{c.forename}</Forename>"
        f"<DOB>{c.born}</DOB><Sex>{c.sex}</Sex>{c.more}</Pupil>"
        for c in children
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<CTfile><Header><DocumentName>Common Transfer File</DocumentName>'
        f"<CTFversion>{version}</CTFversion><DateTime>2026-09-01T09:00:00</DateTime>"
        "<DocumentQualifier>full</DocumentQualifier><SupplierID>OpenMIS</SupplierID>"
        f"<SourceSchool><LEA>{source[:3]}</LEA><Estab>{source[3:]}</Estab><SchoolName>A school</SchoolName>"
        "<AcademicYear>2026</AcademicYear></SourceSchool>"
        f"<DestSchool><LEA>{destination[:3]}</LEA><Estab>{destination[3:]}</Estab></DestSchool></Header>"
        f"<CTFpupilData>{pupils}</CTFpupilData></CTfile>\n<!--{note}-->\n"
    ).encode()


def atf(source: str, destination: str, children: Sequence[Child] = (SIAN,)) -> bytes:
    """Return an admissions file, which resembles a CTF and is none."""
    data = ctf(source, destination, children, version="9.1")
    for ours, theirs in (
        (b"Common Transfer File", b"Admissions Data Transfer File"),
        (b"CTfile", b"ATfile"),
        (b"CTFversion", b"ATFversion"),
        (b"CTFpupilData", b"ATFpupilData"),
        (b"<Pupil><UPN>", b"<Pupil><ApplicationReference>681-00042</ApplicationReference><UPN>"),
        (b"</Pupil>", b"<Admissions><Accept>true</Accept></Admissions></Pupil>"),
    ):
        data = data.replace(ours, theirs)
    return data


def name_of(source: str, destination: str, number: int = 1) -> str:
    return f"{source}_CTF_{destination}_{number:03}.xml"


def incoming(name: str, data: bytes) -> Incoming:
    return Incoming(name, len(data), too_large=False, read=lambda: data)


def send(
    sender: User, destination: str, *, name: str = "", data: bytes = b"", now: datetime = NOW, **content
) -> UploadOutcome:
    """Send a file from a person's own mailbox, as the page does."""
    number = content.pop("number", 1)
    data = data or ctf(sender.mailbox, destination, **content)
    return receive(incoming(name or name_of(sender.mailbox, destination, number), data), sender, now)
