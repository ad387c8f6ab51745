"""A whole invented file: a header around invented pupils."""

from collections.abc import Iterable
from datetime import datetime

from handover.common.calendar import academic_year
from handover.ctf.model import CommonTransferFile, DestinationSchool, Header, Pupil, SourceSchool

SUPPLIER = "Handover demo"


def invent_file(
    source: str,
    destination: str,
    pupils: Iterable[Pupil],
    made: datetime,
    *,
    version: int | None = None,
    school_name: str | None = None,
    qualifier: str = "full",
    supplier: str = SUPPLIER,
) -> CommonTransferFile:
    """Return a file from one mailbox (`6812990`, `681LLLL`) to another or to a marker (`XXXXXXX`).

    The version is that of the school year in which the file is made, unless one is given.
    """
    year = academic_year(made.date())
    return CommonTransferFile(
        header=Header(
            document_name="Common Transfer File",
            version=f"{year % 100 if version is None else version}.0",
            made=made,
            qualifier=qualifier,
            supplier=supplier,
            source=SourceSchool(
                la=source[:3],
                estab=source[3:],
                name=school_name or f"Ysgol {source[:3]}/{source[3:]}",
                academic_year=year,
            ),
            destination=DestinationSchool(la=destination[:3], estab=destination[3:]),
        ),
        pupils=tuple(pupils),
    )
