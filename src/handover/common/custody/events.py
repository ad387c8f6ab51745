"""What stands in a chain of custody: the steps of a file and of a pupil's record, and who holds it from then on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class CustodyHolder(StrEnum):
    """Who holds a record after a step, as a rule; `resolve_holder` says who that is."""

    SITE = "site"
    SOURCE = "source"
    DESTINATION = "destination"
    ACTOR = "actor"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """A step that a chain of custody notes: its key, what it is in words, and who holds the record from then on."""

    key: str
    name: Text
    holder: CustodyHolder


H = CustodyHolder
FILE_EVENTS: Final = (
    CustodyEvent("send", Text("The file was sent", "Anfonwyd y ffeil"), H.SITE),
    CustodyEvent(
        "hold",
        Text("The file was held for a closed school", "Cafodd y ffeil ei dal yn ôl ar gyfer ysgol sydd wedi cau"),
        H.SITE,
    ),
    CustodyEvent(
        "wait_for_scan",
        Text("The file was held for the virus scanner", "Cafodd y ffeil ei dal yn ôl ar gyfer y sganiwr firysau"),
        H.SITE,
    ),
    CustodyEvent(
        "infect",
        Text("The virus scanner found something in the file", "Daeth y sganiwr firysau o hyd i rywbeth yn y ffeil"),
        H.NOBODY,
    ),
    CustodyEvent(
        "lodge",
        Text("The file was put into the lost pupil store", "Rhoddwyd y ffeil yn y storfa disgyblion coll"),
        H.SITE,
    ),
    CustodyEvent("redirect", Text("The file went on to the successor", "Aeth y ffeil ymlaen at yr olynydd"), H.SITE),
    CustodyEvent("take", Text("The successor took the file", "Cymerodd yr olynydd y ffeil"), H.SITE),
    CustodyEvent("collect", Text("The file was collected", "Casglwyd y ffeil"), H.DESTINATION),
    CustodyEvent("collect_again", Text("The file was collected again", "Casglwyd y ffeil unwaith eto"), H.DESTINATION),
    CustodyEvent(
        "return", Text("The file did not arrive and waits again", "Ni chyrhaeddodd y ffeil ac mae'n aros eto"), H.SITE
    ),
    CustodyEvent("confirm", Text("The destination has the file", "Mae'r ffeil gan y derbynnydd"), H.DESTINATION),
    CustodyEvent("reject", Text("The destination refused the file", "Gwrthododd y derbynnydd y ffeil"), H.SOURCE),
    CustodyEvent("recall", Text("The sender called the file back", "Galwodd yr anfonwr y ffeil yn ôl"), H.SOURCE),
    CustodyEvent("fetch", Text("An authority collected the file", "Casglodd awdurdod y ffeil"), H.ACTOR),
    CustodyEvent(
        "fetch_again", Text("An authority collected the file again", "Casglodd awdurdod y ffeil eto"), H.ACTOR
    ),
    CustodyEvent(
        "put_back", Text("The file was put back into the store", "Rhoddwyd y ffeil yn ôl yn y storfa"), H.SITE
    ),
    CustodyEvent("release", Text("The file was sent on to a school", "Anfonwyd y ffeil ymlaen i ysgol"), H.SITE),
    CustodyEvent("send_after_all", Text("The school sent the file on", "Anfonodd yr ysgol y ffeil ymlaen"), H.SITE),
    CustodyEvent(
        "known_again",
        Text("The file was known again and goes on", "Adnabuwyd y ffeil eto ac mae'n mynd ymlaen"),
        H.SITE,
    ),
    CustodyEvent("reopen", Text("The file is back in the store", "Mae'r ffeil yn ôl yn y storfa"), H.SITE),
    CustodyEvent("find", Text("The pupil was found", "Daethpwyd o hyd i'r disgybl"), H.SITE),
    CustodyEvent("close", Text("The authority closed the case", "Caeodd yr awdurdod yr achos"), H.SITE),
    CustodyEvent("remove", Text("The authority removed the file", "Tynnodd yr awdurdod y ffeil"), H.NOBODY),
    CustodyEvent(
        "outgrow",
        Text("The pupil is over the school leaving age", "Mae'r disgybl dros oedran gadael ysgol"),
        H.NOBODY,
    ),
    CustodyEvent("clear", Text("The authority removed the file", "Tynnodd yr awdurdod y ffeil"), H.NOBODY),
    CustodyEvent("forward", Text("The authority passed the file on", "Pasiodd yr awdurdod y ffeil ymlaen"), H.SITE),
    CustodyEvent("expire", Text("Nobody took the file in time", "Ni chymerodd neb y ffeil mewn pryd"), H.SITE),
)
"""The steps of a transfer that are noted: all from the moment on which the file leaves its sender."""

PUPIL_EVENTS: Final = (
    CustodyEvent(
        "hand_over",
        Text("The record was given to the school's software", "Rhoddwyd y cofnod i feddalwedd yr ysgol"),
        H.SITE,
    ),
    CustodyEvent(
        "take_in", Text("The school's software has the record", "Mae'r cofnod gan feddalwedd yr ysgol"), H.DESTINATION
    ),
    CustodyEvent("arrive", Text("The record has arrived", "Mae'r cofnod wedi cyrraedd"), H.DESTINATION),
    CustodyEvent("refuse", Text("The school refused the record", "Gwrthododd yr ysgol y cofnod"), H.SOURCE),
)
"""The steps of one pupil's record between the software of two schools that are noted."""

CUSTODY_EVENTS: Final = {event.key: event for event in (*FILE_EVENTS, *PUPIL_EVENTS)}


def resolve_holder(event: str, *, source: str, destination: str, by: str) -> str:
    """Return who holds a record after a step: a mailbox number, `site` or `nobody`."""
    holder = CUSTODY_EVENTS[event].holder
    known = {H.SOURCE: source, H.DESTINATION: destination, H.ACTOR: by}
    return known.get(holder, holder.value)
