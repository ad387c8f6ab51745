"""The header: its parts, and whether it fits the file name (reference/ctf.md sections 2 and 4.3).

The name routes. The header is compared with it, because a file that says two things may be meant for somebody else.
"""

from datetime import date
from typing import Final

from handover.common.calendar import academic_year
from handover.common.identifiers import LA_SUFFIX
from handover.ctf.documents import CTF, DocumentForm
from handover.ctf.filename import OUTSIDE, UNKNOWN, NameReading
from handover.ctf.findings import ProblemList, quote
from handover.ctf.model import CommonTransferFile, DestinationSchool, Header, SourceSchool
from handover.ctf.versions import NEWEST_READ, OLDEST_READ, versions_on

AUGUST: Final = 8
PARTIAL: Final = "partial"


def check_parts(
    document: CommonTransferFile, line: int | None, today: date, findings: ProblemList, form: DocumentForm = CTF
) -> None:
    """Check what the header says about the document."""
    header, path = document.header, form.header_path
    kept = "".join(unknown.xml for unknown in document.unknown if unknown.path == "Header")
    for tag, value in _expected(header, form):
        if value is None and tag not in kept:
            findings.add("header_part_missing", line, f"{path}/{tag}", element=tag)
    if header.document_name not in (None, form.document_name):
        findings.add("document_name", line, f"{path}/DocumentName")
    if header.version is not None and form.by_year:
        _version(header, line, today, findings)
    _academic_year(header, line, findings, f"{path}/SourceSchool/AcademicYear")


def _expected(header: Header, form: DocumentForm) -> tuple[tuple[str, object], ...]:
    return (
        ("DocumentName", header.document_name),
        (form.version_tag, header.version),
        ("DateTime", header.made),
        ("DocumentQualifier", header.qualifier),
        ("SupplierID", header.supplier),
    )


def _version(header: Header, line: int | None, today: date, findings: ProblemList) -> None:
    number, used = header.version_number, versions_on(today)
    told = {"version": quote(header.version or ""), "current": used.current, "previous": used.previous}
    path = "/CTfile/Header/CTFversion"
    if number is None or not OLDEST_READ <= number <= NEWEST_READ:
        findings.add("version_unsupported", line, path, **told)
    elif number == used.coming:
        findings.add("version_coming", line, path, **told)
    elif number > used.current:
        findings.add("version_unknown", line, path, **told)
    elif number < used.previous:
        findings.add("version_other", line, path, **told)


def _academic_year(header: Header, line: int | None, findings: ProblemList, path: str) -> None:
    """Compare the school year with the date; some software begins the new one in August."""
    year, made = header.source.academic_year, header.made
    if year is None or made is None:
        return
    start = academic_year(made.date())
    if year != start and not (made.month == AUGUST and year == start + 1):
        findings.add("academic_year", line, path, year=year, start=start)


def check_whole(header: Header, line: int | None, findings: ProblemList, form: DocumentForm = CTF) -> None:
    """Tell the sender of a partial file that another school may want the whole record (reference/ctf.md section 1)."""
    source, destination = join_number(header.source), join_number(header.destination)
    if header.qualifier is None or header.qualifier.lower() != PARTIAL or not form.by_year:
        return
    if destination is not None and destination != source and not destination.endswith(LA_SUFFIX):
        findings.add("partial_file", line, f"{form.header_path}/DocumentQualifier")


def check_fit(
    header: Header, name: NameReading, line: int | None, findings: ProblemList, form: DocumentForm = CTF
) -> None:
    """Compare sender and destination in the header with those in the file name."""
    source, destination = join_number(header.source), join_number(header.destination)
    missing = [tag for tag, place in (("SourceSchool", source), ("DestSchool", destination)) if place is None]
    if missing:
        findings.add("header_address_missing", line, form.header_path, missing=", ".join(missing))
        return
    told = {
        "name_source": name.source,
        "name_destination": name.destination,
        "header_source": quote(source or ""),
        "header_destination": quote(destination or ""),
    }
    if source in (name.source, UNKNOWN) and destination == name.destination:
        return
    forwarded = name.sender_is_authority and destination in (UNKNOWN, OUTSIDE, name.source)
    findings.add("first_sent_by" if forwarded else "header_differs", line, form.header_path, **told)


def join_number(place: SourceSchool | DestinationSchool) -> str | None:
    """Return the seven characters that a file name would have, or None when a part is missing."""
    if place.la is None or place.estab is None:
        return None
    return (place.la + place.estab).upper()
