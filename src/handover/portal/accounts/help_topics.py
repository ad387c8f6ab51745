"""The pages of the manual about looking after people."""

from django.conf import settings

from handover.common.text import Text
from handover.portal.accounts.roles import ROLES
from handover.portal.web.help import Topic


def tell_administration() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"roles": ROLES.values(), "link_hours": settings.CONFIG.number("HANDOVER_INVITATION_HOURS")}


ROWS = (
    Topic(
        120,
        "administration",
        Text("Looking after people and schools", "Gofalu am bobl ac ysgolion"),
        Text(
            "For an authority's administrator: accounts, roles, schools, and the yearly check.",
            "I weinyddwr awdurdod: cyfrifon, rolau, ysgolion, a'r gwiriad blynyddol.",
        ),
        tell_administration,
    ),
)
