"""The demo's code of the minute, so that a visitor needs no telephone to sign in as an administrator."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from handover.portal.demo.county import TOTP_SECRET


def code_now() -> str:
    """Return the second-step code that is right now."""
    return str(format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // app_settings.TOTP_PERIOD)))
