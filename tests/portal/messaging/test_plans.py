"""However full a box, its first page is read from an index in the order that was asked for; nothing is sorted for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import Delivery
from handover.portal.messaging.words import Words
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("which index is used")]
WORDS = Words("Question", "Is she with you?")


def plan(sql: str) -> str:
    """Return how the database would answer, where it sorts nothing if it can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize("sort", ["sent_at", "-sent_at", "source", "-source", "read_at", "-read_at"])
def test_a_page_of_a_box_is_read_in_the_order_that_was_asked_for(cast, signed_in, sort):
    writing.send_draft(writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)
    browser = signed_in(cast.bryn)
    with CaptureQueriesContext(connection) as asked:
        assert "Question" in browser.get("/messages/", {"sort": sort}).content.decode()
    (page,) = (
        query["sql"]
        for query in asked.captured_queries
        if f'FROM "{Delivery._meta.db_table}"' in query["sql"] and "wrapped_key" in query["sql"]
    )
    found = plan(page)
    assert "inbox_by_" in found
    assert "Sort" not in found
    assert "TEMP B-TREE" not in found
