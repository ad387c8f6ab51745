"""What can be wrong with a request of software, as a table: status, code, and the words of both languages.

Each answer that is no success is a problem document (RFC 9457) of one of these rows; each code has a page on the site and a
heading in docs/reference/api.md. Here are those of any request; `file_faults.py` and `office_faults.py` have those of files and
of an office's work. What is wrong with a file that was sent is not here: those are the rows of the checks.
"""

from typing import Final

from handover.common.text import Text
from handover.portal.api.fault import ApiFault
from handover.portal.api.file_faults import FILE_FAULTS
from handover.portal.api.office_faults import OFFICE_FAULTS
from handover.portal.api.training_faults import TRAINING_FAULTS
from handover.portal.api.webhook_faults import WEBHOOK_API_FAULTS
from handover.portal.apikeys import faults as keys

_ROWS: Final = (
    ApiFault(
        "api.not_understood",
        400,
        Text("The request cannot be read", "Nid oes modd darllen y cais"),
        Text(
            "The request is not HTTP as this site reads it, or its body is not JSON. Nothing was changed.",
            "Nid HTTP fel y mae'r wefan hon yn ei ddarllen yw'r cais, neu nid JSON yw ei gorff. Ni newidiwyd dim.",
        ),
        Text(
            "Send JSON in UTF-8 as the page of the operation shows it, and a Content-Length that is true.",
            "Anfonwch JSON mewn UTF-8 fel y mae tudalen y gweithrediad yn ei ddangos, a Content-Length sy'n wir.",
        ),
    ),
    ApiFault(
        "api.bad_values",
        400,
        Text("Some values do not fit", "Nid yw rhai gwerthoedd yn addas"),
        Text(
            "Something is missing, or is not as the operation describes it: `problems` says what and where. Nothing was "
            "changed.",
            "Mae rhywbeth ar goll, neu nid yw fel y mae'r gweithrediad yn ei ddisgrifio: mae `problems` yn dweud beth ac "
            "ymhle. Ni newidiwyd dim.",
        ),
        Text(
            "Correct the values that are named and send the request again.",
            "Cywirwch y gwerthoedd a enwir ac anfonwch y cais eto.",
        ),
    ),
    ApiFault(
        "api.digest_mismatch",
        400,
        Text("The bytes are not those that were announced", "Nid y beitiau a gyhoeddwyd yw'r rhain"),
        Text(
            "The SHA-256 of the body is not the one in Content-Digest: something changed it on its way. Nothing was sent.",
            "Nid SHA-256 y corff yw'r un yn Content-Digest: newidiodd rhywbeth ef ar ei ffordd. Nid anfonwyd dim.",
        ),
        Text("Send the request again.", "Anfonwch y cais eto."),
        again=True,
    ),
    ApiFault(
        "api.not_allowed",
        403,
        Text("The key may not do that", "Ni chaiff yr allwedd wneud hynny"),
        Text(
            "The key has no right to this operation, or the role of its office does not allow it.",
            "Nid oes gan yr allwedd hawl i'r gweithrediad hwn, neu nid yw rôl ei swyddfa yn ei ganiatáu.",
        ),
        Text(
            "GET /api/v1/me says what the key may do. The office's administrator gives rights to keys; roles are given by "
            "the local authority.",
            "Mae GET /api/v1/me yn dweud beth y caiff yr allwedd ei wneud. Gweinyddwr y swyddfa sy'n rhoi hawliau i "
            "allweddi; yr awdurdod lleol sy'n rhoi rolau.",
        ),
    ),
    ApiFault(
        "api.not_secure",
        403,
        Text("The request came without encryption", "Daeth y cais heb ei amgryptio"),
        Text(
            "This site takes requests of software over HTTPS alone. The key of this one went over the network in the open.",
            "Dim ond dros HTTPS y mae'r wefan hon yn derbyn ceisiadau meddalwedd. Aeth allwedd y cais hwn dros y rhwydwaith yn "
            "agored.",
        ),
        Text(
            "Begin the address with https://, and have the office withdraw this key and make another.",
            "Dechreuwch y cyfeiriad â https://, a gofynnwch i'r swyddfa dynnu'r allwedd hon yn ôl a chreu un arall.",
        ),
    ),
    ApiFault(
        "api.not_found",
        404,
        Text("There is nothing here", "Nid oes dim yma"),
        Text(
            "Nothing is at this address that your key may see. What belongs to another office is answered in the same way.",
            "Nid oes dim yn y cyfeiriad hwn y caiff eich allwedd ei weld. Rhoddir yr un ateb am yr hyn sy'n perthyn i "
            "swyddfa arall.",
        ),
        Text(
            "Check the address, and that the key is the one of the office whose file it is.",
            "Gwiriwch y cyfeiriad, ac mai allwedd y swyddfa y mae'r ffeil yn perthyn iddi yw hon.",
        ),
    ),
    ApiFault(
        "api.method_not_allowed",
        405,
        Text("This address takes other methods", "Mae'r cyfeiriad hwn yn derbyn dulliau eraill"),
        Text("The header Allow names them.", "Mae'r pennyn Allow yn eu henwi."),
        Text(
            "Look the operation up in the description at /api/v1/openapi.json.",
            "Chwiliwch am y gweithrediad yn y disgrifiad yn /api/v1/openapi.json.",
        ),
    ),
    ApiFault(
        "api.interrupted",
        408,
        Text("Not everything arrived", "Ni chyrhaeddodd popeth"),
        Text(
            "The connection broke, or was too slow, before the whole body had arrived. Nothing was sent and nothing changed.",
            "Torrodd y cysylltiad, neu roedd yn rhy araf, cyn i'r corff cyfan gyrraedd. Nid anfonwyd dim ac ni newidiwyd dim.",
        ),
        Text(
            "Send it again; a long file by /api/v1/uploads, in pieces.",
            "Anfonwch ef eto; ffeil hir trwy /api/v1/uploads, fesul darn.",
        ),
        again=True,
    ),
    ApiFault(
        "api.too_large",
        413,
        Text("That is too much at once", "Mae hynny'n ormod ar y tro"),
        Text(
            "The body is larger than {most}. None of it was taken.",
            "Mae'r corff yn fwy na {most}. Ni dderbyniwyd dim ohono.",
        ),
        Text(
            "GET /api/v1/me says how large a file and a piece may be.",
            "Mae GET /api/v1/me yn dweud pa mor fawr y caiff ffeil a darn fod.",
        ),
    ),
    ApiFault(
        "api.packed",
        415,
        Text("The body is packed, or of another kind", "Mae'r corff wedi'i gywasgu, neu o fath arall"),
        Text(
            "This site takes files as they are, and JSON where the operation asks for it: Content-Encoding is not for it.",
            "Mae'r wefan hon yn derbyn ffeiliau fel y maent, a JSON lle mae'r gweithrediad yn gofyn amdano: nid yw "
            "Content-Encoding ar ei chyfer.",
        ),
        Text("Send the body as it is.", "Anfonwch y corff fel y mae."),
    ),
    ApiFault(
        "api.key_reused",
        422,
        Text("The Idempotency-Key stands for another request", "Mae'r Idempotency-Key yn sefyll am gais arall"),
        Text(
            "A request with this Idempotency-Key came before, with another body or other values. This one was not looked at.",
            "Daeth cais â'r Idempotency-Key hwn o'r blaen, â chorff neu werthoedd eraill. Nid edrychwyd ar hwn.",
        ),
        Text(
            "Make a new key for each request that is not a repetition, such as a UUID.",
            "Gwnewch allwedd newydd, fel UUID, ar gyfer pob cais nad yw'n ailadrodd un arall.",
        ),
    ),
    ApiFault(
        "api.too_many",
        429,
        Text("Too many requests", "Gormod o geisiadau"),
        Text(
            "The key has sent more than {most} requests in a minute.",
            "Mae'r allwedd wedi anfon mwy na {most} o geisiadau mewn munud.",
        ),
        Text(
            "Wait as long as Retry-After says, in seconds.",
            "Arhoswch cyhyd ag y mae Retry-After yn ei ddweud, mewn eiliadau.",
        ),
        again=True,
    ),
    ApiFault(
        "api.our_fault",
        500,
        Text("Something went wrong here", "Aeth rhywbeth o'i le yma"),
        Text(
            "This is our doing, not yours. It is not known whether the request was carried out.",
            "Ni sydd ar fai, nid chi. Nid ydym yn gwybod a wnaed yr hyn y gofynnwyd amdano.",
        ),
        Text(
            "Send it again within 24 hours with the same Idempotency-Key: what was done is not done twice.",
            "Anfonwch ef eto o fewn 24 awr â'r un Idempotency-Key: ni wneir ddwywaith yr hyn a wnaed.",
        ),
        again=True,
    ),
    ApiFault(
        "api.busy",
        503,
        Text("Many are working at this moment", "Mae llawer yn gweithio ar hyn o bryd"),
        Text(
            "Somebody else was changing the same things, and the request had to give way. It was undone.",
            "Roedd rhywun arall yn newid yr un pethau, a bu'n rhaid i'r cais ildio. Cafodd ei ddadwneud.",
        ),
        Text("Send it again after Retry-After.", "Anfonwch ef eto ar ôl Retry-After."),
        again=True,
    ),
    ApiFault(
        "api.no_store",
        503,
        Text("The files cannot be reached just now", "Nid oes modd cyrraedd y ffeiliau ar hyn o bryd"),
        Text(
            "The site does not reach the place where it stores files, or has no room there. Nothing was sent or changed.",
            "Nid yw'r wefan yn cyrraedd y man lle mae'n storio ffeiliau, neu nid oes lle yno. Nid anfonwyd dim ac ni newidiwyd "
            "dim.",
        ),
        Text(
            "Send it again after Retry-After. If it goes on, tell those who run this site.",
            "Anfonwch ef eto ar ôl Retry-After. Os yw'n parhau, dywedwch wrth y rhai sy'n rhedeg y wefan hon.",
        ),
        again=True,
    ),
)

_KEY_TITLES: Final = {
    "key.missing": Text("No key came with the request", "Ni ddaeth allwedd gyda'r cais"),
    "key.unknown": Text("There is no such key", "Nid oes allwedd o'r fath"),
    "key.ended": Text("The key has ended", "Mae'r allwedd wedi dod i ben"),
    "key.withdrawn": Text("The key was withdrawn", "Tynnwyd yr allwedd yn ôl"),
    "key.elsewhere": Text("The key does not work from here", "Nid yw'r allwedd yn gweithio oddi yma"),
    "key.office_closed": Text(
        "The office of the key has closed or is inactive", "Mae swyddfa'r allwedd wedi cau neu'n anweithredol"
    ),
    "key.too_many_tries": Text("Too many wrong keys", "Gormod o allweddi anghywir"),
    "key.in_address": Text("A key stands in the address", "Mae allwedd yn y cyfeiriad"),
    "key.training_off": Text("This site has no training", "Nid oes hyfforddi ar y wefan hon"),
    "key.certificate": Text("Another client certificate is needed", "Mae angen tystysgrif cleient arall"),
    "key.token_ended": Text("The token has ended", "Mae'r tocyn wedi dod i ben"),
    "key.token_of_no_office": Text("The token is for no office", "Nid yw'r tocyn ar gyfer unrhyw swyddfa"),
    "key.for_vendors": Text("Only for vendors", "I werthwyr yn unig"),
}
"""The titles of the refusals of keys; what else is said of them stands in the table of keys."""

API_FAULTS: Final[dict[str, ApiFault]] = {
    row.code: row
    for row in (
        *(
            ApiFault(code, status, _KEY_TITLES[code], keys.FAULTS[code].message, keys.FAULTS[code].remedy)
            for code, status in keys.REFUSAL_STATUS.items()
        ),
        *_ROWS,
        *FILE_FAULTS,
        *OFFICE_FAULTS,
        *TRAINING_FAULTS,
        *WEBHOOK_API_FAULTS,
    )
}
"""The table, by code; the refusals of keys are those of the table of keys."""
