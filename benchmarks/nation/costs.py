"""What an act costs with all that on file: processor time of machines and of PostgreSQL, with one client alone."""

import json
import time
from functools import partial
from http.client import HTTPConnection
from statistics import median

from benchmarks.api_mailbox import Act, ask, database_processes, measure_load, padded, spent_seconds
from benchmarks.nation.filling import PUBLISHER, Nation
from benchmarks.nation.machines import Ground, Machine, started
from benchmarks.nation.programs import ACK, GET, file_between, school_headers
from benchmarks.nation.sizes import SIZES
from benchmarks.site import connected
from benchmarks.zone import event
from benchmarks.zone_load import PLACE, new_id

EVENTS = 3 * SIZES.acts
VISITS = 20
PAGES = {"the first page": "/", "the files that were sent": "/sent/", "the files that wait": "/collect/"}


def measure_costs(ground: Ground, nation: Nation, rows: list[tuple[str, str, str]]) -> None:
    """Add the costs to the table."""
    database = database_processes(ground.environment)
    web, zone = ground.web("web"), ground.zone("zone")
    with started(web, zone):
        schools = sorted(nation.keys)
        source, destination = schools[len(schools) // 2], schools[len(schools) // 2 - 1]  # none that sends later
        waiting: list[str] = []
        send = partial(send_one, nation.keys[source], source, destination, waiting)
        take = partial(take_one, nation.keys[destination], waiting)
        publish, deliver = partial(publish_one, nation.zones), partial(deliver_one, nation.zones)
        rows += [
            measure("a file of 30 kB sent", web, database, SIZES.acts, send),
            measure("a file fetched and acknowledged", web, database, SIZES.acts, take),
            measure("an event accepted for two subscribers", zone, database, EVENTS, publish),
            measure("an event fetched and acknowledged", zone, database, EVENTS, deliver),
        ]
    rows += [visit(what, page, source, database) for what, page in PAGES.items()]


def measure(what: str, machine: Machine, database: list[int], count: int, act: Act) -> tuple[str, str, str]:
    """Do something so many times, one after the other, and return the row of what it cost."""
    process = machine.process.process
    assert process is not None
    log, spent = log_position(), spent_seconds(database)
    load = measure_load(f"http://{machine.address}", [process.pid], 1, count, act)
    stored, written = 1000 * (spent_seconds(database) - spent) / count, (log_position() - log) / count
    return (
        what,
        f"{1000 / load.a_core_second:.2f} ms of the machine, {stored:.2f} ms of the database",
        f"95 % within {load.p95:.1f} ms; {written:,.0f} bytes of PostgreSQL's log",
    )


def send_one(key: str, source: str, destination: str, into: list[str], line: HTTPConnection, number: int) -> None:
    """Send a file from one school to another."""
    headers = {**school_headers(key), "Idempotency-Key": f"cost-{number}"}
    path = f"/api/v1/transfers?name={source}_CTF_{destination}_{1 + number:03}.xml"
    data = padded(file_between(source, destination), number)
    into.append(json.loads(ask(line, "POST", path, data, headers))["transfer"]["reference"])


def take_one(key: str, waiting: list[str], line: HTTPConnection, number: int) -> None:
    """Fetch a file and acknowledge it."""
    place, headers = f"/api/v1/transfers/{waiting[number]}", school_headers(key)
    ask(line, "GET", f"{place}/content", b"", headers)
    ask(line, "POST", f"{place}/acknowledge", b"", {**headers, "Idempotency-Key": f"cost-{waiting[number]}"})


def publish_one(zones: tuple[str, ...], line: HTTPConnection, number: int) -> None:
    """Publish an event, in one zone after the other."""
    body = event().replace(b"Ramsey", PUBLISHER.encode()).replace(PLACE, new_id())
    if b"<SIF_Code>0</SIF_Code>" not in speak(line, zones[number % len(zones)], body):
        raise RuntimeError("an event was not accepted")


def deliver_one(zones: tuple[str, ...], line: HTTPConnection, number: int) -> None:
    """Fetch an event and acknowledge it."""
    zone = zones[number % len(zones)]
    answer = speak(line, zone, GET.replace(PLACE, new_id()))
    start = answer.index(b"<SIF_MsgId>", answer.index(b"<SIF_Data>")) + 11
    speak(line, zone, ACK.replace(PLACE, new_id()).replace(b"@THE@", answer[start : start + 32]))


def speak(line: HTTPConnection, zone: str, body: bytes) -> bytes:
    """Send a message to a zone and return its answer."""
    return ask(line, "POST", f"/zone/{zone}", body, {"Content-Type": 'application/xml;charset="utf-8"'})


def log_position() -> int:
    """Return how many bytes PostgreSQL has written to its log."""
    with connected().cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
        return int(cursor.fetchone()[0])


def visit(what: str, page: str, school: str, database: list[int]) -> tuple[str, str, str]:
    """Return the row of a page, as the secretary of a school opens it."""
    from django.test import Client

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username=f"clerk{school}"))
    if browser.get(page).status_code != 200:
        raise RuntimeError(f"{page} did not answer")
    times, spent, own = [], spent_seconds(database), time.process_time()
    for _ in range(VISITS):
        start = time.perf_counter()
        browser.get(page)
        times.append(1000 * (time.perf_counter() - start))
    stored, own = 1000 * (spent_seconds(database) - spent) / VISITS, 1000 * (time.process_time() - own) / VISITS
    return (
        f"page: {what}",
        f"{own:.2f} ms of the machine, {stored:.2f} ms of the database",
        f"median {median(times):.1f} ms",
    )
