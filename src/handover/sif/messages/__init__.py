"""SIF messages: the envelope, the header, every kind of message, the errors, and queries over objects."""

from handover.sif.messages.errors import CATEGORIES, ERRORS, STATUS, ErrorCode
from handover.sif.messages.extended import tabulate
from handover.sif.messages.message import (
    DEFAULT_CONTEXT,
    Message,
    NotAMessage,
    make_header,
    message_of,
    new_id,
    read_message,
    version_key,
    version_matches,
    write_message,
)
from handover.sif.messages.paths import QueryNotSupported
from handover.sif.messages.payloads import payload_class
from handover.sif.messages.query import restrict, select

__all__ = [
    "CATEGORIES",
    "DEFAULT_CONTEXT",
    "ERRORS",
    "STATUS",
    "ErrorCode",
    "Message",
    "NotAMessage",
    "QueryNotSupported",
    "make_header",
    "message_of",
    "new_id",
    "payload_class",
    "read_message",
    "restrict",
    "select",
    "tabulate",
    "version_key",
    "version_matches",
    "write_message",
]
