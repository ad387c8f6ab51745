"""Whose record was on its way is forgotten in time, the way itself stays for the counts; and nothing waits for ever."""

from datetime import date, timedelta

from django.utils import timezone

from handover.portal.custody.models import CustodyEntry
from handover.portal.hub.forgetting import forget_child, list_known_children
from handover.portal.hub.models import Move, MovingChild
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.outcomes.counting import OutcomeQuery
from handover.portal.hub.outcomes.figures import make_figures
from handover.portal.hub.outcomes.tallying import count_changed_months
from handover.portal.retention.table import RULES
from tests.cast import Cast
from tests.files import NOW, send
from tests.portal.hub.test_outcomes_pages import GWEN, leaving, on_its_way, text_of

RULE = {rule.key: rule for rule in RULES}


def ended(cast: Cast) -> Move:
    """Gwen's record has arrived, and her new school's software said something."""
    move = on_its_way(cast)
    Move.objects.filter(pk=move.pk).update(child_key="c" * 32, learner_key="l" * 32)
    take_move_step("hand_over", move, now=NOW)
    return take_move_step("arrive", move, now=NOW, words="Gwen is in 3B", losses="[]", held="x")


def test_the_child_is_forgotten_ninety_days_after_the_end_and_the_way_stays(cast: Cast, signed_in):
    move = ended(cast)
    rule = RULE["hub.children"]
    assert list(rule.over_rows(NOW + timedelta(days=90))) == []
    late = NOW + timedelta(days=91)
    assert [row.pk for row in rule.over_rows(late)] == [move.pk]
    assert rule.end(move, late) is True
    assert rule.end(move, late) is False
    assert list(rule.over_rows(late)) == []
    move.refresh_from_db()
    assert (bytes(move.content), move.words, move.losses, move.held) == (b"", "", "", "")
    assert (move.child_key, move.learner_key, move.full_name) == ("", "", "")
    count_changed_months(NOW)
    assert make_figures(OutcomeQuery(12, timezone.localdate(NOW))).whole.counts == {"arrived_by_itself": 1}
    page = text_of(signed_in(cast.bryn), f"/moves/{move.reference}/")
    assert "Whose record it was is no longer kept." in page
    assert "Gwen" not in page
    assert CustodyEntry.objects.filter(record=move.reference).count() == 2


def test_a_child_whose_record_is_still_on_its_way_is_known(cast: Cast):
    on_its_way(cast)
    assert list(list_known_children()) == []
    assert list(RULE["hub.children"].over_rows(NOW + timedelta(days=900))) == []


def test_a_way_that_went_on_meanwhile_is_not_forgotten(cast: Cast):
    move = leaving()
    take_move_step("fail", move, now=NOW)
    seen = Move.objects.get(pk=move.pk)
    take_move_step("try_again", move, now=NOW + timedelta(days=100))
    assert forget_child(seen, NOW + timedelta(days=101)) is False
    assert Move.objects.get(pk=move.pk).child == GWEN


def test_a_way_without_a_destination_ends_after_a_year(cast: Cast):
    move = leaving()
    take_move_step("ask_destination", move, now=NOW)
    rule = RULE["hub.waiting"]
    assert list(rule.over_rows(NOW + timedelta(days=366))) == []
    assert list(rule.over_rows(NOW + timedelta(days=367))) == [move]
    assert rule.end(move, NOW + timedelta(days=367)) is True
    assert rule.end(move, NOW + timedelta(days=367)) is False
    assert (move.state, move.reason) == ("cancelled", "waited_too_long")


def test_a_leaving_years_ahead_is_not_kept_until_then(cast: Cast):
    move = leaving()
    rule = RULE["hub.waiting"]
    assert list(rule.over_rows(NOW + timedelta(days=366))) == []
    assert list(rule.over_rows(NOW + timedelta(days=367))) == [move]
    assert rule.end(move, NOW + timedelta(days=367)) is True
    assert (move.state, move.reason) == ("cancelled", "waited_too_long")


def test_a_leaving_that_is_told_again_after_the_child_was_forgotten_is_still_one(cast: Cast):
    move = leaving(leaving_key="k" * 32)
    take_move_step("fail", move, now=NOW)
    forget_child(move, NOW)
    assert Move.objects.get(pk=move.pk).leaving_key == "k" * 32


def test_home_tells_a_school_of_the_records_that_wait_for_its_yes(cast: Cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    move = Move(source="6812990", destination="6814990", transfer=transfer)
    move.seal(MovingChild("Mabli", "Gwen", date(2015, 3, 1)).stored())
    begin_move("receive", move, now=NOW)
    assert "waits for your yes" not in text_of(signed_in(cast.bryn), "/")
    take_move_step("offer", move, now=NOW)
    assert "1 record waits for your yes" in text_of(signed_in(cast.bryn), "/")
    assert "waits for your yes" not in text_of(signed_in(cast.efa), "/")
