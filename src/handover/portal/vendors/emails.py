"""The e-mails about vendors: to whom, and their words in both languages. None holds a secret."""

from handover.common.text import Text
from handover.portal.apikeys.emails import TO_KEY_OFFICE_AND_PERSON
from handover.portal.notices.kind import Audience, NoticeKind

TO_VENDOR = Audience(
    Text("the contact of the vendor", "cyswllt y gwerthwr"),
    Text(
        "You get this e-mail because you are the contact of a vendor that is registered here.",
        "Rydych yn cael yr e-bost hwn am mai chi yw cyswllt gwerthwr sydd wedi'i gofrestru yma.",
    ),
)

ROWS = (
    NoticeKind(
        "vendor_approved",
        TO_KEY_OFFICE_AND_PERSON,
        Text("{office} approved a vendor: {program}", "Cymeradwywyd gwerthwr: {program} ({office_cy})"),
        Text(
            "{actor} has approved the vendor {program}. Until {end:date} its software works for {office}, within the rights "
            "that were ticked.\n\nIf nobody at your office expects this, withdraw the approval at once: {url}",
            "Cymeradwywyd y gwerthwr {program} gan {actor_cy}. Tan {end:date} mae ei feddalwedd yn gweithio ar ran: "
            "{office_cy}, o fewn yr hawliau a diciwyd.\n\nOs nad oes neb yn eich swyddfa'n disgwyl hyn, tynnwch y "
            "gymeradwyaeth yn ôl ar unwaith: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "vendor_registered",
        TO_VENDOR,
        Text("{vendor} is registered", "Mae {vendor} wedi'i gofrestru"),
        Text(
            "{vendor} is registered as a vendor of software. Its client id is {client}. The secret is handed over in person or "
            "by telephone, never by e-mail.\n\nIts software can work for a school or authority once that office has approved "
            "it. How to ask for tokens: {url}",
            "Mae {vendor} wedi'i gofrestru fel gwerthwr meddalwedd. Ei ddynodydd cleient yw {client}. Caiff y gyfrinach ei "
            "rhoi wyneb yn wyneb neu dros y ffôn, byth drwy e-bost.\n\nGall ei feddalwedd weithio ar ran ysgol neu awdurdod "
            "pan fydd y swyddfa honno wedi'i gymeradwyo. Sut i ofyn am docynnau: {url}",
        ),
    ),
    NoticeKind(
        "vendor_secret_made",
        TO_VENDOR,
        Text("A new secret was made for {vendor}", "Crëwyd cyfrinach newydd i {vendor}"),
        Text(
            "{vendor} has a new secret for the client id {client}. The old one works beside it until it is withdrawn; tell "
            "whoever gave you the new one when your software has it.\n\nIf you did not ask for it, reply at once to whoever "
            "looks after vendors: {url}",
            "Mae gan {vendor} gyfrinach newydd ar gyfer y dynodydd cleient {client}. Mae'r hen un yn gweithio ochr yn ochr â "
            "hi nes iddi gael ei thynnu'n ôl; rhowch wybod i bwy bynnag a roddodd yr un newydd i chi pan fydd gan eich "
            "meddalwedd hi.\n\nOs na wnaethoch ofyn amdani, cysylltwch ar unwaith â phwy bynnag sy'n gofalu am werthwyr: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "vendor_key_registered",
        TO_VENDOR,
        Text("A public key was registered for {vendor}", "Cofrestrwyd allwedd gyhoeddus i {vendor}"),
        Text(
            "A public key was registered for {vendor} (client id {client}): whoever has the private half of it gets "
            "tokens. What worked before works beside it until it is withdrawn.\n\nIf you did not ask for it, write at "
            "once to whoever looks after vendors: {url}",
            "Cofrestrwyd allwedd gyhoeddus i {vendor} (dynodydd cleient {client}): bydd pwy bynnag sydd â'r hanner "
            "preifat ohoni yn cael tocynnau. Mae'r hyn a weithiai o'r blaen yn gweithio ochr yn ochr â hi nes iddo "
            "gael ei dynnu'n ôl.\n\nOs na wnaethoch ofyn amdani, ysgrifennwch ar unwaith at bwy bynnag sy'n gofalu am "
            "werthwyr: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "vendor_withdrawn",
        TO_VENDOR,
        Text("{vendor} was withdrawn", "Tynnwyd {vendor} yn ôl"),
        Text(
            "{vendor} (client id {client}) was withdrawn as a vendor. Its secrets and tokens open nothing any more, and each "
            "office that approved it is told.\n\n{url}",
            "Tynnwyd {vendor} (dynodydd cleient {client}) yn ôl fel gwerthwr. Nid yw ei gyfrinachau na'i docynnau'n agor dim "
            "mwyach, a chaiff pob swyddfa a'i cymeradwyodd wybod.\n\n{url}",
        ),
        waits=False,
    ),
)
