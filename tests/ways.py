"""Ways of records for those who look at them: some that wait, were refused or arrived, and many for the figures."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from handover.portal.hub.models import Move, MovingChild
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.outcomes.tallying import count_changed_months
from handover.portal.transfers.models import Transfer

SIAN = MovingChild("Prydderch", "Siân", date(2015, 2, 11), "B681299003017")
TOMOS = MovingChild("Prydderch", "Tomos", date(2017, 6, 30), "H681299021005")
GWEN = MovingChild("Mabli", "Gwen", date(2016, 3, 1), "G681299031006")
PRODUCTS = ("Llyfr Ysgol", "Cofrestr")


def begin(child: MovingChild, now: datetime, destination: str = "6814990") -> Move:
    """A child leaves Nant y Wennol."""
    move = Move(
        trigger="leaving",
        source="6812990",
        destination=destination,
        source_product=PRODUCTS[0],
        destination_product=PRODUCTS[1] if destination else "",
    )
    move.seal(child.stored())
    return begin_move("notice", move, now=now)


def stuck_leaver() -> Move:
    """Return the way of a record that could not be made; it is not counted among `some_ways`."""
    now = timezone.now() - timedelta(hours=3)
    return take_move_step("fail", begin(GWEN, now), now=now, reason="failed")


def some_ways(sent: Transfer, refused: Transfer, confirmed: Transfer) -> dict[str, Move]:
    """Return ways of records in several states, for the pages that show them."""
    now = timezone.now() - timedelta(hours=2)
    found = {"unplaced": begin(GWEN, now, "")}
    take_move_step("ask_destination", found["unplaced"], now=now, reason="no_destination_said")
    for key, transfer, child in (("waits", sent, SIAN), ("refused", refused, TOMOS), ("arrived", confirmed, TOMOS)):
        found[key] = begin(child, now)
        take_move_step("send", found[key], now=now + timedelta(seconds=3), transfer=transfer)
        take_move_step("hand_over", found[key], now=now + timedelta(seconds=5), digest="ab" * 32)
    words = "The year group 15 does not exist in this school."
    take_move_step("refuse", found["refused"], now=now + timedelta(minutes=2), reason="next_refused", words=words)
    take_move_step("take_in", found["arrived"], now=now + timedelta(seconds=6))
    take_move_step("arrive", found["arrived"], now=now + timedelta(minutes=1))
    count_many(now)
    count_changed_months(timezone.now())
    return found


def count_many(now: datetime) -> None:
    """Store many ways of the last months without a child, for the figures."""
    states = (("arrived", False, ""), ("arrived", True, ""), ("refused", False, "next_refused"))
    Move.objects.bulk_create(
        Move(
            trigger="leaving",
            state=state,
            reason=reason,
            source="6602991",
            destination="6814990",
            source_product=PRODUCTS[month % 2],
            destination_product="" if month % 3 == 0 else PRODUCTS[1],
            by_hand=by_hand,
            noticed_at=now - timedelta(days=30 * month),
            moved_at=now - timedelta(days=30 * month),
            took=(4 + number) * (3600 if by_hand else 1) if state == "arrived" else None,
        )
        for month in range(9)
        for at, (state, by_hand, reason) in enumerate(states)
        for number in range((40 - 3 * month) // (1 + 3 * at))
    )
