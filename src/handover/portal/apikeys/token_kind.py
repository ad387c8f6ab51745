"""What a kind of token is that stands for a key: a row of the table that features above this one add to in `token_kinds.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from handover.portal.apikeys.client_certificate import ShownCertificate
from handover.portal.apikeys.key_text import KeyText
from handover.portal.apikeys.models import ApiKey


@dataclass(frozen=True, slots=True)
class TokenKind:
    """A kind of token: how its text begins, and the function that finds the key for which one stands.

    The function gets the token, all keys (with their offices, and when they were last used from here), the address, the
    client certificate and the moment. It raises KeyRefused for a token that opens nothing. Whether the key works is asked
    afterwards, as of any key.
    """

    beginning: str
    find_key: Callable[[KeyText, QuerySet[ApiKey], str, ShownCertificate, datetime], ApiKey]
