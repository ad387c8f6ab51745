"""What happens to a file later, of which software is told: a table beside the life cycle, by the events of its steps."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class LateEvent:
    """One row: the step, and in words what it means to the sender and to the receiver; None to whom it is no news.

    The receiver is told only of files of which software has fetched a copy.
    """

    step: str
    to_sender: Text | None
    to_receiver: Text | None = None


_ROWS: Final = (
    LateEvent(
        "reject",
        Text(
            "The destination rejected the file; its reason is in the transfer.",
            "Gwrthododd y derbynnydd y ffeil; mae ei reswm yn y trosglwyddiad.",
        ),
    ),
    LateEvent(
        "expire",
        Text(
            "Nobody collected the file in time, and said that it arrived.",
            "Ni wnaeth neb gasglu'r ffeil mewn pryd a dweud iddi gyrraedd.",
        ),
        Text(
            "The file was fetched and never acknowledged, and its time is over.",
            "Nolwyd y ffeil ond ni chafodd ei chydnabod, ac mae ei hamser ar ben.",
        ),
    ),
    LateEvent(
        "lapse",
        Text(
            "The questions about the file were not answered in time, and it was dropped.",
            "Nid atebwyd y cwestiynau am y ffeil mewn pryd, a chafodd ei gollwng.",
        ),
    ),
    LateEvent(
        "infect",
        Text(
            "The virus scanner found something in the file; it was not sent and was destroyed.",
            "Daeth y sganiwr firysau o hyd i rywbeth yn y ffeil; ni chafodd ei hanfon a chafodd ei dinistrio.",
        ),
    ),
    LateEvent(
        "take",
        Text(
            "The school it was addressed to has closed; its successor took the file.",
            "Mae'r ysgol yr oedd wedi'i chyfeirio ati wedi cau; cymerodd ei holynydd y ffeil.",
        ),
    ),
    LateEvent(
        "recall",
        None,
        Text(
            "The sender called the file back. Software of yours has a copy: take the record out again.",
            "Galwodd yr anfonwr y ffeil yn ôl. Mae gan feddalwedd eich swyddfa gopi: tynnwch y cofnod allan eto.",
        ),
    ),
    LateEvent(
        "clear",
        Text(
            "The destination's local authority removed the file before it was collected.",
            "Tynnodd awdurdod lleol y derbynnydd y ffeil cyn iddi gael ei chasglu.",
        ),
        Text(
            "The local authority removed the file. Software of yours has a copy: take the record out again.",
            "Tynnodd yr awdurdod lleol y ffeil. Mae gan feddalwedd eich swyddfa gopi: tynnwch y cofnod allan eto.",
        ),
    ),
    LateEvent(
        "forward",
        Text(
            "The destination's local authority passed the file on to where the pupil is.",
            "Pasiodd awdurdod lleol y derbynnydd y ffeil ymlaen i ble mae'r disgybl.",
        ),
        Text(
            "The local authority passed the file on. Software of yours has a copy: take the record out again.",
            "Pasiodd yr awdurdod lleol y ffeil ymlaen. Mae gan feddalwedd eich swyddfa gopi: tynnwch y cofnod allan eto.",
        ),
    ),
    LateEvent(
        "find",
        Text(
            "The lost pupil was found: the school where the pupil is now has the record.",
            "Daethpwyd o hyd i'r disgybl coll: mae'r cofnod gan yr ysgol lle mae'r disgybl nawr.",
        ),
    ),
    LateEvent(
        "close",
        Text(
            "The local authority knows where the lost pupil is, and has closed the case.",
            "Mae'r awdurdod lleol yn gwybod ble mae'r disgybl coll, ac wedi cau'r achos.",
        ),
    ),
    LateEvent(
        "remove",
        Text(
            "The local authority removed the lost pupil's file from the store.",
            "Tynnodd yr awdurdod lleol ffeil y disgybl coll o'r storfa.",
        ),
    ),
    LateEvent(
        "outgrow",
        Text(
            "The lost pupil is over the school leaving age, and the file was destroyed.",
            "Mae'r disgybl coll dros oedran gadael yr ysgol, a dinistriwyd y ffeil.",
        ),
    ),
)

LATE_EVENTS: Final[dict[str, LateEvent]] = {row.step: row for row in _ROWS}
"""The table, by the step of the life cycle."""
