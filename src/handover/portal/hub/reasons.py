"""Why a record waits, or did not arrive: a closed list, in the words of an office, with what to do.

A reason is stored by its key with the step that it explains. What a school's software said itself is kept sealed beside it.
"""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class MoveReason:
    """A reason: its key, what is said, and what somebody can do about it (empty: nothing has to be done)."""

    key: str
    words: Text
    remedy: Text


NOTHING_TO_DO: Final = Text("", "")

MOVE_REASONS: Final = (
    MoveReason(
        "software_away",
        Text("the school's software does not answer", "nid yw meddalwedd yr ysgol yn ateb"),
        Text("See that the school's software is running.", "Gwnewch yn siŵr bod meddalwedd yr ysgol yn rhedeg."),
    ),
    MoveReason(
        "taken_back",
        Text("the leaving was taken back", "tynnwyd yr ymadawiad yn ôl"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "called_back",
        Text("the old school called the file back", "galwodd yr hen ysgol y ffeil yn ôl"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "rejected",
        Text("the next school rejected the file", "gwrthododd yr ysgol nesaf y ffeil"),
        Text(
            "Read what it said, put it right and send the record again.",
            "Darllenwch beth a ddywedodd, cywirwch ef ac anfonwch y cofnod eto.",
        ),
    ),
    MoveReason(
        "next_software_away",
        Text("the next school's software does not answer", "nid yw meddalwedd yr ysgol nesaf yn ateb"),
        Text(
            "See that it is running. The file can be collected by hand meanwhile.",
            "Gwnewch yn siŵr ei bod yn rhedeg. Gellir casglu'r ffeil â llaw yn y cyfamser.",
        ),
    ),
    MoveReason(
        "next_software_silent",
        Text(
            "the next school's software was given the record and has not taken it",
            "rhoddwyd y cofnod i feddalwedd yr ysgol nesaf ond nid yw wedi'i gymryd",
        ),
        Text(
            "See that it is running and takes messages, or collect the file by hand.",
            "Gwnewch yn siŵr ei bod yn rhedeg ac yn cymryd negeseuon, neu casglwch y ffeil â llaw.",
        ),
    ),
    MoveReason(
        "next_software_mute",
        Text(
            "the next school's software does not say which pupils it has",
            "nid yw meddalwedd yr ysgol nesaf yn dweud pa ddisgyblion sydd ganddi",
        ),
        Text(
            "Look in it whether the pupil is there already, then say here what is so.",
            "Edrychwch ynddi a yw'r disgybl yno eisoes, yna dywedwch yma beth yw'r sefyllfa.",
        ),
    ),
    MoveReason(
        "next_upn_twice",
        Text(
            "the next school's software has two pupils with this UPN",
            "mae gan feddalwedd yr ysgol nesaf ddau ddisgybl â'r UPN hwn",
        ),
        Text(
            "Put that right in the software first, then take the record over.",
            "Cywirwch hynny yn y feddalwedd yn gyntaf, yna derbyniwch y cofnod.",
        ),
    ),
    MoveReason(
        "next_upn_other",
        Text(
            "the next school's software has a pupil with this UPN who was born on another day",
            "mae gan feddalwedd yr ysgol nesaf ddisgybl â'r UPN hwn a aned ar ddiwrnod arall",
        ),
        Text(
            "See whether it is the same child. If so, take the record over; if not, refuse it and say so.",
            "Edrychwch ai'r un plentyn ydyw. Os felly, derbyniwch y cofnod; os nad yw, gwrthodwch ef a dweud hynny.",
        ),
    ),
    MoveReason(
        "next_no_upn",
        Text("the record has no UPN", "nid oes UPN yn y cofnod"),
        Text(
            "Look whether the pupil is in the software already before you take it over.",
            "Edrychwch a yw'r disgybl yn y feddalwedd eisoes cyn i chi ei dderbyn.",
        ),
    ),
    MoveReason(
        "next_flagged",
        Text(
            "the record speaks of the child's protection, so a person looks first",
            "mae'r cofnod yn sôn am amddiffyn y plentyn, felly mae person yn edrych yn gyntaf",
        ),
        Text(
            "Tell the designated person for safeguarding, then take it over or refuse it.",
            "Dywedwch wrth y person dynodedig ar gyfer diogelu, yna derbyniwch neu gwrthodwch ef.",
        ),
    ),
    MoveReason(
        "next_elsewhere",
        Text(
            "another record of the child went to another school",
            "aeth cofnod arall am y plentyn i ysgol arall",
        ),
        Text(
            "Make sure with the family that the child comes to you, then take the record over or refuse it.",
            "Gwnewch yn siŵr gyda'r teulu bod y plentyn yn dod atoch, yna derbyniwch neu gwrthodwch y cofnod.",
        ),
    ),
    MoveReason(
        "next_unheard",
        Text(
            "the next school's software does not listen to records of learners",
            "nid yw meddalwedd yr ysgol nesaf yn gwrando ar gofnodion dysgwyr",
        ),
        Text(
            "Ask its vendor to subscribe it to LearnerPersonal and what belongs to it, or collect the file by hand.",
            "Gofynnwch i'w chyflenwr ei thanysgrifio i LearnerPersonal a'r hyn sy'n perthyn iddo, neu casglwch y ffeil â llaw.",
        ),
    ),
    MoveReason(
        "next_zone_refuses",
        Text(
            "the zone does not let the hub publish the record",
            "nid yw'r parth yn gadael i'r hwb gyhoeddi'r cofnod",
        ),
        Text(
            "Look at the rights of the hub's agent on the zone's page. The file can be collected by hand meanwhile.",
            "Edrychwch ar hawliau asiant yr hwb ar dudalen y parth. Gellir casglu'r ffeil â llaw yn y cyfamser.",
        ),
    ),
    MoveReason(
        "next_no_record",
        Text(
            "the record cannot be read out of the file, or has no place in the software",
            "ni ellir darllen y cofnod o'r ffeil, neu nid oes lle iddo yn y feddalwedd",
        ),
        Text(
            "Collect the file by hand and put the pupil in by hand, or ask for the file again.",
            "Casglwch y ffeil â llaw a rhowch y disgybl i mewn â llaw, neu gofynnwch am y ffeil eto.",
        ),
    ),
    MoveReason(
        "next_refused",
        Text("the next school's software refused it", "gwrthododd meddalwedd yr ysgol nesaf ef"),
        Text(
            "Read what it said, put it right and send the record again.",
            "Darllenwch beth a ddywedodd, cywirwch ef ac anfonwch y cofnod eto.",
        ),
    ),
    MoveReason(
        "next_not_on_roll",
        Text(
            "the next school's software has the record, and the child is not on its roll",
            "mae'r cofnod gan feddalwedd yr ysgol nesaf, ond nid yw'r plentyn ar ei chofrestr",
        ),
        Text(
            "Put the child on the roll in the software, or say here that the child has come.",
            "Rhowch y plentyn ar y gofrestr yn y feddalwedd, neu dywedwch yma fod y plentyn wedi dod.",
        ),
    ),
)
MOVE_REASON: Final = {row.key: row for row in MOVE_REASONS}
