"""The e-mails about records that follow by themselves: to whom, and their words in both languages."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_DESTINATION, NoticeKind

ROWS = (
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
