"""The e-mails about keys for software: to whom, and their words in both languages. None holds a key."""

from handover.common.text import Text
from handover.portal.notices.kind import Audience, NoticeKind

TO_KEY_OFFICE = Audience(
    Text("the school or authority whose key it is", "yr ysgol neu'r awdurdod y mae'r allwedd yn perthyn iddo"),
    Text(
        "You get this e-mail because your office has keys for software here.",
        "Rydych yn cael yr e-bost hwn am fod gan eich swyddfa allweddi i feddalwedd yma.",
    ),
)
TO_KEY_OFFICE_AND_PERSON = Audience(
    Text(
        "the school or authority whose key it is, and the person who did it",
        "yr ysgol neu'r awdurdod y mae'r allwedd yn perthyn iddo, a'r person a'i gwnaeth",
    ),
    Text(
        "You get this e-mail because your office has keys for software here, or because you did this.",
        "Rydych yn cael yr e-bost hwn am fod gan eich swyddfa allweddi i feddalwedd yma, neu am mai chi wnaeth hyn.",
    ),
)

ROWS = (
    NoticeKind(
        "key_made",
        TO_KEY_OFFICE_AND_PERSON,
        Text(
            "A key for software was made for {office}",
            "Crëwyd allwedd i feddalwedd: {office_cy}",
        ),
        Text(
            "{actor} has made a key by which a program works for {office}: “{program}”. It works until {end:date}.\n\n"
            "If nobody at your office expects this, withdraw the key at once: {url}",
            "Crëwyd allwedd gan {actor_cy}. Gyda hi mae rhaglen yn gweithio ar ran: {office_cy}. Enw'r allwedd yw “{program}”, "
            "ac mae'n gweithio tan {end:date}.\n\n"
            "Os nad oes neb yn eich swyddfa'n disgwyl hyn, tynnwch yr allwedd yn ôl ar unwaith: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "key_withdrawn",
        TO_KEY_OFFICE_AND_PERSON,
        Text(
            "A key for software of {office} was withdrawn",
            "Tynnwyd allwedd i feddalwedd yn ôl: {office_cy}",
        ),
        Text(
            "{actor} has withdrawn the key “{program}” of {office}. The program that has it can do nothing here any more.\n\n"
            "If it is still needed, make another key for it: {url}",
            "Tynnwyd yr allwedd “{program}” yn ôl gan {actor_cy}. Swyddfa: {office_cy}. Ni all y rhaglen sydd â hi wneud dim "
            "yma mwyach.\n\nOs oes ei hangen o hyd, crëwch allwedd arall iddi: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "key_ending",
        TO_KEY_OFFICE,
        Text(
            "A key for software ends on {end:date}: {program}",
            "Daw allwedd i feddalwedd i ben ar {end:date}: {program}",
        ),
        Text(
            "The key “{program}” of {office} works until {end:date}. From the day after, the program that has it can do "
            "nothing here.\n\nIf the program is still needed, see that it has a key that takes this one's place before "
            "then; both work meanwhile: {url}",
            "Mae'r allwedd “{program}” yn gweithio tan {end:date}. Swyddfa: {office_cy}. O'r diwrnod wedyn, ni all y rhaglen "
            "sydd â hi wneud dim yma.\n\nOs oes angen y rhaglen o hyd, gwnewch yn siŵr bod ganddi allwedd sy'n cymryd lle "
            "hon cyn hynny; mae'r ddwy'n gweithio yn y cyfamser: {url}",
        ),
    ),
    NoticeKind(
        "approval_withdrawn",
        TO_KEY_OFFICE_AND_PERSON,
        Text("The approval of a vendor was withdrawn: {program}", "Tynnwyd cymeradwyaeth gwerthwr yn ôl: {program}"),
        Text(
            "{actor} has withdrawn the approval of the vendor {program} for {office}. Its software can do nothing for the "
            "office any more.\n\nWhat it did until then: {url}",
            "Tynnwyd cymeradwyaeth y gwerthwr {program} yn ôl gan {actor_cy}. Swyddfa: {office_cy}. Ni all ei feddalwedd wneud "
            "dim ar ran y swyddfa mwyach.\n\nYr hyn a wnaeth hyd hynny: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "approval_ending",
        TO_KEY_OFFICE,
        Text(
            "The approval of a vendor ends on {end:date}: {program}",
            "Daw cymeradwyaeth gwerthwr i ben ar {end:date}: {program}",
        ),
        Text(
            "{office} approves the vendor {program} until {end:date}. From the day after, its software can do nothing for the "
            "office.\n\nIf it is still needed, approve the vendor again before then: {url}",
            "Mae'r gwerthwr {program} wedi'i gymeradwyo tan {end:date}. Swyddfa: {office_cy}. O'r diwrnod wedyn, ni all ei "
            "feddalwedd wneud dim ar ran y swyddfa.\n\nOs oes ei angen o hyd, cymeradwywch y gwerthwr eto cyn hynny: {url}",
        ),
    ),
)
