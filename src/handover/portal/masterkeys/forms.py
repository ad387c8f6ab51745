"""The forms in which columns of several features are sealed."""

import base64
from typing import Final
from uuid import UUID

from handover.common.keyring import generation_of_record
from handover.portal.masterkeys.codes import generation_of_code, mark_of_generation, newest_form
from handover.portal.masterkeys.resealed import OLDER_RECORD, SealedForm, Value, form_of_wrapped
from handover.portal.masterkeys.ring import key_ring


def reseal_record(sealed: bytes, purpose: bytes, identity: str) -> bytes:
    """Return a record sealed under today's key. Raises `sealing.CannotUnseal` for one that does not open."""
    ring = key_ring()
    return ring.seal_record(ring.open_record(sealed, purpose, identity), purpose, identity)


def form_of_text(purpose: str) -> SealedForm:
    """Return the form of a `SealedTextField`, whose texts are bound to its table and column."""
    full = f"handover sealed {purpose} 1".encode()
    return SealedForm(
        lambda value: generation_of_record(bytes(value)),
        lambda value: reseal_record(bytes(value), full, purpose),
        OLDER_RECORD,
    )


def form_of_words(purpose: str) -> SealedForm:
    """Return the form of words of zones: a record in base 64, bound to what it is kept as."""

    def renew(value: Value) -> str:
        sealed = reseal_record(base64.b64decode(value), f"handover {purpose} 1".encode(), purpose)
        return base64.b64encode(sealed).decode()

    return SealedForm(lambda value: generation_of_record(base64.b64decode(value)), renew)


def dashed(identity: object) -> str:
    """Return a UUID as it is bound, whichever way the database keeps it."""
    return str(identity if isinstance(identity, UUID) else UUID(str(identity)))


_WRAPPED: Final = form_of_wrapped(key_ring)
WRAPPED: Final = SealedForm(
    _WRAPPED.generation, lambda value, identity: _WRAPPED.renew(value, dashed(identity)), _WRAPPED.older
)
"""The wrapped key of a file or a message, bound to its name or reference."""
CODE: Final = SealedForm(
    lambda value: generation_of_code(str(value)),
    lambda value: newest_form(str(value)),
    "{0} <> '' AND substr({0}, 1, 1) <> %s",
    mark_of_generation,
)
"""A code of letters: another layer comes over it."""
