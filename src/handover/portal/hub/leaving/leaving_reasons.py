"""Why a record waits at the old school, or never left it: what its software, its people and the checks said."""

from typing import Final

from handover.common.text import Text
from handover.portal.hub.move_reason import NOTHING_TO_DO, MoveReason

LEAVING_REASONS: Final = (
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
        "scan_awaited",
        Text("the virus scanner has not looked at the file yet", "nid yw'r sganiwr firysau wedi edrych ar y ffeil eto"),
        Text("Nothing: it is tried again by itself.", "Dim: mae'r wefan yn rhoi cynnig arall arni ohoni ei hun."),
    ),
    MoveReason(
        "infected",
        Text("the virus scanner found something in the file", "daeth y sganiwr firysau o hyd i rywbeth yn y ffeil"),
        Text(
            "Have those who look after your computers look at the computer that made it.",
            "Gofynnwch i'r rhai sy'n gofalu am eich cyfrifiaduron edrych ar y cyfrifiadur a'i creodd.",
        ),
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
        "waited_too_long",
        Text("it waited for the old school for too long", "bu'n aros am yr hen ysgol yn rhy hir"),
        NOTHING_TO_DO,
    ),
)
