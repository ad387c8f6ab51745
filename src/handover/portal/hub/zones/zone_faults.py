"""Why the hub cannot work in a zone, as a table: what is said on the zone's page, and what to do about it."""

from dataclasses import dataclass
from typing import Final

from handover.agent import (
    AgentFault,
    RefusedByZone,
    WrongAddress,
    ZoneAsleep,
)
from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class ZoneFault:
    """A fault: its key, which stands in `HubZone.fault`, what is said, what to do, and whether new keys would mend it."""

    key: str
    words: Text
    remedy: Text
    mendable: bool = False


ZONE_FAULTS: Final = (
    ZoneFault(
        "away",
        Text("The zone does not answer.", "Nid yw'r parth yn ateb."),
        Text(
            "See that its server runs. The hub goes on by itself when the zone is back.",
            "Gwnewch yn siŵr bod ei weinydd yn rhedeg. Mae'r hwb yn mynd yn ei flaen ohono'i hun pan ddaw'r parth yn ôl.",
        ),
    ),
    ZoneFault(
        "paused",
        Text("The zone is paused, or asleep.", "Mae'r parth wedi'i seibio, neu'n cysgu."),
        Text(
            "End the pause in the zone's rules. Until then the zone keeps what comes for the hub.",
            "Rhowch derfyn ar y saib yn rheolau'r parth. Tan hynny mae'r parth yn cadw'r hyn sy'n dod i'r hwb.",
        ),
    ),
    ZoneFault(
        "wrong_address",
        Text("There is no zone at the hub's address.", "Nid oes parth yng nghyfeiriad yr hwb."),
        Text(
            "See that HANDOVER_ZONE_URL, or the address that was given for a zone elsewhere, leads to the zone server.",
            "Gwnewch yn siŵr bod HANDOVER_ZONE_URL, neu'r cyfeiriad a roddwyd ar gyfer parth arall, yn arwain at y gweinydd.",
        ),
    ),
    ZoneFault(
        "not_admitted",
        Text("The zone does not admit the hub's key.", "Nid yw'r parth yn derbyn allwedd yr hwb."),
        Text(
            "Give the hub another key, or have those who run the zone give it one.",
            "Rhowch allwedd arall i'r hwb, neu gofynnwch i'r rhai sy'n rhedeg y parth roi un iddo.",
        ),
        mendable=True,
    ),
    ZoneFault(
        "rights_missing",
        Text("The hub lacks a right in the zone.", "Nid oes gan yr hwb hawl sydd ei hangen arno yn y parth."),
        Text(
            "Give the hub its rights again, as they are listed here.",
            "Rhowch ei hawliau i'r hwb eto, fel y maent wedi'u rhestru yma.",
        ),
        mendable=True,
    ),
    ZoneFault(
        "refused",
        Text("The zone refuses the hub's registration.", "Mae'r parth yn gwrthod cofrestru'r hwb."),
        Text(
            "Look at the hub's agent in the zone: whether the zone is closed to it, and which versions it speaks.",
            "Edrychwch ar asiant yr hwb yn y parth: a yw'r parth ar gau iddo, a pha fersiynau y mae'n eu siarad.",
        ),
        mendable=True,
    ),
    ZoneFault(
        "id_in_use",
        Text(
            "Another program has registered with the hub's id.", "Mae rhaglen arall wedi cofrestru â dynodydd yr hwb."
        ),
        Text(
            "Find that program by its address on the page of the agent, and give it an id of its own.",
            "Dewch o hyd i'r rhaglen honno wrth ei chyfeiriad ar dudalen yr asiant, a rhowch ddynodydd ei hun iddi.",
        ),
    ),
    ZoneFault(
        "own_fault",
        Text("Something went wrong on this site.", "Aeth rhywbeth o'i le ar y wefan hon."),
        Text(
            "Look at the worker's log. The hub tries again by itself.",
            "Edrychwch ar gofnod y gweithiwr. Mae'r hwb yn rhoi cynnig arall arni ohono'i hun.",
        ),
    ),
)
ZONE_FAULT: Final = {row.key: row for row in ZONE_FAULTS}

_NOT_ADMITTED: Final = 3
_RIGHTS: Final = frozenset({(4, code) for code in (3, 4, 5, 6, 10, 11, 12)})
_PUSHED: Final = (5, 9)


def name_fault(fault: Exception) -> str:
    """Return the key of what keeps the hub from working in a zone."""
    if isinstance(fault, RefusedByZone):
        error = tuple(fault.error)
        if error[0] == _NOT_ADMITTED:
            return "not_admitted"
        if error == _PUSHED:
            return "id_in_use"
        return "rights_missing" if error in _RIGHTS else "refused"
    if isinstance(fault, WrongAddress):
        return "wrong_address"
    if isinstance(fault, ZoneAsleep):
        return "paused"
    return "away" if isinstance(fault, AgentFault) else "own_fault"
