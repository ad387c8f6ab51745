"""What can be wrong with the operations about files: rows of the table of `faults.py`."""

from typing import Final

from handover.common.text import Text
from handover.portal.api.fault import ApiFault

FILE_FAULTS: Final = (
    ApiFault(
        "api.other_side",
        403,
        Text("That is for the other side to do", "Yr ochr arall sydd i wneud hynny"),
        Text(
            "The file is one of your office's, but this is for its sender, or for its receiver, to do.",
            "Un o ffeiliau eich swyddfa yw hon, ond ei hanfonwr, neu ei derbynnydd, sydd i wneud hyn.",
        ),
        Text(
            "Receivers fetch, acknowledge and reject; senders call back and answer questions.",
            "Derbynwyr sy'n nôl, yn cydnabod ac yn gwrthod; anfonwyr sy'n galw'n ôl ac yn ateb cwestiynau.",
        ),
    ),
    ApiFault(
        "api.moved",
        409,
        Text("The file has moved on", "Mae'r ffeil wedi symud ymlaen"),
        Text(
            "That is no longer possible, or not possible yet. The file is now: {state_words}.",
            "Nid yw hynny'n bosibl mwyach, neu nid eto. Mae'r ffeil nawr: {state_words}.",
        ),
        Text(
            "Ask for the file again and decide by its `state`.",
            "Gofynnwch am y ffeil eto a phenderfynwch yn ôl ei `state`.",
        ),
    ),
    ApiFault(
        "api.not_fetched",
        409,
        Text("Nobody has fetched the file yet", "Nid oes neb wedi nôl y ffeil eto"),
        Text(
            "A file that nobody of your office has fetched cannot be acknowledged: the record would be lost.",
            "Nid oes modd cydnabod ffeil nad oes neb o'ch swyddfa wedi'i nôl: byddai'r cofnod yn mynd ar goll.",
        ),
        Text(
            "Fetch its content, store it in your software, and acknowledge it then.",
            "Nolwch ei chynnwys, ei storio yn eich meddalwedd, a'i chydnabod wedyn.",
        ),
    ),
    ApiFault(
        "api.upload_offset",
        409,
        Text("The upload goes on elsewhere", "Mae'r lanlwythiad yn parhau mewn man arall"),
        Text(
            "So many bytes of the upload are here: {offset}. The piece does not begin there, or some are still missing.",
            "Mae cynifer o feitiau'r lanlwythiad yma: {offset}. Nid yw'r darn yn dechrau yno, neu mae rhai ar goll o hyd.",
        ),
        Text(
            "Go on from the number in the header Upload-Offset.",
            "Ewch ymlaen o'r rhif yn y pennyn Upload-Offset.",
        ),
    ),
    ApiFault(
        "api.too_many_uploads",
        409,
        Text("Too many uploads are under way", "Mae gormod o lanlwythiadau ar y gweill"),
        Text(
            "The key has begun {most} uploads and finished none of them.",
            "Mae'r allwedd wedi dechrau {most} o lanlwythiadau heb orffen yr un ohonynt.",
        ),
        Text(
            "Finish those that were begun, or wait until their time is over.",
            "Gorffennwch y rhai a ddechreuwyd, neu arhoswch nes i'w hamser ddod i ben.",
        ),
    ),
    ApiFault(
        "api.upload_lost",
        410,
        Text("The pieces cannot be opened", "Nid oes modd agor y darnau"),
        Text(
            "The site can no longer open what it kept of this upload. Nothing was sent.",
            "Ni all y wefan agor mwyach yr hyn a gadwodd o'r lanlwythiad hwn. Nid anfonwyd dim.",
        ),
        Text(
            "Begin the upload anew, with another Idempotency-Key.",
            "Dechreuwch y lanlwythiad o'r newydd, ag Idempotency-Key arall.",
        ),
    ),
    ApiFault(
        "api.damaged",
        410,
        Text("The file cannot be opened", "Nid oes modd agor y ffeil"),
        Text(
            "The site can no longer open its copy of this file. Sender and receiver are told by e-mail.",
            "Ni all y wefan agor ei chopi o'r ffeil hon mwyach. Caiff yr anfonwr a'r derbynnydd wybod drwy e-bost.",
        ),
        Text(
            "When the sender sends the same file again, it takes the place of the damaged one under the same reference.",
            "Pan fydd yr anfonwr yn anfon yr un ffeil eto, bydd yn cymryd lle'r un a ddifrodwyd dan yr un cyfeirnod.",
        ),
    ),
    ApiFault(
        "api.gone",
        410,
        Text("The file is no longer here", "Nid yw'r ffeil yma mwyach"),
        Text(
            "The file is not to be fetched any more. It is now: {state_words}.",
            "Nid yw'r ffeil i'w nôl mwyach. Mae hi nawr: {state_words}.",
        ),
        Text(
            "If you still need the record, ask the sender to send it again.",
            "Os oes angen y cofnod arnoch o hyd, gofynnwch i'r anfonwr ei anfon eto.",
        ),
    ),
    ApiFault(
        "api.changed",
        412,
        Text("It is not as you saw it last", "Nid yw fel y gwelsoch ef ddiwethaf"),
        Text(
            "The ETag in If-Match is not that of the file as it is now. Nothing was done.",
            "Nid ETag y ffeil fel y mae nawr yw'r un yn If-Match. Ni wnaed dim.",
        ),
        Text(
            "Ask for the file again, decide anew, and send the ETag that came with it.",
            "Gofynnwch am y ffeil eto, penderfynwch o'r newydd, ac anfonwch yr ETag a ddaeth gyda hi.",
        ),
    ),
    ApiFault(
        "api.range",
        416,
        Text("The file has no such part", "Nid oes gan y ffeil ran o'r fath"),
        Text(
            "The range begins behind the end of the file; Content-Range says how long it is.",
            "Mae'r ystod yn dechrau y tu hwnt i ddiwedd y ffeil; mae Content-Range yn dweud pa mor hir yw hi.",
        ),
        Text(
            "Ask for a part that is there, or for the whole file.", "Gofynnwch am ran sydd yno, neu am y ffeil gyfan."
        ),
    ),
    ApiFault(
        "api.file_refused",
        422,
        Text("The file was refused", "Gwrthodwyd y ffeil"),
        Text(
            "The checks found that the file cannot go: `problems` says what, where, and what to do about it. Nothing was sent.",
            "Mae'r gwiriadau'n dangos na all y ffeil fynd: mae `problems` yn dweud beth, ymhle, a beth i'w wneud. Nid anfonwyd "
            "dim.",
        ),
        Text(
            "Show the problems to whoever exported the file; sending the same bytes again changes nothing.",
            "Dangoswch y problemau i bwy bynnag a allforiodd y ffeil; nid yw anfon yr un beitiau eto yn newid dim.",
        ),
    ),
)
