"""The e-mail that gathers others of different kinds, for those who have chosen to be written to less often."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_CHOOSER, NoticeKind

DIGEST = "digest"

ROWS = (
    NoticeKind(
        DIGEST,
        TO_CHOOSER,
        Text("News from Handover: {count}", "Newyddion o Trosglwyddo: {count}"),
        Text("{lines}", "{lines_cy}"),
    ),
)
