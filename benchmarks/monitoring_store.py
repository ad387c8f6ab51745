"""Transfers for the benchmark of monitoring, written by the database itself: a million of them in a minute or two.

They are numbered. From its number follow a transfer's way, state and age: spread over the 22 authorities of Wales, one
in three across a border, and every twentieth with the marks of four pupils of its own.
"""

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from benchmarks.site import without_indexes
from handover.common.authorities import WELSH_LAS

MARKS = 16  # of four pupils
EVERY = 20  # how rarely a transfer has bytes, and marks
LAS = "".join(WELSH_LAS)
SOUGHT_UPN = "B681299003017"
CARRYING = 20  # at most so many transfers on the authority's lists carry the pupil who is looked for
FILLED = ("transfers_sealedfile", "transfers_transfer", "transfers_pupilmark")

# What the two databases say differently.
SAYINGS = MappingProxyType(
    {
        "sqlite": {
            "uuid": "char(32)",
            "moment": "datetime(%(now)s, '-' || n || ' minutes')",
            "random": "lower(hex(randomblob(16)))",
        },
        "postgresql": {
            "uuid": "uuid",
            "moment": "cast(%(now)s AS timestamptz) - n * interval '1 minute'",
            "random": "md5(random()::text)",
        },
    }
)

NUMBERS = """
WITH RECURSIVE numbers(n) AS (
    SELECT cast(%(first)s AS bigint) WHERE %(first)s < %(end)s
    UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < %(end)s
)
"""
# A number as the 32 digits of a UUID.
NAME = "cast(substr('{zeros}', length(cast(n AS varchar(20))) + 1) || cast(n AS varchar(20)) AS {uuid})"
SEALED = """
INSERT INTO transfers_sealedfile (name, wrapped_key, size, digest, sealed_at) {numbers}
SELECT {name}, %(nothing)s, 1, '-', {moment} FROM numbers WHERE n %% {every} = 0
"""
SENT = """
INSERT INTO transfers_transfer (
    reference, kind, file_name, given_name, source, destination, source_establishment_id, destination_establishment_id,
    sealed_id, size, digest, pupils, first_source, warnings, locked, questions, state, sent_by_id, sent_at, moved_at,
    moved_by, reason
) {numbers}, ways AS (
    SELECT n,
        substr('{las}', 1 + 3 * cast(n %% {authorities} AS integer), 3) || (2990 + n / 22 %% 70) AS source,
        substr('{las}', 1 + 3 * cast(
            (CASE WHEN n %% 3 = 0 THEN n * 7 + 3 ELSE n END) %% {authorities} AS integer), 3
        ) || (4990 + n / 1540 %% 9) AS destination
    FROM numbers
)
SELECT {name}, CASE WHEN n %% 9973 = 0 THEN 'census' ELSE 'ctf' END,
    source || '_CTF_' || destination || '_' || substr(cast(1000 + n %% 1000 AS varchar(4)), 2) || '.xml', %(nothing)s,
    source, destination, %(here)s, %(there)s, CASE WHEN n %% {every} = 0 THEN {name} END, 1000,
    cast(n AS varchar(64)), 1, '', 0, false, '[]',
    CASE n %% 5 WHEN 2 THEN 'sent' WHEN 3 THEN 'rejected' WHEN 4 THEN 'seen' ELSE 'confirmed' END,
    %(sender)s, {moment}, {moment}, 'sender', %(nothing)s
FROM ways
"""
MARKED = """
INSERT INTO transfers_pupilmark (sealed_id, mark) {numbers}, signs(sign) AS (
    SELECT 1 UNION ALL SELECT sign + 1 FROM signs WHERE sign < {marks}
)
SELECT {name}, {random} FROM numbers CROSS JOIN signs WHERE n %% {every} = 0
"""
CARRIED = """
INSERT INTO transfers_pupilmark (sealed_id, mark)
SELECT sealed_id, %(sought)s FROM transfers_transfer
WHERE sealed_id IS NOT NULL AND '681' IN (home_la, incoming_la, outgoing_la) AND NOT EXISTS (
    SELECT 1 FROM transfers_pupilmark WHERE mark = %(sought)s
) ORDER BY id LIMIT {carrying}
"""


def statements(vendor: str) -> list[str]:
    """Return the statements that write the transfers from a first number to an end, in that database's words."""
    sayings = SAYINGS[vendor]
    parts: dict[str, object] = {
        **sayings,
        "name": NAME.format(zeros="0" * 32, uuid=sayings["uuid"]),
        "numbers": NUMBERS,
        "las": LAS,
        "authorities": len(LAS) // 3,
        "every": EVERY,
        "marks": MARKS,
        "carrying": CARRYING,
    }
    return [statement.format(**parts) for statement in (SEALED, SENT, MARKED, CARRIED)]


def fill(size: int) -> None:
    """Bring the number of transfers up to a size."""
    from django.db import connection, transaction
    from django.utils import timezone

    from handover.portal.transfers.models import Transfer

    values = told(timezone.now()) | {"first": Transfer.objects.count(), "end": size}
    with connection.cursor() as cursor:
        with without_indexes(*FILLED), transaction.atomic():
            for statement in statements(connection.vendor):
                cursor.execute(statement, values)
        cursor.execute("ANALYZE")


def told(now: datetime) -> dict[str, Any]:
    """Return what the statements are told besides the numbers."""
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.transfers.marks import make_mark, upn_sign

    keys = dict(Establishment.objects.filter(number__in=("6812990", "6814990")).values_list("number", "pk"))
    return {
        "now": f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "nothing": b"",
        "here": keys["6812990"],
        "there": keys["6814990"],
        "sender": User.objects.get(username="sender").pk,
        "sought": make_mark(upn_sign(SOUGHT_UPN)),
    }
