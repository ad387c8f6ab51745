"""Why a record that was sent has not arrived: nobody took the file, or the next school's software has not."""

from typing import Final

from handover.common.text import Text
from handover.portal.hub.move_reason import MoveReason

ARRIVING_REASONS: Final = (
    MoveReason(
        "cleared",
        Text("the next school's authority removed the file", "tynnodd awdurdod yr ysgol nesaf y ffeil"),
        Text("Ask the authority where the pupil is.", "Gofynnwch i'r awdurdod ble mae'r disgybl."),
    ),
    MoveReason(
        "never_collected",
        Text("nobody collected the file in time", "ni chasglodd neb y ffeil mewn pryd"),
        Text(
            "Telephone the next school, and send the file again.", "Ffoniwch yr ysgol nesaf, ac anfonwch y ffeil eto."
        ),
    ),
    MoveReason(
        "held_for_successor",
        Text(
            "the next school has closed; the file waits until somebody sends it on to its successor",
            "mae'r ysgol nesaf wedi cau; mae'r ffeil yn aros nes i rywun ei hanfon ymlaen at ei holynydd",
        ),
        Text(
            "Open the file and send it on, or call it back.",
            "Agorwch y ffeil a'i hanfon ymlaen, neu ei galw'n ôl.",
        ),
    ),
    MoveReason(
        "next_software_away",
        Text("the next school's software does not answer", "nid yw meddalwedd yr ysgol nesaf yn ateb"),
        Text(
            "See that it is running. The file can be collected by hand meanwhile.",
            "Gwnewch yn siŵr ei bod yn rhedeg. Gallwch gasglu'r ffeil â llaw yn y cyfamser.",
        ),
    ),
    MoveReason(
        "next_software_silent",
        Text(
            "the next school's software was given the record and has not taken it",
            "rhoddwyd y cofnod i feddalwedd yr ysgol nesaf ond nid yw wedi'i dderbyn",
        ),
        Text(
            "See that it is running and takes messages, or collect the file by hand.",
            "Gwnewch yn siŵr ei bod yn rhedeg ac yn derbyn negeseuon, neu casglwch y ffeil â llaw.",
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
        "next_not_connected",
        Text(
            "the next school's software is not connected any more",
            "nid yw meddalwedd yr ysgol nesaf wedi'i chysylltu mwyach",
        ),
        Text(
            "Collect the file by hand. What the software has of the record already stays there.",
            "Casglwch y ffeil â llaw. Mae'r hyn sydd gan y feddalwedd o'r cofnod eisoes yn aros yno.",
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
            "Edrychwch ar hawliau asiant yr hwb ar dudalen y parth. Gallwch gasglu'r ffeil â llaw yn y cyfamser.",
        ),
    ),
    MoveReason(
        "next_no_record",
        Text(
            "the record cannot be read out of the file, or has no place in the software",
            "nid oes modd darllen y cofnod o'r ffeil, neu nid oes lle iddo yn y feddalwedd",
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
            "Darllenwch beth a ddywedodd, cywirwch hynny ac anfonwch y cofnod eto.",
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
