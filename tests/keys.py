"""Keys for the API, as offices make them, for every test that comes with one."""

from datetime import datetime, timedelta

from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, keep_app
from handover.portal.apikeys.holders import find_key_holder
from handover.portal.apikeys.making import MadeKey, WantedKey, make_api_key, withdraw_api_key
from handover.portal.web.roles import SCHOOL
from tests.cast import SECRET, Cast

AT_HOME = "192.0.2.7"
"""An address that lies in the ranges of every key that needs some."""
NETWORKS = ("192.0.2.0/24", "127.0.0.0/8")


def give_key(
    by: User,
    *rights: str,
    role: str = SCHOOL,
    name: str = "Autumn import",
    networks: tuple[str, ...] = (),
    now: datetime | None = None,
    days: int = 90,
    certificate: str = "",
    issuer: str = "",
    subject: str = "",
) -> MadeKey:
    """Return a key that a person makes for their office; they set up a second step for it if they have none.

    An authority's key has the role that is named, and the ranges that such a role needs.
    """
    moment = now or timezone.now()
    if not has_second_step(by):
        keep_app(by, SECRET, moment)
    ends_on, bound = timezone.localdate(moment) + timedelta(days=days), (certificate, issuer, subject)
    wanted = WantedKey(name, rights, ends_on, role, networks, *bound)
    return make_api_key(by, wanted, moment)


def bearer(made: MadeKey) -> str:
    """Return the header Authorization of a program that has the key."""
    return f"Bearer {made.text.text}"


def some_keys(cast: Cast) -> dict[str, MadeKey]:
    """Return a school's keys as they come to be: used, followed by another, forgotten, withdrawn; and an authority's."""
    now = timezone.now()
    long_ago = now - timedelta(days=70)
    made = {
        "used": give_key(cast.alis, "send", "collect", name="SIMS", networks=NETWORKS, now=now),
        "forgotten": give_key(cast.alis, "collect", name="An old program", now=long_ago),
        "withdrawn": give_key(cast.alis, "send", name="Lost laptop", now=now),
        "authority": give_key(cast.lowri, "monitor", "reports", role="lea-user", name="County dashboard", now=now),
    }
    for address in (AT_HOME, "192.0.2.8"):
        find_key_holder(bearer(made["used"]), address, now)
    withdraw_api_key(cast.alis, made["withdrawn"].key, now)
    return made
