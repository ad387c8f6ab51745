"""One new file for each school out of a whole-year file: a header of the authority's, every pupil's element as it came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handover.common.calendar import academic_year
from handover.ctf.documents import CTF
from handover.ctf.model import DestinationSchool, Header, SourceSchool
from handover.ctf.whole_year import Carried, WholeYear
from handover.ctf.writer import write_around

SUPPLIER = "Handover"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who sends the new files: the mailbox (`681LLLL`) and the name."""

    mailbox: str
    name: str


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The new file for one school: its number, the pupils by their positions in the old file, and the document."""

    destination: str
    positions: tuple[int, ...]
    data: bytes = field(repr=False)


def split_whole_year(
    whole: WholeYear, old: Header, destinations: Mapping[int, str], authority: Authority, made: datetime
) -> tuple[SplitFile, ...]:
    """Return one new file for each destination, in the order of their numbers.

    `destinations` says where each pupil goes, by position in the old file; who is not in it goes nowhere. `old` is the
    header of the old file, which says its version and what kind of data it holds. `made` is local time without a zone.
    """
    groups: defaultdict[str, list[Carried]] = defaultdict(list)
    for carried in whole.pupils:
        if there := destinations.get(carried.leaver.position):
            groups[there].append(carried)
    return tuple(
        _part(there, group, whole.namespace, header_for(old, authority, there, made))
        for there, group in sorted(groups.items())
    )


def _part(destination: str, group: Iterable[Carried], namespace: str, head: Header) -> SplitFile:
    carried = tuple(group)
    data = write_around(head, (each.xml for each in carried), namespace)
    return SplitFile(destination, tuple(each.leaver.position for each in carried), data)


def header_for(old: Header, authority: Authority, destination: str, made: datetime) -> Header:
    """Return the header of a new file: made now, by the authority, of the version and kind of the old one."""
    return Header(
        document_name=CTF.document_name,
        version=old.version,
        made=made.replace(microsecond=0, tzinfo=None),
        qualifier=old.qualifier,
        data_qualifier=old.data_qualifier,
        data_descriptor=old.data_descriptor,
        supplier=SUPPLIER,
        source=SourceSchool(
            la=authority.mailbox[:3],
            estab=authority.mailbox[3:],
            name=authority.name,
            academic_year=academic_year(made.date()),
        ),
        destination=DestinationSchool(la=destination[:3], estab=destination[3:]),
    )
