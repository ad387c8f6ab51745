"""The e-mails about records that follow by themselves: to whom, and their words in both languages."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_SENDER, NoticeKind

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
)
