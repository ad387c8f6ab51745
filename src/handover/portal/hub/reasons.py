"""Why a record waits, or did not arrive: a closed list, in the words of an office, with what to do.

A reason is stored by its key with the step that it explains. What a school's software said itself is kept sealed beside it.
"""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class MoveReason:
    """A reason: its key, what is said, and what somebody can do about it (empty: nothing has to be done).

    One that `lasts` stays with the move when a further step has no reason of its own.
    """

    key: str
    words: Text
    remedy: Text
    lasts: bool = False


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
            "Darllenwch beth a ddywedodd, cywirwch hynny ac anfonwch y cofnod eto.",
        ),
    ),
    MoveReason(
        "waits_for_last_day",
        Text("the record goes on the pupil's last day", "bydd y cofnod yn mynd ar ddiwrnod olaf y disgybl"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "hub_off",
        Text(
            "the school has turned off the sending of leavers' records",
            "mae'r ysgol wedi diffodd anfon cofnodion disgyblion sy'n gadael",
        ),
        Text(
            "Turn it on again under “What school software may do”, or send the record yourself.",
            "Trowch ef ymlaen eto o dan “Beth y caiff meddalwedd ysgol ei wneud”, neu anfonwch y cofnod eich hun.",
        ),
    ),
    MoveReason(
        "school_gone",
        Text(
            "the old school's software is not connected any more",
            "nid yw meddalwedd yr hen ysgol wedi'i chysylltu mwyach",
        ),
        Text(
            "Send the record yourself, or have the software connected again.",
            "Anfonwch y cofnod eich hun, neu trefnwch i'r feddalwedd gael ei chysylltu eto.",
        ),
    ),
    MoveReason(
        "software_endless",
        Text(
            "the school's software answered with far more than one pupil's record",
            "atebodd meddalwedd yr ysgol â llawer mwy na chofnod un disgybl",
        ),
        Text("Ask whoever looks after the software.", "Gofynnwch i bwy bynnag sy'n gofalu am y feddalwedd."),
    ),
    MoveReason(
        "software_fails",
        Text("the school's software answers that it failed", "mae meddalwedd yr ysgol yn ateb ei bod wedi methu"),
        Text("Ask whoever looks after the software.", "Gofynnwch i bwy bynnag sy'n gofalu am y feddalwedd."),
    ),
    MoveReason(
        "software_lacks",
        Text(
            "the school's software does not give out pupils or their enrolments",
            "nid yw meddalwedd yr ysgol yn rhoi disgyblion na'u cofrestriadau",
        ),
        Text(
            "Send the record yourself, and ask whoever looks after the software.",
            "Anfonwch y cofnod eich hun, a gofynnwch i bwy bynnag sy'n gofalu am y feddalwedd.",
        ),
    ),
    MoveReason(
        "school_not_said",
        Text(
            "the school's software does not say at which school the enrolment was",
            "nid yw meddalwedd yr ysgol yn dweud ym mha ysgol yr oedd y cofrestriad",
        ),
        Text(
            "Send the record yourself, and ask whoever looks after the software to let it give out SchoolInfo.",
            "Anfonwch y cofnod eich hun, a gofynnwch i bwy bynnag sy'n gofalu am y feddalwedd adael iddi roi SchoolInfo.",
        ),
    ),
    MoveReason(
        "learner_not_given",
        Text(
            "the school's software has no such pupil, or gave another",
            "nid oes disgybl o'r fath gan feddalwedd yr ysgol, neu rhoddodd un arall",
        ),
        Text(
            "Look the pupil up in your software, and send the record yourself.",
            "Chwiliwch am y disgybl yn eich meddalwedd, ac anfonwch y cofnod eich hun.",
        ),
    ),
    MoveReason(
        "another_child",
        Text(
            "the school's software gave a pupil with another UPN than before",
            "rhoddodd meddalwedd yr ysgol ddisgybl ag UPN gwahanol i'r un o'r blaen",
        ),
        Text(
            "Check the pupil's UPN in your software, and try again.",
            "Gwiriwch UPN y disgybl yn eich meddalwedd, a rhowch gynnig arall arni.",
        ),
    ),
    MoveReason(
        "two_learners",
        Text(
            "two pupils in the school's software have this UPN",
            "mae gan ddau ddisgybl ym meddalwedd yr ysgol yr UPN hwn",
        ),
        Text(
            "Put the UPNs right in your software, and try again.",
            "Cywirwch yr UPN yn eich meddalwedd, a rhowch gynnig arall arni.",
        ),
    ),
    MoveReason(
        "learner_invalid",
        Text(
            "what the school's software holds of the pupil cannot be read",
            "nid oes modd darllen yr hyn sydd gan feddalwedd yr ysgol am y disgybl",
        ),
        Text(
            "Open the pupil in your software, put right what is wrong, and try again.",
            "Agorwch y disgybl yn eich meddalwedd, cywirwch yr hyn sydd o'i le, a rhowch gynnig arall arni.",
        ),
    ),
    MoveReason(
        "refused_by_checks",
        Text("the file that was made did not pass the checks", "nid aeth y ffeil a luniwyd drwy'r gwiriadau"),
        Text(
            "Put right in your software what is said below, and try again.",
            "Cywirwch yn eich meddalwedd yr hyn sydd isod, a rhowch gynnig arall arni.",
        ),
    ),
    MoveReason(
        "site_full",
        Text("the site has no room to store the file", "nid oes gan y wefan le i storio'r ffeil"),
        Text("Nothing: it is tried again by itself.", "Dim: mae'r wefan yn rhoi cynnig arall arni ohoni ei hun."),
    ),
    MoveReason(
        "looked_at_first",
        Text("the school looks at each record first", "mae'r ysgol yn edrych ar bob cofnod yn gyntaf"),
        Text("Answer under “Files that need your answer”.", "Atebwch o dan “Ffeiliau sydd angen eich ateb”."),
    ),
    MoveReason(
        "flagged",
        Text(
            "somebody has to look first, because of a warning in the school's software",
            "mae'n rhaid i rywun edrych yn gyntaf, oherwydd rhybudd ym meddalwedd yr ysgol",
        ),
        Text("Answer under “Files that need your answer”.", "Atebwch o dan “Ffeiliau sydd angen eich ateb”."),
    ),
    MoveReason(
        "questions",
        Text("the checks of the file ask something", "mae gwiriadau'r ffeil yn gofyn rhywbeth"),
        Text("Answer under “Files that need your answer”.", "Atebwch o dan “Ffeiliau sydd angen eich ateb”."),
    ),
    MoveReason(
        "no_destination_said",
        Text(
            "the school's software does not say which school is next",
            "nid yw meddalwedd yr ysgol yn dweud pa ysgol sydd nesaf",
        ),
        Text("Say which school the pupil goes to.", "Dywedwch i ba ysgol mae'r disgybl yn mynd."),
    ),
    MoveReason(
        "unknown_school",
        Text("no school has the number that the software gave", "nid oes ysgol â'r rhif a roddodd y feddalwedd"),
        Text("Say which school the pupil goes to.", "Dywedwch i ba ysgol mae'r disgybl yn mynd."),
    ),
    MoveReason(
        "closed_school",
        Text(
            "the school that the software named has closed, and no successor is known",
            "mae'r ysgol a enwodd y feddalwedd wedi cau, ac nid oes olynydd hysbys",
        ),
        Text("Say which school the pupil goes to.", "Dywedwch i ba ysgol mae'r disgybl yn mynd."),
    ),
    MoveReason(
        "inactive_school",
        Text(
            "the school that the software named takes no files",
            "nid yw'r ysgol a enwodd y feddalwedd yn derbyn ffeiliau",
        ),
        Text(
            "Ask that school, and say again where the pupil goes.",
            "Gofynnwch i'r ysgol honno, a dywedwch eto i ble mae'r disgybl yn mynd.",
        ),
    ),
    MoveReason(
        "own_school",
        Text(
            "the software named the pupil's own school as the next",
            "enwodd y feddalwedd ysgol y disgybl ei hun fel y nesaf",
        ),
        Text("Say which school the pupil goes to.", "Dywedwch i ba ysgol mae'r disgybl yn mynd."),
    ),
    MoveReason(
        "corrected",
        Text(
            "the school's software corrected the leaving; the record goes anew",
            "cywirodd meddalwedd yr ysgol yr ymadawiad; mae'r cofnod yn mynd o'r newydd",
        ),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "two_destinations",
        Text(
            "the next school has the record, and now the software names another",
            "mae'r cofnod gan yr ysgol nesaf, ac nawr mae'r feddalwedd yn enwi un arall",
        ),
        Text(
            "Find out where the pupil goes. If it is the other school, send the record there yourself, and ask the first to "
            "delete its own.",
            "Dewch i wybod i ble mae'r disgybl yn mynd. Os i'r ysgol arall, anfonwch y cofnod yno eich hun, a "
            "gofynnwch i'r gyntaf ddileu ei chopi.",
        ),
        lasts=True,
    ),
    MoveReason(
        "taken_back_late",
        Text(
            "the old school took the leaving back after the record had been collected",
            "tynnodd yr hen ysgol yr ymadawiad yn ôl ar ôl i'r cofnod gael ei gasglu",
        ),
        Text(
            "The next school was told. Nothing was deleted: ask each other where the pupil is.",
            "Cafodd yr ysgol nesaf wybod. Ni ddilëwyd dim: gofynnwch i'ch gilydd ble mae'r disgybl.",
        ),
        lasts=True,
    ),
    MoveReason(
        "sent_by_other_school",
        Text(
            "another school of the pupil has sent a record to the same school",
            "mae ysgol arall y disgybl wedi anfon cofnod i'r un ysgol",
        ),
        Text(
            "If the next school needs yours too, send it yourself.",
            "Os oes angen eich un chi hefyd ar yr ysgol nesaf, anfonwch ef eich hun.",
        ),
    ),
    MoveReason(
        "guest",
        Text("the pupil was only a guest at the school", "gwestai yn unig oedd y disgybl yn yr ysgol"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "other_enrolment",
        Text("the enrolment that ended was at another school", "mewn ysgol arall yr oedd y cofrestriad a ddaeth i ben"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "no_next_school",
        Text("the pupil goes to no school any more", "nid yw'r disgybl yn mynd i unrhyw ysgol mwyach"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "said_no",
        Text("the school said that the file does not go", "dywedodd yr ysgol nad yw'r ffeil yn mynd"),
        Text("Send the record yourself.", "Anfonwch y cofnod eich hun."),
    ),
    MoveReason(
        "no_answer",
        Text("nobody at the school answered in time", "nid atebodd neb yn yr ysgol mewn pryd"),
        Text("Send the record yourself.", "Anfonwch y cofnod eich hun."),
    ),
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
    MoveReason(
        "waited_too_long",
        Text("it waited for the old school for too long", "bu'n aros am yr hen ysgol yn rhy hir"),
        NOTHING_TO_DO,
    ),
)
MOVE_REASON: Final = {row.key: row for row in MOVE_REASONS}
COLLECTED_BY_HAND: Final = (
    "next_software_away",
    "next_software_silent",
    "next_unheard",
    "next_zone_refuses",
    "next_no_record",
)
"""While one of these keeps a record from the next school's software, a person there should see to its file."""
SAID_BY_HAND: Final = ("next_not_on_roll", "next_software_mute", "next_software_away")
"""Why a person has to say of a child whose record the software has that the child is on the roll."""
LASTING: Final = frozenset(row.key for row in MOVE_REASONS if row.lasts)
