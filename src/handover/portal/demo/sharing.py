"""A year's records on the board of the demo's authority: one school's file and the offers, ready to be sent."""

from datetime import datetime, timedelta
from typing import Final

from handover.ctf.filename import build_name
from handover.portal.accounts.models import User
from handover.portal.demo.story import SENDINGS, children, moment_of_act
from handover.portal.phase import boards
from handover.portal.transfers.models import Transfer

OFFICER: Final = "efa"
PLACE: Final = -1
"""The whole-year file among `SENDINGS`. Another one waits in the mailbox, for visitors to put on the board."""
PLACES: Final = ("6814990",) * 5 + ("6814991",) * 4 + ("9364990",) * 2
"""Where the children of the file go, one after the other; whoever is left has no offer."""
STRANGER: Final = "Morlais,Guto,2015-06-30"
"""A child with an offer and no record."""
DAYS: Final = 2


def share_out(now: datetime) -> None:
    """Put the file on the board and bring the list of offers."""
    sending, at = SENDINGS[PLACE], now - timedelta(days=DAYS)
    people = {user.username: user for user in User.objects.select_related("establishment")}
    officer, sender = people[OFFICER], people[sending.by]
    name = build_name(sender.mailbox, sending.destination, sending.number)
    board = boards.board_of(officer, at)
    boards.put(board, [Transfer.objects.get(file_name=name).reference], officer, at)
    leavers = children(sending, SENDINGS.index(sending), sender, moment_of_act(sending, now))
    lines = [f"{child.upn},,,,{place}" for child, place in zip(leavers, PLACES, strict=False)]
    text = "\n".join(("UPN,Surname,Forename,Birth date,Destination", *lines, f",{STRANGER},{PLACES[0]}", ""))
    boards.bring_offers(board, [text.encode()], officer, at)
