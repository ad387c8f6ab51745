"""The operations of the API, as one table: routes, the description, tests and docs/reference/api.md read it."""

from collections.abc import Mapping
from typing import Final

from handover.common.text import Text
from handover.portal.api import checking, content, mailbox, noticing, office, sending, steps, uploading
from handover.portal.api.operation import ApiOperation

GROUPS: Final[Mapping[str, Text]] = {
    "office": Text("The key and other offices", "Yr allwedd a swyddfeydd eraill"),
    "mailbox": Text("Files", "Ffeiliau"),
    "uploads": Text("Files in pieces", "Ffeiliau fesul darn"),
    "checking": Text("The checks alone", "Y gwiriadau yn unig"),
    "notices": Text("What happened later", "Yr hyn a ddigwyddodd wedyn"),
}
"""The parts in which operations are described, in their order."""

OPERATIONS: Final[dict[str, ApiOperation]] = {
    row.key: row
    for part in (office, sending, uploading, mailbox, content, steps, checking, noticing)
    for row in part.OPERATIONS
}
"""The table, by key."""

EVERY_OPERATION: Final = (
    "key.missing",
    "key.unknown",
    "key.ended",
    "key.withdrawn",
    "key.elsewhere",
    "key.office_closed",
    "key.too_many_tries",
    "key.in_address",
    "api.not_understood",
    "api.bad_values",
    "api.not_allowed",
    "api.too_large",
    "api.packed",
    "api.too_many",
    "api.our_fault",
    "api.busy",
)
"""The codes that any operation may answer."""
