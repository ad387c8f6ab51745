"""The store in numbers, and what of it may be published."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.lostpupils import figures, removing
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.suppression import LEAST_SHOWN, suppress_small_counts
from tests.files import SIAN, TOMOS, Child, send
from tests.moments import NOW


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_number_from_one_to_four_is_published_or_can_be_worked_out(counts):
    published = suppress_small_counts(counts)
    hidden = [count for count, shown in zip(counts, published.counts, strict=True) if shown is None]
    assert all(shown is None or shown == 0 or shown >= LEAST_SHOWN for shown in published.counts)
    if published.total is not None and hidden:
        assert len(hidden) > 1
        assert any(count >= LEAST_SHOWN for count in hidden)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([10, 20], (10, 20), 30),
        ([0, 20], (0, 20), 20),
        ([3, 20, 9], (None, 20, None), 32),
        ([3, 2, 20, 9], (None, None, 20, None), 34),
        ([3, 0], (None, 0), None),
        ([], (), 0),
    ],
)
def test_the_next_larger_number_is_hidden_with_a_small_one(counts, shown, total):
    assert (suppress_small_counts(counts).counts, suppress_small_counts(counts).total) == (shown, total)


@pytest.mark.django_db
def test_the_summary_of_a_small_store_gives_no_child_away(cast):
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    summary = figures.summarise_store(NOW)
    assert summary.total is None
    for column in (summary.by_age, summary.by_time, summary.by_kind):
        assert {count for _, count in column} <= {0, None}


@pytest.mark.django_db
def test_a_summary_with_one_table_that_gives_itself_away_publishes_no_other(cast):
    days = [40, 40, 40, 40, 400, 400, 400, 400, 800, 800, 800, 800]
    for number, ago in enumerate(days, start=1):
        child = Child("", "Rees", "Non" + "abcdefghijkl"[number - 1], f"2015-01-{number:02}")
        send(cast.alis, "XXXXXXX", number=number, children=[child], now=NOW - timedelta(days=ago))
    assert LostPupil.objects.filter(superseded_by=None).count() == 12
    summary = figures.summarise_store(NOW)
    assert summary.total is None
    assert all(count in (0, None) for _, count in summary.by_kind)


@pytest.mark.django_db
def test_pupils_are_counted_by_time_age_kind_authority_and_month(cast):
    send(cast.alis, "XXXXXXX", now=NOW - timedelta(days=100))
    send(cast.carys, "MMMMMMM", children=[TOMOS])
    pupils = figures.in_store()
    assert [bar.count for bar in figures.by_time(pupils, NOW)] == [1, 0, 1, 0, 0, 0]
    assert sum(bar.count for bar in figures.by_age(pupils)) == 2
    assert [bar.count for bar in figures.by_kind(pupils)] == [1, 1]
    assert {bar.name.en for bar in figures.by_authority(pupils)} == {
        "Caerwennol Council",
        "Isle of Grug County Council",
    }
    removing.remove_pupil(LostPupil.objects.get(kind="X"), "found", cast.hana, NOW)
    months = figures.over_time("681", NOW)
    assert len(months) == 12
    assert (sum(month.lost for month in months), months[-1].found, months[-1].removed) == (1, 1, 0)
