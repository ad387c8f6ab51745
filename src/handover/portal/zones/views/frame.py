"""What all pages of one zone share: the zone itself, and the row of links to its pages."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import reverse

from handover.common.text import Text
from handover.portal.accounts.request_user import require_user
from handover.portal.web import wording
from handover.portal.zones import looking
from handover.portal.zones.counting import MOST_COUNTED
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.zone.state import ZoneState

PAGES: Final = (
    ("zone", Text("Agents", "Asiantau"), SEE_ZONES),
    ("who-does-what", Text("Who does what", "Pwy sy'n gwneud beth"), SEE_ZONES),
    ("messages", Text("Messages", "Negeseuon"), SEE_ZONES),
    ("dead-letters", Text("Dead letters", "Llythyrau marw"), SEE_ZONES),
    ("open-requests", Text("Open requests", "Ceisiadau agored"), SEE_ZONES),
    ("hub-zone", Text("Records follow children", "Cofnodion yn dilyn plant"), SEE_ZONES),
    ("zone-rules", Text("Rules", "Rheolau"), RUN_ZONES),
)
"""The pages of a zone: the name of the address, the words of the link, and who has it."""


MORE_THAN: Final = Text("more than {number}", "mwy na {number}")


@dataclass(frozen=True, slots=True)
class ZoneTab:
    """A link to a page of the zone: its words, its address, and whether it leads here."""

    text: str
    href: str
    current: bool


def get_zone_or_404(zone: str) -> ZoneState:
    """Return a zone; 404 if there is none."""
    state = looking.state_of(zone)
    if state is None:
        raise Http404
    return state


def get_agent_or_404(state: ZoneState, agent: str) -> str:
    """Return the id of an agent that the zone knows; 404 if it does not."""
    if agent not in state.agents:
        raise Http404
    return agent


def framed(request: HttpRequest, state: ZoneState, **context: object) -> dict[str, object]:
    """Return what a page of a zone is drawn from; `runs` says whether the reader may change anything."""
    me = require_user(request)
    addresses = ((reverse(name, args=[state.id]), words) for name, words, needed in PAGES if me.may(needed))
    tabs = [ZoneTab(wording.say_text(words), href, href == request.path) for href, words in addresses]
    return {"zone": state, "tabs": tabs, "runs": me.may(RUN_ZONES), **context}


def write_count(number: int) -> str:
    """Write a number as far as it was counted."""
    if number > MOST_COUNTED:
        return wording.say_text(MORE_THAN, number=wording.format_number(MOST_COUNTED))
    return wording.format_number(number)
