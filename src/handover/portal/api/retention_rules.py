"""How long is kept what the API remembers."""

from typing import Final

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import GONE, RetentionRule, kept_rule, old_rows_rule

ROWS: Final = (
    kept_rule(
        "api.sender_references",
        Text("A sender's own id of a file, sealed", "Dynodydd yr anfonwr ei hun ar gyfer ffeil, wedi'i selio"),
        Text("as long as the tombstone of the file", "cyhyd â charreg fedd y ffeil"),
        ("api.SenderReference",),
    ),
    kept_rule(
        "api.answers",
        Text(
            "The answer to a request with an Idempotency-Key, sealed, so that it can be given again",
            "Yr ateb i gais ag Idempotency-Key, wedi'i selio, er mwyn gallu ei roi eto",
        ),
        Text("24 hours", "24 awr"),
        ("api.RememberedAnswer",),
        Text("the answer", "yr ateb"),
    ),
    RetentionRule(
        "api.uploads",
        Text(
            "A file that comes in pieces and was not finished: its pieces are sealed as files are",
            "Ffeil sy'n dod fesul darn ac na chafodd ei gorffen: mae ei darnau wedi'u selio fel ffeiliau",
        ),
        Text("its beginning", "ei dechrau"),
        GONE,
        ("api.PieceUpload", "api.UploadedPiece", "transfers.SealedFile"),
        hours=Config.api_upload_hours,
    ),
    old_rows_rule(
        "api.notices",
        Text(
            "What an office's software is told of files that were rejected, expired or called back",
            "Yr hyn y caiff meddalwedd swyddfa wybod am ffeiliau a wrthodwyd, a ddaeth i ben neu a alwyd yn ôl",
        ),
        Text("the software's word that it has read it", "gair y feddalwedd ei bod wedi'i ddarllen"),
        ("api.LateNotice",),
        Config.trace_days,
        "acknowledged_at",
    ),
    old_rows_rule(
        "api.unread_notices",
        Text(
            "The same, where no software says that it has read it",
            "Yr un peth, lle nad oes meddalwedd yn dweud ei bod wedi'i ddarllen",
        ),
        Text("the event", "y digwyddiad"),
        ("api.LateNotice",),
        Config.unread_notice_days,
        "happened_at",
    ),
)
