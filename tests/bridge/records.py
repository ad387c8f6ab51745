"""A child of Nant y Wennol Primary who goes to Glan Wennol High, as the tests of the bridge need the record."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from handover.bridge import NOTHING_KNOWN, KnownObjects, Loss, SifConversion, convert_to_ctf, convert_to_sif
from handover.ctf.model import (
    BasicDetails,
    CommonTransferFile,
    DestinationSchool,
    Header,
    Pupil,
    SchoolSpell,
    SourceSchool,
)
from handover.sif import check_document, write_object

UPN = "B681299003017"
NANT = SourceSchool(la="681", estab="2990", name="Ysgol Gynradd Nant y Wennol", academic_year=2025)
GLAN = DestinationSchool(la="681", estab="4990")
HEADER = Header(
    document_name="Common Transfer File",
    version="25.0",
    made=datetime(2026, 7, 20, 15, 5, 32),  # noqa: DTZ001 - a CTF tells local time, without zone
    qualifier="full",
    supplier="ExampleMIS",
    source=NANT,
    destination=GLAN,
)
SIAN = Pupil(
    upn=UPN,
    surname="Prydderch",
    forename="Siân",
    birth_date=date(2015, 2, 11),
    sex="F",
    basic=BasicDetails(year_group="6", enrolment="C"),
    schools=(
        SchoolSpell(
            la="681", estab="2990", name=NANT.name, entry=date(2019, 9, 1), leaving=date(2026, 7, 22), reason="JS"
        ),
    ),
)


def file_of(*pupils: Pupil, header: Header = HEADER) -> CommonTransferFile:
    return CommonTransferFile(header=header, pupils=pupils)


def to_sif(*pupils: Pupil, header: Header = HEADER, known: KnownObjects = NOTHING_KNOWN) -> SifConversion:
    """Convert, and hold what comes out to the checks."""
    conversion = convert_to_sif(file_of(*pupils, header=header), known)
    for thing in conversion.objects:
        report = check_document(write_object(thing))
        assert report.acceptable, [problem.message() for problem in report.problems]
    return conversion


def there_and_back(pupil: Pupil, header: Header = HEADER) -> Pupil:
    back = convert_to_ctf(to_sif(pupil, header=header).objects, header).file.pupils
    assert len(back) == 1
    return back[0]


def objects_of(conversion: SifConversion, kind: str) -> list[Any]:
    return [thing for thing in conversion.objects if thing.xml_name == kind]


def the_one(conversion: SifConversion, kind: str) -> Any:
    (found,) = objects_of(conversion, kind)
    return found


def losses_of(conversion: Any, reason: str) -> list[Loss]:
    return [loss for loss in conversion.losses if loss.reason == reason]


def extended_texts(thing: Any) -> dict[str, str]:
    return {each.name: each.xml for each in thing.sif_extended_elements or ()}


def with_basic(pupil: Pupil, **changes: Any) -> Pupil:
    return replace(pupil, basic=replace(pupil.basic, **changes))
