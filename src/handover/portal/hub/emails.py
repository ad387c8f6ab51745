"""The e-mails about records that follow by themselves: to whom, and their words in both languages."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_DESTINATION, TO_SENDER, NoticeKind

ROWS = (
    NoticeKind(
        "record_refused",
        TO_SENDER,
        Text(
            "{destination_name} refused a pupil of your file {file}",
            "Gwrthododd {destination_name_cy} ddisgybl o'ch ffeil {file}",
        ),
        Text(
            "{destination_name} ({destination}) did not take in the record of a pupil in the file {file}. The other pupils of "
            "the file are not held up.\n\nSign in to see which pupil, and why. Put it right, and send the pupil's record "
            "again: {url}",
            "Ni dderbyniodd {destination_name_cy} ({destination}) gofnod disgybl yn y ffeil {file}. Nid yw disgyblion eraill y "
            "ffeil yn cael eu dal yn ôl.\n\nMewngofnodwch i weld pa ddisgybl, a pham. Cywirwch hynny, ac anfonwch gofnod y "
            "disgybl eto: {url}",
        ),
    ),
    NoticeKind(
        "leaving_taken_back",
        TO_DESTINATION,
        Text(
            "{source_name} says that a pupil whose record you have does not leave",
            "Mae {source_name_cy} yn dweud nad yw disgybl y mae ei gofnod gennych yn gadael",
        ),
        Text(
            "{source_name} ({source}) sent you the file {file}, and you have collected it. Now the school's software says that "
            "the pupil does not leave after all.\n\nNothing was deleted. Ask the school where the pupil is, and delete the "
            "record from your software if the pupil is not with you. The file: {url}",
            "Anfonodd {source_name_cy} ({source}) y ffeil {file} atoch, ac rydych wedi'i chasglu. Nawr mae meddalwedd yr ysgol "
            "yn dweud nad yw'r disgybl yn gadael wedi'r cyfan.\n\nNi ddilëwyd dim. Gofynnwch i'r ysgol ble mae'r disgybl, a "
            "dilëwch y cofnod o'ch meddalwedd os nad yw'r disgybl gyda chi. Y ffeil: {url}",
        ),
    ),
)
