"""The reference page of webhooks: the events, the attempts, what an endpoint may answer, and why a webhook does not arrive."""

from collections.abc import Mapping

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.common.text import Text
from handover.portal.accounts.roles import ROLES
from handover.portal.api.openapi import WEBHOOK_ANSWERS, WEBHOOK_HEADERS
from handover.portal.api.operations import OPERATIONS
from handover.portal.webhooks.delivery_faults import DELIVERY_FAULTS, DeliveryFault
from handover.portal.webhooks.event import WebhookEvent
from handover.portal.webhooks.events import WEBHOOK_EVENTS
from handover.portal.webhooks.limits import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    EACH_AT_ONCE,
    MOST_ANSWER_BYTES,
    MOST_ENDPOINTS,
    OFF_AFTER,
    RETRIES,
    SPREAD,
)

IN_HOURS, IN_MINUTES = 3600, 60


def webhooks_page() -> str:
    """Return the page of webhooks."""
    return write_page(
        "Webhooks",
        "A webhook says that there is news and nothing else; what there is, the API says. How to receive one: "
        f"[Webhooks](../integrator/webhooks.md). An office has at most {MOST_ENDPOINTS} of them.",
        write_section("Events", _events()),
        write_section("Header fields", _pairs("Field", WEBHOOK_HEADERS)),
        write_section("Answers", _pairs("Status", WEBHOOK_ANSWERS)),
        write_section("Attempts", _attempts()),
        write_section("Why one does not arrive", _faults()),
    )


def _events() -> str:
    heads = ["Event", "When", "What to ask then", "Roles that can hear of it", "Steps of a file that raise it"]
    return write_table(heads, map(_event, WEBHOOK_EVENTS.values()))


def _event(event: WebhookEvent) -> list[str]:
    asked = OPERATIONS[event.ask]
    able = [role for role in ROLES.values() if not role.permissions.isdisjoint(event.needs)]
    link = f"[{inline_code(f'{asked.method} {asked.public_path}')}](api.md#{asked.key})"
    return [
        f"{inline_code(event.key)}<br>{escape_cell(event.name.en)}<br>{escape_cell(event.name.cy)}",
        escape_cell(event.about.en),
        link,
        escape_cell(", ".join(role.name.en for role in able if not role.reserved)) if event.chosen else "all",
        ", ".join(inline_code(step) for step in event.steps),
    ]


def _pairs(head: str, words: Mapping[str, Text]) -> str:
    return write_table(
        [head, "What it says"], ([inline_code(key), escape_cell(said.en)] for key, said in words.items())
    )


def _attempts() -> str:
    waits = ", ".join(_length(each.total_seconds()) for each in RETRIES)
    return (
        f"A webhook that is not taken is tried again after {waits}, each longer by up to {SPREAD:.0%} so that what failed "
        "together does not come back together; then it is given up, and can be sent again by hand. An endpoint at which "
        f"nothing arrived for {OFF_AFTER.days} days is switched off. A receiver has {CONNECT_SECONDS:g} seconds to be reached "
        f"and {ANSWER_SECONDS:g} for its whole answer, of up to {MOST_ANSWER_BYTES:,} bytes; at most {EACH_AT_ONCE} are on "
        "their way to it at a time, and one while it fails."
    )


def _length(seconds: float) -> str:
    if seconds >= IN_HOURS:
        return f"{seconds / IN_HOURS:g} h"
    return f"{seconds / IN_MINUTES:g} min" if seconds >= IN_MINUTES else f"{seconds:g} s"


def _faults() -> str:
    return write_table(["Code", "What is wrong", "What to do"], map(_fault, DELIVERY_FAULTS.values()))


def _fault(fault: DeliveryFault) -> list[str]:
    words = f"{escape_cell(fault.words.en)}<br>{escape_cell(fault.words.cy)}"
    return [inline_code(fault.key), words, escape_cell(fault.remedy.en)]
