"""The operations of the API, as one table: routes, the description, tests and docs/reference/api.md read it."""

from collections.abc import Mapping
from typing import Final

from handover.common.text import Text
from handover.portal.api import (
    checking,
    content,
    expected,
    looking_up,
    lost_pupils,
    mailbox,
    messages,
    noticing,
    offers,
    records,
    reports,
    sending,
    standing_searches,
    steps,
    training,
    uploading,
    vendor_offices,
    watching,
    webhooks,
)
from handover.portal.api.operation import ApiOperation

GROUPS: Final[Mapping[str, Text]] = {
    "office": Text("The key and other offices", "Yr allwedd a swyddfeydd eraill"),
    "mailbox": Text("Files", "Ffeiliau"),
    "uploads": Text("Files in pieces", "Ffeiliau fesul darn"),
    "checking": Text("The checks alone", "Y gwiriadau yn unig"),
    "notices": Text("What happened later", "Yr hyn a ddigwyddodd wedyn"),
    "webhooks": Text("Webhooks", "Bachau gwe"),
    "messages": Text("Secure messages", "Negeseuon diogel"),
    "lists": Text("Expected pupils and offers", "Disgyblion disgwyliedig a chynigion"),
    "authority": Text("For authorities", "I awdurdodau"),
    "reports": Text("Reports", "Adroddiadau"),
    "training": Text("Training counties", "Siroedd hyfforddi"),
    "vendors": Text("For vendors", "I werthwyr"),
}
"""The parts in which operations are described, in their order."""

_OF_FILES: Final = (sending, uploading, mailbox, content, records, steps, checking, noticing, webhooks)
_OF_OFFICES: Final = (messages, expected, offers, watching, lost_pupils, standing_searches, reports, vendor_offices)
OPERATIONS: Final[dict[str, ApiOperation]] = {
    row.key: row for part in (looking_up, *_OF_FILES, *_OF_OFFICES, training) for row in part.OPERATIONS
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
    "key.training_off",
    "key.certificate",
    "key.token_ended",
    "key.token_of_no_office",
    "api.not_secure",
    "api.not_understood",
    "api.bad_values",
    "api.not_allowed",
    "api.too_large",
    "api.packed",
    "api.too_many",
    "api.training_full",
    "api.our_fault",
    "api.busy",
)
"""The codes that any operation may answer."""
