"""The head of the log proves the master key: only with that key could its code have been made."""

from typing import NamedTuple

from django.conf import settings

from handover.portal.audit.chain import chain_key, seal_head
from handover.portal.audit.models import HEAD, Head


class WrongKey(Exception):
    """The head of the log was not made with this master key, or was changed."""


class NoHead(Exception):
    """The log has no head: the database was emptied."""


class LogEnd(NamedTuple):
    """How long the log is, and the code of its last entry."""

    sequence: int
    hash: str


def proven_end() -> LogEnd:
    """Return the end of the log, whose head proves the master key. Raises WrongKey, NoHead."""
    head = Head.objects.filter(pk=HEAD).first()
    if head is None:
        raise NoHead
    if head.mac != seal_head(chain_key(settings.CONFIG.key("HANDOVER_MASTER_KEY")), head.sequence, head.hash):
        raise WrongKey
    return LogEnd(head.sequence, head.hash)
