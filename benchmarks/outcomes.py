"""What became of records, in numbers: a year of moves and their steps, for the nation and for one authority.

`BENCH_MOVES` sets the number of moves (50,000 without it), each with four steps; `BENCH_DATABASES` the databases, by commas.
The aim: with 500,000 moves in all, the figures of one authority in under 100 ms and those of the nation in under a second.
What the job does for them is measured as well: all months for the first time, one month, and a run in which nothing changed.
"""

import os
import subprocess
import sys
from datetime import datetime, timedelta

from benchmarks.reports import CHOSEN, said, time_of, timed
from benchmarks.site import settings

SIZE = int(os.environ.get("BENCH_MOVES") or 50_000)
ROUNDS = 3
AIM_MS = {"authority": 100, "nation": 1000}
YEAR_SECONDS = 360 * 86_400
SERIES = {
    "sqlite": "WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < {last})",
    "postgresql": "WITH s AS (SELECT generate_series(0, {last}) AS i)",
}
WORDS = {
    "sqlite": {
        "reference": "printf('%032x', i)",
        "at": "strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || (i * {step} / {of}) || ' seconds')",
        "nothing": "x''",
        "yes": "i % 9 = 0",
        "list": "'[]'",
    },
    "postgresql": {
        "reference": "md5(i::text)::uuid",
        "at": "now() - (i::bigint * {step} / {of}) * interval '1 second'",
        "nothing": "''::bytea",
        "yes": "(i % 9 = 0)",
        "list": "'[]'::jsonb",
    },
}
STATE = "CASE WHEN i % 100 = 7 THEN 'refused' WHEN i % 50 = 9 THEN 'handed_over' ELSE 'arrived' END"
PRODUCT = "CASE i % {n} WHEN 0 THEN '' WHEN 1 THEN 'Llyfr' WHEN 2 THEN 'Cofrestr' ELSE 'Ysgol ' || i % {n} END"
STEPS = ("notice", "send", "hand_over", "arrive")


def fill() -> None:
    """Store the moves and their steps, in the database's own words."""
    from django.db import connection

    from handover.portal.hub.models import Move

    words = WORDS[connection.vendor]
    at = words["at"].format(step=YEAR_SECONDS, of=SIZE)
    series = SERIES[connection.vendor].format(last=SIZE - 1)
    values = {
        "reference": words["reference"],
        "trigger": "'leaving'",
        "state": STATE,
        "reason": "CASE WHEN i % 100 = 7 THEN 'next_refused' ELSE '' END",
        "source": "CAST((660 + i % 22) || '' || (2000 + i / 22 % 70) AS VARCHAR(7))",
        "destination": "CAST((660 + i * 7 % 22) || '' || (2000 + i / 7 % 70) AS VARCHAR(7))",
        "source_product": PRODUCT.format(n=5),
        "destination_product": PRODUCT.format(n=7),
        "by_hand": words["yes"],
        "noticed_at": at,
        "moved_at": at,
        "took": "CASE WHEN i % 9 = 0 THEN 1000 * (i % 90) ELSE i % 60 END",
    }
    empty = {"TextField": "''", "CharField": "''", "BinaryField": words["nothing"], "JSONField": words["list"]}
    for field in Move._meta.concrete_fields:
        if field.column not in values and not field.null and not field.primary_key:
            values[field.column] = empty.get(field.get_internal_type(), "0")
    with connection.cursor() as cursor:
        columns, said_by = ", ".join(f'"{each}"' for each in values), ", ".join(values.values())
        cursor.execute(f"INSERT INTO hub_move ({columns}) {series} SELECT {said_by} FROM s".replace("%", "%%"), [])
        for number, event in enumerate(STEPS):
            cursor.execute(
                "INSERT INTO hub_movestep (move_id, event, reason, at, by, took) SELECT id, %s, '', noticed_at, 'handover', "
                + ("NULL" if number == 0 else "took")
                + " FROM hub_move",
                [event],
            )
        cursor.execute("ANALYZE")


def measure() -> None:
    """Print lines of figures with bars between. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    from django.utils import timezone

    from handover.portal.hub.outcomes.counted_models import CountedMonth
    from handover.portal.hub.outcomes.counting import OutcomeQuery, count_month
    from handover.portal.hub.outcomes.figures import OutcomeFigures, make_figures
    from handover.portal.hub.outcomes.tallying import count_changed_months

    def count_all(at: datetime) -> None:
        while count_changed_months(at):
            pass

    def sum_up(figures: OutcomeFigures) -> object:
        return (
            figures.whole.times,
            figures.months,
            figures.pathways,
            figures.monthly_pathways,
            figures.reasons,
            figures.step_times,
        )

    said("rows", time_of(fill))
    now = timezone.now()
    said("job|all months, the first time", time_of(lambda: count_all(now)) * 1000)
    said("job|one month", *timed(lambda: count_month(now.date().replace(day=1)), ROUNDS))
    later = now + timedelta(hours=1)
    count_all(later)
    said("job|nothing changed", *timed(lambda: count_changed_months(later + timedelta(minutes=20)), ROUNDS))
    said("job|rows kept", CountedMonth.objects.count())
    for whose, la in (("authority", "681"), ("nation", "")):
        asked = OutcomeQuery(12, timezone.localdate(), la)
        said(f"{whose}|all", *timed(lambda a=asked: sum_up(make_figures(a)), ROUNDS))


def run() -> list[tuple[str, str, str]]:
    """Measure on each database, each in a process of its own."""
    rows = []
    for database in CHOSEN:
        with settings(database) as environment:
            out = subprocess.run(
                [sys.executable, "-c", "from benchmarks.outcomes import measure; measure()"],
                env={**os.environ, **environment},
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        for line in out.splitlines():
            what, *figures = line.split("|")
            if what == "rows":
                rows.append((f"{database}: {SIZE:,} moves stored", f"{figures[0]} s", ""))
            else:
                aim = f"aim {AIM_MS[what]:,} ms" if what in AIM_MS else ""
                unit = "" if figures[0] == "rows kept" else " ms"
                rows.append((f"{database}: {what}, {figures[0]}", f"{float(figures[1]):,.0f}{unit}", aim))
    return rows
