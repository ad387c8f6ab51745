"""Filling the site: establishments with people and keys, transfers of five years, an audit log, zones with their agents.

Transfers are written by the database itself, with the columns that the product's own table has. They are old: confirmed, or
ended, and their bytes are gone, as retention leaves them. What waits is what the programs of the run send.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from benchmarks.nation.sizes import SIZES
from benchmarks.restore import add_entries
from benchmarks.site import connected, without_indexes
from benchmarks.zone import event
from benchmarks.zone_load import PLACE, message, new_id
from handover.common.authorities import CENSUS_RUNS, WELSH_LAS

AUTHORITIES = 174
FIRST_SCHOOL = 2000
AT_ONCE = 100_000
PUBLISHER, TAKER, SILENT = "Register", "Library", "Silent"
ABOUT = "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize><SIF_Mode>Pull</SIF_Mode>"
# Half of a year's files go in the two weeks around 1 September, the others are spread over the year.
SENT = """
INSERT INTO transfers_transfer (
    reference, kind, file_name, given_name, source, destination, source_establishment_id, destination_establishment_id,
    sealed_id, size, digest, pupils, first_source, warnings, locked, questions, state, sent_by_id, sent_at, moved_at,
    moved_by, reason
)
WITH boxes AS (SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, number FROM establishments_establishment),
numbers AS (
    SELECT n, CASE WHEN n %% 2 = 0 THEN %(september)s - (n %% 20160) * interval '1 minute'
        ELSE %(now)s - interval '30 days' - (n %% 525600) * interval '1 minute' END - (n %% 5) * interval '1 year' AS at
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
)
SELECT gen_random_uuid(), 'ctf', s.number || '_CTF_' || d.number || '_' || to_char(1 + n %% 999, 'FM000') || '.xml',
    ''::bytea, s.number, d.number, s.id, d.id, NULL, 30000, n::text, 1 + n %% 3, '', 0, false, '[]',
    CASE WHEN n %% 40 = 7 THEN 'rejected' ELSE 'confirmed' END, %(sender)s, at, at + interval '1 day', 'sender', ''::bytea
FROM numbers
JOIN boxes s ON s.place = n %% %(boxes)s
JOIN boxes d ON d.place = (n * 7919 + 1 + n / %(boxes)s) %% %(boxes)s
"""


@dataclass(frozen=True, slots=True)
class Nation:
    """What programs are told: schools with a key each, and the ids of zones."""

    keys: dict[str, str]
    zones: tuple[str, ...]


def fill_nation(rows: list[tuple[str, str, str]]) -> Nation:
    """Fill the site that this process works on."""

    def timed(what: str, act: Callable[[], Any], count: int) -> Any:
        before, began = measure_bytes(), time.perf_counter()
        done = act()
        seconds, grown = time.perf_counter() - began, measure_bytes() - before
        rows.append((f"{count:,} {what}", f"{seconds:.0f} s", f"{grown / count:,.0f} bytes each on disk"))
        return done

    numbers = list(islice(list_numbers(), SIZES.mailboxes))
    timed("mailboxes", lambda: add_mailboxes(numbers), len(numbers))
    timed("transfers", add_transfers, SIZES.transfers)
    timed("entries of the audit log", lambda: add_entries(SIZES.entries), SIZES.entries)
    zones = timed("zones, each with three agents", add_zones, SIZES.zones)
    timed("events that nobody took for 30 days", lambda: add_events(zones[0]), SIZES.blocked_events)
    return Nation(make_keys(numbers[: 4 * SIZES.senders]), zones)


def list_numbers() -> Iterator[str]:
    """Yield numbers of schools, in turn at each authority, the Welsh ones first."""
    english = [f"{number}" for first, last in CENSUS_RUNS for number in range(first, last + 1) if number > 200]
    las = [*WELSH_LAS, *(each for each in english if each not in WELSH_LAS and not each.startswith("7"))][:AUTHORITIES]
    for school in range(FIRST_SCHOOL, 8000):
        for la in las:
            yield f"{la}{school}"


def add_mailboxes(numbers: list[str]) -> None:
    """Add a school and its secretary for each number."""
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment, EstablishmentKind

    kind = EstablishmentKind.SCHOOL
    made = Establishment.objects.bulk_create(
        Establishment(number=each, kind=kind, la_number=each[:3], name=f"School {each}", email=f"{each}@example.org")
        for each in numbers
    )
    people = [
        User(
            username=f"clerk{school.number}",
            full_name=f"The secretary of {school.number}",
            email=f"clerk{school.number}@example.org",
            role="school",
            establishment=school,
            must_choose_password=False,
        )
        for school in made
    ]
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people)


def add_transfers() -> None:
    """Add the transfers of five years."""
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment

    now = datetime.now(UTC)
    values = {
        "now": now,
        "september": datetime(now.year - (now.month < 9), 9, 8, tzinfo=UTC),
        "sender": User.objects.get(username="sender").pk,
        "boxes": Establishment.objects.count(),
    }
    with without_indexes("transfers_transfer"), connected().cursor() as cursor:
        for first in range(0, SIZES.transfers, AT_ONCE):
            cursor.execute(SENT, {**values, "first": first, "last": min(first + AT_ONCE, SIZES.transfers) - 1})
    with connected().cursor() as cursor:
        cursor.execute("ANALYZE")


def tell_zone(zone: str, text: bytes) -> None:
    """Give a zone of this process a message, which it has to take."""
    from handover.portal.zones.broker import broker
    from handover.zone.core.parsing import Channel

    answer = broker().receive(zone, text.replace(PLACE, new_id()), Channel(open_zones=True))
    if b"<SIF_Code>0</SIF_Code>" not in answer:
        raise RuntimeError(answer.decode())


def add_zones() -> tuple[str, ...]:
    """Make the zones, and have their agents join."""
    from handover.portal.zones.broker import broker
    from handover.zone.opening import create_open_zone

    names = tuple(f"zone{number}" for number in range(SIZES.zones))
    for zone in names:
        create_open_zone(broker(), zone)
        for agent in (PUBLISHER, TAKER, SILENT):
            tell_zone(zone, message(agent, "SIF_Register", f"<SIF_Name>{agent}</SIF_Name>{ABOUT}"))
            if agent != PUBLISHER:
                tell_zone(zone, message(agent, "SIF_Subscribe", '<SIF_Object ObjectName="LearnerPersonal"/>'))
    return names


def add_events(zone: str) -> None:
    """Publish what a subscriber that took nothing for thirty days has before it."""
    body = event().replace(b"Ramsey", PUBLISHER.encode())
    for _ in range(SIZES.blocked_events):
        tell_zone(zone, body)


def make_keys(numbers: list[str]) -> dict[str, str]:
    """Make a key for each of these schools."""
    from handover.portal.accounts.models import User
    from handover.portal.apikeys.making import WantedKey, store_key

    now, last = datetime.now(UTC), date.today() + timedelta(days=30)  # noqa: DTZ011  # a day of the calendar here
    made = {}
    for person in User.objects.filter(establishment__number__in=numbers).select_related("establishment"):
        assert person.establishment is not None
        wanted = WantedKey("Nation", ("send", "collect"), last)
        made[person.establishment.number] = store_key(person, person.establishment, wanted, now).text.text
    return made


def measure_bytes() -> int:
    """Return the bytes of the database on disk."""
    with connected().cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        found: int = cursor.fetchone()[0]
    return found
