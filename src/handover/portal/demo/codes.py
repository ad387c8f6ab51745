"""The demo's code of the minute, so that a visitor needs no telephone to sign in as an administrator."""

from handover.portal import clock
from handover.portal.accounts.second_step import code_at
from handover.portal.demo.county import TOTP_SECRET


def code_now() -> str:
    """Return the second-step code that is right now."""
    return code_at(TOTP_SECRET, clock.now())
