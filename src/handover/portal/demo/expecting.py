"""Whom the schools and the authority of the demo expect: a record in each state, and one that was asked for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handover.portal.accounts.models import User
from handover.portal.demo.story import SENDINGS, children, moment_of_act
from handover.portal.expected import asking, listing
from handover.portal.expected.arriving import Record
from handover.portal.expected.row import Expected


@dataclass(frozen=True, slots=True)
class Expecting:
    """Who expects the first so many children of a file of `SENDINGS`, by its place, and from which school."""

    by: str
    place: int
    count: int
    source: str


EXPECTING: tuple[Expecting, ...] = (
    Expecting("bryn", 0, 1, "6812990"),
    Expecting("bryn", 16, 2, "6602991"),
    Expecting("bryn", 12, 2, "6812990"),
    Expecting("bryn", 3, 1, "6812991"),
    Expecting("carys", 1, 1, "6812990"),
    Expecting("carys", 9, 1, "6812990"),
    Expecting("efa", 13, 2, "6811990"),
    Expecting("efa", 27, 2, "6602991"),
    Expecting("efa", 3, 1, "6812991"),
)
ASKED_BY = "bryn"
DAYS = 1


def list_expected(now: datetime) -> None:
    """Let everybody list whom they expect, and one school ask for a record that is missing."""
    at = now - timedelta(days=DAYS)
    people = {user.username: user for user in User.objects.select_related("establishment")}
    for each in EXPECTING:
        sending = SENDINGS[each.place]
        coming = children(sending, each.place, people[sending.by], moment_of_act(sending, now))[: each.count]
        listing.add_pupils(
            [
                Expected(0, child.upn or "", child.surname or "", child.forename or "", child.birth_date, each.source)
                for child in coming
            ],
            people[each.by],
            at,
        )
    missing = listing.look_at_list(people[ASKED_BY], at, Record.MISSING.value).rows
    asking.ask_for_record(missing[-1][0], people[ASKED_BY], at, "en")
