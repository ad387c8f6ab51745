"""The tally is what a plain count of the transfers says, whatever happened; and it is still that when they are gone."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from handover.portal.reports import counting, period
from handover.portal.reports.models import DAY, MONTH, Tally
from handover.portal.reports.outcomes import NOT_SENT, OUTCOME_OF
from handover.portal.reports.period import Period
from handover.portal.retention import keeping
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import LIFE, STATES, State
from handover.portal.transfers.kinds import KIND_OF_FORM
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.exploring import examples
from tests.files import NOW, SIAN, TOMOS, send
from tests.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("days and months that the database counts by")]
Counts = Counter[tuple[object, ...]]
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def tallied() -> Counts:
    """Return what the ledger adds up to."""
    counts: Counts = Counter()
    for row in Tally.objects.all():
        key = (row.side, row.span, row.la_number, row.begins, row.place, row.kind, row.outcome)
        counts[(*key, "files")] += row.files
        counts[(*key, "pupils")] += row.pupils
    return +counts


def plain() -> Counts:
    """Return what somebody counts who goes through all transfers with paper and pencil."""
    counts: Counts = Counter()
    for transfer in Transfer.objects.exclude(state__in=NOT_SENT):
        day = timezone.localdate(transfer.sent_at)
        end = (KIND_OF_FORM[transfer.kind].key, OUTCOME_OF[State(transfer.state)])
        for span, begins in ((DAY, day), (MONTH, date(day.year, day.month, 1))):
            for side, la_number, place in (
                ("S", transfer.source[:3], transfer.source),
                ("R", transfer.destination[:3], transfer.destination),
                ("F", transfer.source[:3], transfer.destination[:3]),
            ):
                key = (side, span, la_number, begins, place, *end)
                counts[(*key, "files")] += 1
                counts[(*key, "pupils")] += transfer.pupils
    return +counts


def send_some(cast: Cast, now: datetime = NOW) -> list[Transfer]:
    """Return files between schools, over a border, to the authority, to the store, a zip, and one that waits for a yes."""
    sent = [
        send(cast.alis, "6814990", children=[SIAN, TOMOS], now=now),
        send(cast.alis, "6602991", now=now, note="away"),
        send(cast.carys, "681LLLL", now=now, children=[TOMOS]),
        send(cast.alis, "XXXXXXX", now=now, note="lost"),
        send(cast.alis, "", name="6812990_6814990_notes.zip", data=zipped({"a.txt": b"a"}), now=now),
        send(cast.alis, "6814990", name="6812990_CTF_6814990_009 (1).xml", now=now, note="asks", number=9),
    ]
    return [outcome.transfer for outcome in sent if outcome.transfer]


def walk(transfers: list[Transfer], steps: list[int]) -> None:
    """Take some steps that the life cycle allows, whoever may take them."""
    for number, step in enumerate(steps):
        transfer = transfers[step % len(transfers)]
        transfer.refresh_from_db()
        # Only the store's own files are lodged in it.
        possible = [row for row in LIFE if transfer.stage in row.start and row.event != "lodge"]
        if possible:
            chosen = possible[(step // len(transfers)) % len(possible)]
            take_step(chosen.event, transfer, by=None, now=NOW + timedelta(hours=number))


def test_each_state_is_counted_as_the_reports_say():
    counted = {
        "downloaded": "collected confirmed",
        "waiting": "held sent seen",
        "rejected": "rejected",
        "otherwise": "recalled redirected expired cleared forwarded",
        "store": "lodged taken released found removed",
    }
    assert {state.value: outcome for state, outcome in OUTCOME_OF.items()} == {
        state: outcome for outcome, states in counted.items() for state in states.split()
    }


def test_every_state_has_one_outcome_or_was_never_sent():
    assert set(OUTCOME_OF) | set(NOT_SENT) == set(STATES)
    assert not set(OUTCOME_OF) & set(NOT_SENT)


@pytest.fixture
def moving(cast: Cast) -> list[Transfer]:
    """Files that are not in the store, on their way."""
    transfers = send_some(cast)
    return transfers[:3] + transfers[4:]


@hypothesis_settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(0, 200), max_size=8), fold=st.booleans())
def test_tally_is_the_plain_count_after_any_steps(cast, moving, steps, fold):
    with transaction.atomic():
        walk(moving, steps)
        assert tallied() == plain()
        if fold:
            counting.fold_tally(NOW)
            assert tallied() == plain()
            walk(moving, steps[::-1])
            counting.fold_tally(NOW)
            assert tallied() == plain()
        transaction.set_rollback(True)


def test_lost_pupils_file_is_counted_through_its_life(cast):
    lost = send_some(cast)[3]
    for event in ("fetch", "put_back", "release", "reopen", "find"):
        take_step(event, lost, by=cast.hana, now=NOW)
        assert tallied() == plain()


def test_step_by_somebody_who_saw_an_old_page_is_counted_from_where_the_file_was(cast):
    stale = send(cast.alis, "6814990").transfer
    fresh = Transfer.objects.get()
    collecting.take_out_collection(collecting.start_collection([fresh.reference], cast.bryn, NOW), cast.bryn, NOW)
    take_step("reject", stale, by=cast.bryn, now=NOW)
    assert tallied() == plain()


def test_counts_stay_when_retention_deletes_files_and_tombstones(cast):
    take_step("recall", send_some(cast)[0], by=cast.alis, now=NOW)
    keeping.keep_retention(NOW + timedelta(days=31))
    before = tallied()
    keeping.keep_retention(NOW + timedelta(days=2193))
    assert not Transfer.objects.filter(state="recalled").exists()
    gone = tallied()
    assert {key for key in before if key[6] == "otherwise"} <= set(gone)


def test_folding_leaves_one_entry_a_key_and_changes_no_sum(cast):
    walk(send_some(cast), [0, 7, 14, 1, 8])
    before = tallied()
    assert counting.fold_tally(NOW) > 0
    assert tallied() == before
    assert not Tally.objects.filter(folded=False).exists()
    assert counting.fold_tally(NOW) == 0


@pytest.mark.parametrize("moment", ["2026-03-28T23:59", "2026-03-29T01:30", "2024-02-29T23:30"])
def test_day_of_a_file_is_the_day_where_the_site_is(cast, moment):
    send(cast.alis, "6814990", now=timezone.make_aware(datetime.fromisoformat(moment)))
    assert set(Tally.objects.filter(span=DAY).values_list("begins", flat=True)) == {date.fromisoformat(moment[:10])}


@given(since=st.none() | DAYS, until=st.none() | DAYS, day=DAYS)
def test_period_holds_each_day_in_it_once_and_no_other(since, until, day):
    if since and until and since > until:
        since, until = until, since
    held = 0
    for condition in Period(since, until).spans():
        parts = dict(child for child in condition.children if isinstance(child, tuple))
        begins = day if parts["span"] == DAY else period.first_day_of_month(day)
        bounds = {
            "begins__gte": lambda bound, begins=begins: begins >= bound,
            "begins__lte": lambda bound, begins=begins: begins <= bound,
            "begins__lt": lambda bound, begins=begins: begins < bound,
        }
        held += all(bounds[name](bound) for name, bound in parts.items() if name != "span")
    assert held == ((since is None or since <= day) and (until is None or day <= until))
