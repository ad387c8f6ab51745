"""What became of records, in numbers: for an authority and the nation, by month, by pathway, with times, and as published."""

import csv
import io
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handover.portal.hub.life import OUTCOMES
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.outcomes.counted_models import CountedMonth
from handover.portal.hub.outcomes.counting import OutcomeQuery, find_next_month
from handover.portal.hub.outcomes.figures import GROUPS, ArrivalTimes, OutcomeFigures
from handover.portal.hub.outcomes.figures import make_figures as sum_figures
from handover.portal.hub.outcomes.file_outcomes import FILE_OUTCOMES, GOES_ON
from handover.portal.hub.outcomes.publishing import publish_outcomes, suppress_figures
from handover.portal.hub.outcomes.tallying import count_changed_months
from handover.portal.hub.seeing import MoveSide
from handover.portal.hub.times import find_percentile, round_to_two_figures
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.cast import Cast
from tests.files import SIAN, TOMOS, send

SEPTEMBER = datetime(2026, 9, 15, 9, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 20, 9, tzinfo=UTC)
YEAR = OutcomeQuery(12, date(2026, 10, 31))
END_OF_OCTOBER = datetime(2026, 10, 31, 12, tzinfo=UTC)


def make_figures(asked: OutcomeQuery, now: datetime = END_OF_OCTOBER) -> OutcomeFigures:
    """The figures once the site has counted every month anew."""
    CountedMonth.objects.all().delete()
    count_changed_months(now)
    return sum_figures(asked)


def moved(
    state: str = "arrived",
    *,
    source: str = "6812990",
    destination: str = "6814990",
    products: tuple[str, str] = ("Llyfr", "Cofrestr"),
    at: datetime = SEPTEMBER,
    took: int | None = None,
    by_hand: bool = False,
    reason: str = "",
    count: int = 1,
) -> None:
    """Store ways of records as they are once they have ended, or wait."""
    Move.objects.bulk_create(
        Move(
            trigger="leaving",
            state=state,
            reason=reason,
            source=source,
            destination=destination,
            source_product=products[0],
            destination_product=products[1],
            noticed_at=at,
            moved_at=at,
            took=took,
            by_hand=by_hand,
        )
        for _ in range(count)
    )


def counts(figures: OutcomeFigures) -> dict[str, int]:
    return dict(figures.whole.counts)


def test_every_outcome_is_counted_under_its_own_name(cast: Cast):
    moved(took=4, count=3)
    moved(by_hand=True, took=7200)
    for state in ("noticed", "no_destination", "question", "on_its_way", "offered", "handed_over", "taken_in"):
        moved(state)
    for state in ("refused", "stored", "cancelled", "expired", "failed"):
        moved(state, by_hand=True)
    assert counts(make_figures(YEAR)) == {
        "arrived_by_itself": 3,
        "arrived_after_yes": 1,
        "waits_for_old_software": 1,
        "no_destination": 1,
        "waits_for_old_school": 1,
        "waits_to_be_taken": 1,
        "waits_for_next_school": 1,
        "waits_for_next_software": 1,
        "waits_for_roll": 1,
        "refused": 1,
        "in_store": 1,
        "cancelled": 1,
        "never_taken": 1,
        "failed": 1,
    }
    assert make_figures(YEAR).whole.by_itself == 18.8


def test_the_four_ways_are_four_pathways(cast: Cast):
    """File to file, file to SIF, SIF to file and SIF to SIF; the first from the transfers, each pupil once."""
    send(cast.alis, "6814990", children=(SIAN, TOMOS), now=SEPTEMBER)
    moved(products=("", "Cofrestr"), count=3)
    moved(products=("Llyfr", ""), count=4)
    moved(products=("Llyfr", "Cofrestr"), count=5)
    found = {path: each.records for path, each in make_figures(YEAR).pathways}
    assert found == {("", ""): 2, ("", "Cofrestr"): 3, ("Llyfr", ""): 4, ("Llyfr", "Cofrestr"): 5}


def test_a_file_whose_pupils_the_hub_follows_is_counted_once(cast: Cast):
    transfer = send(cast.alis, "6814990", children=(SIAN, TOMOS), now=SEPTEMBER).transfer
    for place in range(2):
        begin_move(
            "receive", Move(source="6812990", destination="6814990", transfer=transfer, place=place), now=SEPTEMBER
        )
    assert counts(make_figures(YEAR)) == {"waits_to_be_taken": 2}


def test_every_state_of_a_file_has_its_outcome_and_what_goes_on_is_counted_where_it_goes(cast: Cast):
    assert {row.state for row in FILE_OUTCOMES} | set(GOES_ON) == set(State) - {State.NEW}
    assert {row.outcome for row in FILE_OUTCOMES} <= {row.key for row in OUTCOMES}
    transfer = send(cast.alis, "6814990", now=SEPTEMBER).transfer
    for state, outcome in (
        ("confirmed", "arrived_after_yes"),
        ("rejected", "refused"),
        ("expired", "never_taken"),
        ("collected", "waits_for_roll"),
        ("found", "in_store"),
        ("recalled", "cancelled"),
    ):
        Transfer.objects.filter(pk=transfer.pk).update(state=state)
        assert counts(make_figures(YEAR)) == {outcome: 1}
    Transfer.objects.filter(pk=transfer.pk).update(state="forwarded")
    assert counts(make_figures(YEAR)) == {}


def test_what_is_no_ctf_or_goes_to_an_authority_is_no_way_between_schools(cast: Cast):
    send(cast.alis, "681LLLL", now=SEPTEMBER)
    assert counts(make_figures(YEAR)) == {}


def test_months_are_those_of_the_place_where_the_site_is_and_empty_ones_are_there(cast: Cast):
    midnight = datetime(2026, 10, 1, tzinfo=timezone.get_default_timezone())
    moved(at=midnight - timedelta(seconds=1))
    moved(at=midnight, count=2)
    moved(at=datetime(2025, 10, 31, 12, tzinfo=UTC))
    moved(at=datetime(2026, 11, 1, 12, tzinfo=UTC))
    months = [(month, each.records) for month, each in make_figures(YEAR).months]
    assert len(months) == 12
    assert months[0] == (date(2025, 11, 1), 0)
    assert months[-2:] == [(date(2026, 9, 1), 1), (date(2026, 10, 1), 2)]
    assert find_next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert OutcomeQuery(3, date(2026, 1, 2)).firsts == (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1))


def test_an_authority_counts_the_ways_of_its_own_schools_in_the_direction_that_it_asks_for(cast: Cast):
    moved(count=2)
    moved(source="6602991", destination="6812990", count=3)
    moved(source="6812990", destination="6602991", count=4)
    moved(source="6602991", destination="9364990", count=5)
    found = {
        side: make_figures(OutcomeQuery(12, date(2026, 10, 31), "681", side)).whole.records
        for side in ("", MoveSide.SENDER, MoveSide.RECEIVER)
    }
    assert found == {"": 9, MoveSide.SENDER: 6, MoveSide.RECEIVER: 5}
    assert make_figures(YEAR).whole.records == 14


def test_times_are_those_of_the_records_that_arrived(cast: Cast):
    for seconds, count in ((4, 50), (60, 45), (900, 4), (86_000, 1)):
        moved(took=seconds, count=count)
    moved("refused", took=5, count=7)
    figures = make_figures(YEAR)
    assert figures.whole.times == ArrivalTimes(100, 4, 60, 900)
    assert dict(figures.pathways)["Llyfr", "Cofrestr"].times == ArrivalTimes(100, 4, 60, 900)


def test_percentiles_are_the_nearest_rank_as_sorting_all_of_them_says():
    random.seed(17)
    for _ in range(50):
        every = sorted(random.choices(range(100), k=random.randint(1, 60)))
        grouped = [(value, every.count(value)) for value in set(every)]
        for share in (0.5, 0.95, 0.99):
            rank = next(at for at in range(1, len(every) + 1) if at >= share * len(every) - 1e-9)
            assert find_percentile(grouped, share) == every[rank - 1]
    assert find_percentile([], 0.5) is None


@pytest.mark.parametrize(
    ("seconds", "rounded"),
    [
        (-1, 0),
        (0, 0),
        (0.4, 0),
        (99, 99),
        (101, 100),
        (129, 130),
        (995, 1000),
        (86_399, 86_000),
        (3_888_000, 3_900_000),
    ],
)
def test_lengths_of_time_keep_two_figures(seconds: float, rounded: int):
    assert round_to_two_figures(timedelta(seconds=seconds)) == rounded


def test_times_by_step_are_from_one_step_to_the_next(cast: Cast):
    move = begin_move("notice", Move(source="6812990", destination="6814990"), now=SEPTEMBER)
    transfer = send(cast.alis, "6814990", now=SEPTEMBER).transfer
    take_move_step("send", move, now=SEPTEMBER + timedelta(seconds=3), transfer=transfer)
    take_move_step("hand_over", move, now=SEPTEMBER + timedelta(seconds=5))
    take_move_step("arrive", move, now=SEPTEMBER + timedelta(minutes=5))
    figures = make_figures(YEAR)
    assert [(step.event, times.median) for step, times in figures.step_times] == [
        ("send", 3),
        ("hand_over", 2),
        ("arrive", 300),
    ]
    assert figures.whole.times.median == 300
    assert make_figures(OutcomeQuery(12, date(2026, 10, 31), "660")).step_times == []


def test_reasons_are_counted_with_their_outcome(cast: Cast):
    moved("refused", reason="rejected", count=2)
    moved("handed_over", reason="software_away", count=3)
    moved("arrived", reason="software_away")
    found = [(row.outcome, row.reason.en, row.records) for row in make_figures(YEAR).reasons]
    assert found == [
        ("waits_for_next_software", "the school's software does not answer", 3),
        ("refused", "the next school rejected the file", 2),
    ]


def test_every_outcome_is_in_one_group():
    listed = [key for group in GROUPS for key in group.outcomes]
    assert sorted(listed) == sorted(row.key for row in OUTCOMES)


def test_the_figures_of_any_number_of_records_are_two_queries_for_a_row_a_month(cast: Cast):
    for number in range(60):
        moved(products=(f"A{number % 7}", f"B{number % 5}"), took=number, at=SEPTEMBER - timedelta(days=number))
    count_changed_months(END_OF_OCTOBER)
    with CaptureQueriesContext(connection) as asked:
        figures = sum_figures(YEAR)
        assert figures.whole.records == 60
        assert len(figures.pathways) == 35
        assert (figures.reasons, figures.step_times) == ([], [])
        assert len(figures.months) == 12
        assert len(figures.monthly_pathways) > 35
        assert figures.as_of == END_OF_OCTOBER
    assert len(asked) == 2
    assert "hub_move" not in "".join(query["sql"] for query in asked.captured_queries)
    assert CountedMonth.objects.filter(la_number="", side="").count() == 24


def today() -> datetime:
    return timezone.now()


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def lines_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def count_now() -> None:
    CountedMonth.objects.all().delete()
    count_changed_months(today())


def test_an_authority_reads_its_figures_and_the_nation_those_of_all(cast: Cast, signed_in):
    moved(at=today(), took=4, count=9)
    moved("refused", reason="rejected", at=today())
    moved(source="6602991", destination="9364990", at=today(), count=90)
    count_now()
    page = text_of(signed_in(cast.efa), "/outcomes/")
    assert "10 records. Arrived by themselves: 90 %." in page
    assert "the next school rejected the file" in page
    assert "Llyfr" in page
    assert "99 records" not in page
    assert "100 records" in text_of(signed_in(cast.gwilym), "/outcomes/")
    assert "90 records" in text_of(signed_in(cast.gwilym), "/outcomes/?la=660")
    assert "10 records" in text_of(signed_in(cast.efa), "/outcomes/?la=660&months=7&direction=up")
    assert "Cyrhaeddodd ohono" in text_of(signed_in(cast.ffion), "/outcomes/")
    assert signed_in(cast.alis).get("/outcomes/").status_code == 403


def test_the_same_as_csv(cast: Cast, signed_in):
    moved(at=today(), took=4, count=3)
    moved("refused", reason="rejected", at=today())
    count_now()
    client = signed_in(cast.efa)
    headings, line = lines_of(client, "/outcomes/csv/ways/")
    row = dict(zip(headings, line, strict=True))
    assert row["Month"] == f"{timezone.localdate():%Y-%m}"
    assert (row["From software"], row["To software"], row["Records"]) == ("Llyfr", "Cofrestr", "4")
    assert (row["Arrived by itself"], row["Refused"], row["Arrived by itself, per cent"]) == ("3", "1", "75.0")
    assert [row["Median, seconds"], row["99 in 100 within, seconds"]] == ["4", "4"]
    assert lines_of(client, "/outcomes/csv/reasons/")[1:] == [["Refused", "the next school rejected the file", "1"]]
    assert client.get("/outcomes/csv/nothing/").status_code == 404


@pytest.fixture
def open_site(settings):
    """A site that publishes its outcomes."""
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_PUBLISH_OUTCOMES": True})


def test_nobody_sees_published_figures_unless_the_operator_says_so(cast: Cast, signed_in, client):
    for page in ("/outcomes/published/", "/outcomes/published/csv/"):
        assert client.get(page).status_code == 404
        assert signed_in(cast.efa).get(page).status_code == 404
        assert signed_in(cast.gwilym).get(page).status_code == 200


def test_everybody_reads_what_is_published_without_small_numbers(cast: Cast, client, open_site):
    past = today().replace(day=1) - timedelta(days=3)
    moved(at=past, took=4, count=500)
    moved("refused", at=past, count=3)
    moved("failed", at=past, count=40)
    moved(at=today(), count=7)
    count_now()
    page = text_of(client, "/outcomes/published/")
    assert "543" in page
    lines = {tuple(line[:2]): line[2] for line in lines_of(client, "/outcomes/published/csv/")}
    assert lines["Outcome", "Arrived by itself"] == "500"
    assert lines["Outcome", "Refused"] == "not published"
    assert lines["Outcome", "Could not be done"] == "not published"
    assert lines["Pathway", "other software to other software"] == "543"
    assert "Llyfr" not in page


def test_what_is_published_stays_the_same_for_a_day_whoever_answers_and_whatever_is_counted_meanwhile(
    cast: Cast, client, open_site
):
    past = today().replace(day=1) - timedelta(days=3)
    moved(at=past, count=10)
    count_now()
    first = text_of(client, "/outcomes/published/")
    assert "10 records were on their way" in first
    moved(at=past, count=10)
    CountedMonth.objects.exclude(side="published").delete()
    count_changed_months(today())
    assert sum_figures(OutcomeQuery(12, past.date())).whole.records == 20
    assert text_of(client, "/outcomes/published/") == first
    count_changed_months(today() + timedelta(days=1))
    assert "20 records were on their way" in text_of(client, "/outcomes/published/")


def test_software_is_named_only_where_five_schools_have_it(cast: Cast):
    zone = HubZone.objects.create(zone="city", agent="hub", made_at=SEPTEMBER)
    schools = [cast.nant_primary, cast.glan_high, cast.grug_primary, cast.fern_academy, cast.caerwennol]
    for number, school in enumerate(schools):
        HubSchool.objects.create(
            zone=zone, establishment=school, agent=f"a{number}", product="Llyfr", added_at=SEPTEMBER
        )
    moved(count=20)
    count_changed_months(END_OF_OCTOBER)
    named = [name.en for name, _ in publish_outcomes(date(2026, 10, 5)).by_pathway]
    assert named == ["Llyfr to other software"]
    HubSchool.objects.first().delete()
    named = [name.en for name, _ in publish_outcomes(date(2026, 10, 5)).by_pathway]
    assert named == ["other software to other software"]


def test_one_record_alone_publishes_no_number_at_all(cast: Cast):
    moved(count=3, took=4)
    published = suppress_figures(make_figures(YEAR), frozenset())
    assert (published.total, published.by_itself, published.times) == (None, None, None)
    shown = [count for part in (published.by_outcome, published.by_month, published.by_pathway) for _, count in part]
    assert set(shown) == {0, None}
