"""What of accounts is sealed under the master key, apart from the columns that say so by their class."""

import base64

from handover.portal.accounts.keys import generation_of_value, open_value, seal_value
from handover.portal.accounts.links import PURPOSE as REQUEST
from handover.portal.accounts.second_step import opened_secret, sealed_secret
from handover.portal.accounts.session_store import PURPOSE as SESSION
from handover.portal.masterkeys.resealed import NotResealed, ResealedColumn, SealedForm, Value

APP = SealedForm(
    lambda value: generation_of_value(base64.b64decode(value)), lambda value: sealed_secret(opened_secret(value))
)
NAME = SealedForm(
    lambda value: generation_of_value(bytes(value)),
    lambda value: seal_value(REQUEST, open_value(REQUEST, bytes(value))),
)


def renew_session(sealed: Value, before: str, after: str) -> bytes:
    """Seal the content of a session anew, which is bound to the code under which it is kept."""
    return seal_value(SESSION, open_value(SESSION, bytes(sealed), before), after)


ROWS = (
    ResealedColumn("accounts.AuthenticatorApp", "secret", APP),
    ResealedColumn("accounts.PasswordRequest", "name", NAME),
    ResealedColumn(
        "accounts.BrowserSession",
        "sealed",
        SealedForm(lambda value: generation_of_value(bytes(value)), renew_session),
        bound=("key_hash",),
        renamed="key_hash",
    ),
    NotResealed("accounts.Passkey", "credential", "It is the public half of a key, and stands as it is."),
)
