"""The head of the log proves the master key: only with that key could its code have been made."""

from django.conf import settings

from handover.portal.audit.chain import chain_key, seal_head
from handover.portal.audit.models import HEAD, Head


class WrongKey(Exception):
    """The head of the log was not made with this master key, or was changed."""


class NoHead(Exception):
    """The log has no head: the database was emptied."""


def proven_sequence() -> int:
    """Return the length of the log, whose head proves the master key. Raises WrongKey, NoHead."""
    head = Head.objects.filter(pk=HEAD).first()
    if head is None:
        raise NoHead
    if head.mac != seal_head(chain_key(settings.CONFIG.key("HANDOVER_MASTER_KEY")), head.sequence, head.hash):
        raise WrongKey
    return head.sequence
