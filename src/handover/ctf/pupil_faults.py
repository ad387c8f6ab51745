"""What can be wrong with one pupil, and what is noted of them, in both languages (reference/ctf.md sections 4 and 5)."""

from handover.common.problems import ProblemKind
from handover.common.text import Text
from handover.ctf.fault_rows import CORRECT, DATE_ALONE, SUPPLIER, content_error, content_note, content_warning

_ONE_OF_OTHERS = Text(
    "The receiving school's software will probably leave this pupil out. Complete the record in the sending school's "
    "software, and send this pupil once more in a file of their own.",
    "Mae'n debyg y bydd meddalwedd yr ysgol sy'n derbyn yn gadael y disgybl hwn allan. Cwblhewch y cofnod ym meddalwedd yr "
    "ysgol sy'n anfon, ac anfonwch y disgybl hwn eto mewn ffeil ar wahân.",
)
_TYPE_UPN = Text(
    "Type the UPN anew in your school's software and export the file again. The file can still be sent: we do not change it.",
    "Teipiwch yr UPN o'r newydd ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd: "
    "nid ydym yn ei newid.",
)
_LEAVING = Text(
    "Enter the leaving date in your school's software and export the file again. The file can still be sent, but the "
    "receiving school will ask for the date.",
    "Rhowch y dyddiad gadael ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd, ond "
    "bydd yr ysgol sy'n derbyn yn gofyn am y dyddiad.",
)
_RETYPE = Text(
    "Type it anew in your school's software and export the file again. The file can still be sent.",
    "Teipiwch ef o'r newydd ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd.",
)

PUPIL_FAULTS: tuple[ProblemKind, ...] = (
    content_error("surname_missing", "The surname is empty.", "Mae'r cyfenw yn wag.", CORRECT),
    content_error("forename_missing", "The forename is empty.", "Mae'r enw cyntaf yn wag.", CORRECT),
    content_error("birth_date_missing", "The date of birth is missing.", "Mae'r dyddiad geni ar goll.", CORRECT),
    content_warning(
        "surname_unknown",
        "The surname is empty: {pupil}. The other pupils of the file are not held up.",
        "Mae'r cyfenw yn wag: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    content_warning(
        "forename_unknown",
        "The forename is empty: {pupil}. The other pupils of the file are not held up.",
        "Mae'r enw cyntaf yn wag: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    content_warning(
        "birth_date_unknown",
        "The date of birth is missing: {pupil}. The other pupils of the file are not held up.",
        "Mae'r dyddiad geni ar goll: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    content_error(
        "birth_date_impossible",
        "The date of birth is a day that does not exist: {value}.",
        "Mae'r dyddiad geni yn ddiwrnod nad yw'n bod: {value}.",
        CORRECT,
    ),
    content_error(
        "birth_date_form",
        "The date of birth is not written as year-month-day: {value}.",
        "Nid yw'r dyddiad geni wedi'i ysgrifennu fel blwyddyn-mis-diwrnod: {value}.",
        SUPPLIER,
    ),
    content_warning(
        "birth_date_time",
        "The date of birth of {pupil} holds more than the date: {value}. It is read as that day.",
        "Mae dyddiad geni {pupil} yn cynnwys mwy na'r dyddiad: {value}. Mae'n cael ei ddarllen fel y diwrnod hwnnw.",
        DATE_ALONE,
    ),
    content_error(
        "birth_date_future",
        "The date of birth is in the future: {value}.",
        "Mae'r dyddiad geni yn y dyfodol: {value}.",
        CORRECT,
    ),
    content_warning(
        "age",
        "The date of birth makes the pupil {age:year} old.",
        "Yn ôl y dyddiad geni mae'r disgybl yn {age} oed.",
    ),
    content_warning(
        "upn_missing",
        "There is no UPN. The pupil cannot be matched automatically.",
        "Nid oes UPN. Nid oes modd paru'r disgybl yn awtomatig.",
    ),
    content_warning(
        "upn_malformed",
        "UPN {upn}: a UPN is a letter, eleven digits and a digit or letter.",
        "UPN {upn}: llythyren, un ar ddeg digid a digid neu lythyren yw UPN.",
    ),
    content_warning(
        "upn_small",
        "UPN {upn}: the letters of a UPN are capitals. It should be {meant}.",
        "UPN {upn}: priflythrennau yw llythrennau UPN. Dylai fod yn {meant}.",
        _TYPE_UPN,
    ),
    content_warning(
        "upn_blanks",
        "UPN {upn}: a UPN has no blanks or signs inside. It should be {meant}.",
        "UPN {upn}: nid oes bylchau nac arwyddion mewn UPN. Dylai fod yn {meant}.",
        _TYPE_UPN,
    ),
    content_warning(
        "upn_look_alike",
        "UPN {upn}: a letter stands where a digit belongs (the letter O for 0, I for 1 or S for 5). Perhaps it is {meant}.",
        "UPN {upn}: mae llythyren lle dylai fod digid (y llythyren O yn lle 0, I yn lle 1 neu S yn lle 5). Efallai "
        "mai {meant} ydyw.",
        _TYPE_UPN,
    ),
    content_warning(
        "upn_check_letter",
        "UPN {upn}: the check letter should be {expected}, or a digit is wrong.",
        "UPN {upn}: dylai'r llythyren wirio fod yn {expected}, neu mae digid yn anghywir.",
        Text(
            "Compare the UPN with the pupil's earlier papers. We do not correct it; the file can still be sent.",
            "Cymharwch yr UPN â phapurau cynharach y disgybl. Nid ydym yn ei gywiro; mae modd anfon y ffeil o hyd.",
        ),
    ),
    content_warning(
        "upn_temporary",
        "UPN {upn} is a temporary one.",
        "UPN dros dro yw {upn}.",
        Text(
            "Ask the pupil's earlier school for the permanent UPN, if there was one.",
            "Gofynnwch i ysgol flaenorol y disgybl am yr UPN parhaol, os oedd un.",
        ),
    ),
    content_warning(
        "upn_la_unknown",
        "UPN {upn}: no local authority has the number {la}.",
        "UPN {upn}: nid oes awdurdod lleol â'r rhif {la}.",
    ),
    content_warning(
        "former_upn",
        "The former UPN is not a right one. {why} The file says {upn}.",
        "Nid yw'r UPN blaenorol yn un cywir. {why} Mae'r ffeil yn dweud {upn}.",
    ),
    content_warning(
        "uln",
        "The unique learner number {uln} fails its check.",
        "Mae'r rhif dysgwr unigryw {uln} yn methu ei wiriad.",
    ),
    content_error(
        "upn_twice",
        "Pupils {first} and {second} have one UPN, {upn}: {names}.",
        "Mae gan ddisgyblion {first} a {second} yr un UPN, {upn}: {names}.",
        Text(
            "Two different people cannot share a UPN, and one person belongs in the file once. "
            "Correct the records in your school's software and export again.",
            "Ni all dau berson gwahanol rannu UPN, ac unwaith yn unig y dylai person fod yn y ffeil. "
            "Cywirwch y cofnodion ym meddalwedd eich ysgol ac allforiwch eto.",
        ),
    ),
    content_warning("sex_missing", "The sex is missing.", "Mae'r rhyw ar goll."),
    content_warning(
        "dates_order",
        "{later} ({later_date}) is before {earlier} ({earlier_date}).",
        "Mae {later} ({later_date}) cyn {earlier} ({earlier_date}).",
    ),
    content_warning(
        "before_birth",
        "{element} ({value}) is before the date of birth.",
        "Mae {element} ({value}) cyn y dyddiad geni.",
    ),
    content_warning(
        "sessions_sum",
        "Attendance {year}: {attended} attended, {authorised} authorised and {unauthorised} unauthorised "
        "do not add up to {possible} possible.",
        "Presenoldeb {year}: nid yw {attended} a fynychwyd, {authorised} awdurdodedig a {unauthorised} "
        "anawdurdodedig yn adio i {possible} posibl.",
    ),
    content_warning(
        "marks_year",
        "Attendance {year}: the marks begin on {start}, which is in another school year.",
        "Presenoldeb {year}: mae'r marciau'n dechrau ar {start}, sydd mewn blwyddyn ysgol arall.",
    ),
    content_warning(
        "marks_unknown",
        "Attendance {year}: the marks {marks} are not in our list.",
        "Presenoldeb {year}: nid yw'r marciau {marks} ar ein rhestr.",
    ),
    content_warning(
        "leaving_date_missing",
        "The leaving date of {pupil} is missing (LeavingDate).",
        "Mae dyddiad gadael {pupil} ar goll (LeavingDate).",
        _LEAVING,
    ),
    content_warning(
        "leaving_date_far",
        "The leaving date of {pupil} is more than a year after the file was made: {value}.",
        "Mae dyddiad gadael {pupil} fwy na blwyddyn ar ôl gwneud y ffeil: {value}.",
        _LEAVING,
    ),
    content_warning(
        "damaged_letters",
        "{element} of {pupil} holds letters that a program read wrongly: {value}. Perhaps {meant}.",
        "Mae {element} {pupil} yn cynnwys llythrennau a ddarllenodd rhaglen yn anghywir: {value}. Efallai mai {meant}.",
        _RETYPE,
    ),
    content_warning(
        "lost_letters",
        "{element} of {pupil} has lost a letter: {value}.",
        "Mae {element} {pupil} wedi colli llythyren: {value}.",
        _RETYPE,
    ),
    content_warning(
        "lost_letters_guess",
        "{element} of {pupil} has lost a letter: {value}. Perhaps {meant}.",
        "Mae {element} {pupil} wedi colli llythyren: {value}. Efallai mai {meant}.",
        _RETYPE,
    ),
    content_warning("contact_surname", "A contact has no surname.", "Nid oes cyfenw gan gyswllt."),
    content_warning(
        "need_rank",
        "Two needs have the same rank, {rank}.",
        "Mae gan ddau angen yr un drefn, {rank}.",
    ),
    content_warning(
        "turning_letters",
        "{element} of {pupil} holds a letter that nobody sees and that turns the direction of writing ({letters}): what is "
        "shown is not what is there.",
        "Mae {element} {pupil} yn cynnwys llythyren nad oes neb yn ei gweld ac sy'n troi cyfeiriad yr ysgrifen "
        "({letters}): nid yr hyn a welwch yw'r hyn sydd yno.",
        _RETYPE,
    ),
    content_note(
        "invisible_letters",
        "{element} of {pupil} holds a letter that nobody sees ({letters}). Who types it without it may not find it.",
        "Mae {element} {pupil} yn cynnwys llythyren nad oes neb yn ei gweld ({letters}). Efallai na fydd neb sy'n ei "
        "deipio hebddi yn dod o hyd iddo.",
        _RETYPE,
    ),
    content_note(
        "in_care",
        "{pupil} is looked after by a local authority.",
        "Yn derbyn gofal gan awdurdod lleol: {pupil}.",
        Text(
            "The receiving school should tell its designated teacher.",
            "Dylai'r ysgol sy'n derbyn roi gwybod i'w hathro dynodedig.",
        ),
    ),
    content_note(
        "medical",
        "The sending school holds medical information about {pupil}.",
        "Mae gan yr ysgol sy'n anfon wybodaeth feddygol am {pupil}.",
        Text(
            "The file does not hold it: the receiving school should ask for it.",
            "Nid yw'r wybodaeth yn y ffeil: dylai'r ysgol sy'n derbyn ofyn amdani.",
        ),
    ),
)
