"""However large the store, no search reads it from end to end: every question is answered from an index."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits
from tests.files import SIAN, TOMOS, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("which index is used")]

FIELDS = {
    "surname": "Prydderch",
    "forename": "Siân",
    "birth_date": date(2015, 2, 11),
    "town": "Llangrug",
    "gender": "F",
    "upn": SIAN.upn,
}
SEARCHES = (
    ("upn",),
    ("surname",),
    ("surname", "birth_date"),
    ("surname", "forename"),
    ("surname", "town"),
    ("surname", "gender"),
    ("surname", "forename", "birth_date", "town", "gender"),
    ("forename", "birth_date"),
    ("town", "birth_date"),
)


def plan(sql: str) -> str:
    """Return how the database would answer, where it uses an index if it can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of an all but empty table PostgreSQL would read the keys of each pupil; of a full one it does not.
            cursor.execute("DROP INDEX IF EXISTS lost_keys_of_pupil")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.fixture
def store(cast):
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])


@pytest.mark.parametrize("begins", [False, True])
@pytest.mark.parametrize("fields", SEARCHES, ids=" ".join)
def test_a_search_is_answered_from_indexes_alone(store, fields, begins):
    with CaptureQueriesContext(connection) as asked:
        assert find_hits(Question(begins=begins, **{name: FIELDS[name] for name in fields})).hits
    tables = (LostPupil._meta.db_table, SearchKey._meta.db_table)
    plans = [plan(query["sql"]) for query in asked.captured_queries if any(table in query["sql"] for table in tables)]
    assert "lost_by_key" in plans[0]
    assert len(plans) <= 10
    for each in plans:
        lines = [line for line in each.splitlines() if line != "SCAN met"]
        assert not any(line.startswith("SCAN") or "Seq Scan" in line for line in lines), each
