"""The store in numbers, and what of it may be published."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.lostpupils import figures, removing
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.suppression import LEAST_SHOWN, suppress_small_counts
from tests.files import SIAN, TOMOS, Child, send
from tests.lost import say_of
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
        # Six is one and five, and seven one and six or two and five: such a sum would tell a hidden number.
        ([1, 5, 30], (None, None, None), 36),
        ([2, 5, 5, 30], (None, None, None, None), 42),
        ([1, 1, 5, 40, 9], (None, None, None, 40, None), 56),
        ([1, 8, 30], (None, None, 30), 39),
        ([1, 5], (None, None), None),
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


DAYS_IN_STORE = {
    **dict.fromkeys((-1, 0, 29), "up to a month"),
    **dict.fromkeys((30, 90), "one to three months"),
    **dict.fromkeys((91, 364), "three months to a year"),
    **dict.fromkeys((365, 729), "one to two years"),
    **dict.fromkeys((730, 1825), "two to five years"),
    **dict.fromkeys((1826, 4000), "over five years"),
}
AGES_AT_UPLOAD = {
    **dict.fromkeys((0, 4), "under 5"),
    **dict.fromkeys((5, 7), "5 to 7"),
    **dict.fromkeys((8, 10), "8 to 10"),
    **dict.fromkeys((11, 13), "11 to 13"),
    **dict.fromkeys((14, 15), "14 to 15"),
    **dict.fromkeys((16, 40), "16 and over"),
}


def counted(bars) -> list[str]:
    return [bar.name.en for bar in bars for _ in range(bar.count)]


@pytest.mark.django_db
def test_every_pupil_is_counted_in_one_span_of_time_and_one_of_age(cast):
    send(cast.alis, "XXXXXXX")
    pupils = figures.in_store()
    for days, name in DAYS_IN_STORE.items():
        LostPupil.objects.update(lodged_at=NOW - timedelta(days=days))
        assert counted(figures.by_time(pupils, NOW)) == [name], days
    for age, name in AGES_AT_UPLOAD.items():
        LostPupil.objects.update(age=age)
        assert counted(figures.by_age(pupils)) == [name], age
    LostPupil.objects.update(age=None)
    assert counted(figures.by_age(pupils)) == []


@pytest.mark.django_db
def test_a_child_who_was_uploaded_twice_is_counted_once_when_somebody_has_said_so_and_who_has_left_not_at_all(cast):
    twice = [send(cast.alis, "XXXXXXX", number=number, note=f"{number}").transfer.lost_pupil for number in (1, 2)]
    assert figures.in_store("681").count() == 2
    say_of(*twice, "same", cast.hana)
    send(cast.alis, "XXXXXXX", number=3, children=[TOMOS])
    send(cast.carys, "XXXXXXX", children=[Child("", "Nowak", "Ola", "2015-01-01")])
    assert (figures.in_store().count(), figures.in_store("681").count()) == (3, 2)
    assert [(bar.name.en, bar.count) for bar in figures.by_authority(figures.in_store())] == [
        ("Caerwennol Council", 2),
        ("Isle of Grug County Council", 1),
    ]
    LostPupil.objects.filter(la_number="681").update(in_store=False)
    assert figures.in_store().count() == 1


@pytest.mark.django_db
def test_a_year_is_shown_month_by_month_with_who_was_found_and_who_was_taken_out(cast):
    for number in range(1, 4):
        child = Child("", "Nowak", ["Ola", "Mari", "Efa"][number - 1], "2015-01-01")
        send(cast.alis, "XXXXXXX", number=number, children=[child], now=NOW - timedelta(days=300))
    send(cast.carys, "XXXXXXX")
    for pupil, because in zip(
        LostPupil.objects.filter(la_number="681"), ("found", "confirmed", "recalled"), strict=True
    ):
        LostPupil.objects.filter(pk=pupil.pk).update(in_store=False, left_at=NOW, left_because=because)
    months = figures.over_time("681", NOW)
    assert [month.begins.strftime("%Y-%m") for month in months] == [
        *("2025-10", "2025-11", "2025-12"),
        *(f"2026-{number:02}" for number in range(1, 10)),
    ]
    busy = [(month.begins.month, month.lost, month.found, month.removed) for month in months if any(counts(month))]
    assert busy == [(11, 3, 0, 0), (9, 0, 2, 1)]
    assert sum(month.lost for month in figures.over_time("", NOW)) == 4


def counts(month) -> tuple[int, int, int]:
    return month.lost, month.found, month.removed


@pytest.mark.django_db
def test_a_month_begins_at_midnight_where_the_site_is(cast):
    # Half past eleven in the evening of 31 August by Greenwich is half past midnight on 1 September in Wales.
    night = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)
    send(cast.alis, "XXXXXXX", now=night)
    months = figures.over_time("681", night)
    assert (months[-1].begins.month, months[-1].lost) == (9, 1)
    LostPupil.objects.update(lodged_at=datetime(2025, 9, 30, 23, 30, tzinfo=UTC))
    assert figures.over_time("681", NOW)[0].lost == 1
