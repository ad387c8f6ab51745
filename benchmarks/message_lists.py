"""A box with a hundred thousand messages against the same box with a hundred, by time and by queries; and the plain SQL."""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.site import DATABASES, settings

ROUNDS = 30
SIZES = (100, 100_000)
BATCH = 5_000
AIM = 2
PAGES = {
    "received, newest first": ("receiver", "/messages/", "-sent_at"),
    "received, by sender": ("receiver", "/messages/", "source"),
    "received, unread first": ("receiver", "/messages/", "read_at"),
    "sent, newest first": ("sender", "/messages/sent/", "-sent_at"),
    "another page, with the count at its top": ("receiver", "/help/", ""),
}
# What the first page cannot do without, and what a count of all that is unread would cost.
PLAIN = {
    "plain SQL, the first page": "SELECT * FROM messaging_delivery AS copy JOIN messaging_securemessage AS message "
    "ON message.id = copy.message_id WHERE copy.gone_at IS NULL AND copy.establishment_id = "
    "(SELECT id FROM establishments_establishment WHERE number = '6814990') AND copy.role = 'school' "
    "ORDER BY copy.sent_at DESC, copy.id DESC LIMIT 50",
    "plain SQL, all unread counted": "SELECT establishment_id, role, count(*) FROM messaging_delivery "
    "WHERE gone_at IS NULL AND read_at IS NULL GROUP BY 1, 2",
}


def measure() -> None:
    """Print `size|page|queries|milliseconds` for each size and page. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    for size in SIZES:
        fill(size)
        for words, sql in PLAIN.items():
            print(size, words, 1, f"{plain(sql):.3f}", sep="|")
        for words, (username, address, sort) in PAGES.items():
            queries, took = visit(username, address, sort)
            print(size, words, queries, f"{took:.3f}", sep="|")


def fill(size: int) -> None:
    """Bring the number of messages from one school to another up to a size; one in three was read."""
    from django.db import connection

    from handover.portal.messaging.models import SecureMessage

    have = SecureMessage.objects.count()
    for first in range(have, size, BATCH):
        add(range(first, min(first + BATCH, size)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add(numbers: range) -> None:
    """Send the messages of these numbers, a minute apart."""
    from datetime import timedelta

    from django.utils import timezone

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.messaging.models import Delivery, SecureMessage
    from handover.portal.messaging.words import Words

    source, destination = (Establishment.objects.get(number=number) for number in ("6812990", "6814990"))
    sender, now, made = User.objects.get(username="sender"), timezone.now(), []
    for number in numbers:
        sent_at = now - timedelta(minutes=number)
        each = SecureMessage(source_establishment=source, role="school", sent_by=sender, sent_at=sent_at)
        each.put(Words(f"About a file, {number}", "Have you had our file?"))
        made.append(each)
    Delivery.objects.bulk_create(
        Delivery(
            message=each,
            establishment=destination,
            role="school",
            source=source.number,
            sent_at=each.sent_at,
            read_at=now if number % 3 == 0 else None,
        )
        for number, each in zip(numbers, SecureMessage.objects.bulk_create(made), strict=True)
    )


def plain(sql: str) -> float:
    """Return how long a question takes the database, in milliseconds."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        for _ in range(ROUNDS):
            start = time.perf_counter()
            cursor.execute(sql)
            cursor.fetchall()
            times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def visit(username: str, address: str, sort: str) -> tuple[int, float]:
    """Return the number of queries of one visit to a page, and the median time in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username=username))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        if browser.get(address, {"sort": sort}).status_code != 200:
            raise RuntimeError(f"{address} did not answer")
        times.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as seen:
        browser.get(address, {"sort": sort})
    return len(seen), statistics.median(times)


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    for database in DATABASES:
        with settings(database) as environment:
            command = [sys.executable, "-c", "from benchmarks.message_lists import measure; measure()"]
            printed = subprocess.run(
                command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        figures = [line.split("|") for line in printed.splitlines()]
        few = {words: float(took) for size, words, _, took in figures if int(size) == SIZES[0]}
        for size, words, queries, took in figures:
            aim = "" if words in PLAIN else f" (aim: under {AIM}x)"
            ratio = "the floor" if int(size) == SIZES[0] else f"{float(took) / few[words]:.2f}x{aim}"
            count = f"{queries} quer{'y' if queries == '1' else 'ies'}"
            rows.append((f"{database}: {int(size):,}, {words}", f"{float(took):.1f} ms, {count}", ratio))
    return rows
