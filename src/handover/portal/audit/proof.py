"""The head of the log proves the master key: only with that key could its code have been made."""

from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from handover.portal.audit.chain import CHAIN_PURPOSE, seal_head
from handover.portal.audit.chain_keys import chain_key, chain_key_anew
from handover.portal.audit.models import HEAD, Head
from handover.portal.masterkeys.ring import KeyMissing, given_keys


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
    return prove_log_end(head.sequence, head.hash, head.mac)


def proven_end_of(connection: BaseDatabaseWrapper) -> LogEnd | None:
    """Return the end of the log of a database of whatever version; None where it has no log.

    It asks in SQL, because it is asked before the tables are those of the models. Raises WrongKey, NoHead.
    """
    with connection.cursor() as cursor:
        if Head._meta.db_table not in connection.introspection.table_names(cursor):
            return None
        cursor.execute("SELECT sequence, hash, mac FROM audit_head WHERE id = %s", [HEAD])
        row = cursor.fetchone()
    if row is None:
        raise NoHead
    return prove_log_end(*row)


def prove_log_end(sequence: int, last: str, mac: str) -> LogEnd:
    """Return the end of a log, of which its head proves the master key. Raises WrongKey."""
    try:
        proven = any(mac == seal_head(key(), sequence, last) for key in (chain_key, chain_key_anew))
    except KeyMissing as fault:
        raise WrongKey(str(fault)) from None
    if not proven:
        raise WrongKey
    return LogEnd(sequence, last)


def prove_kept_end(sequence: int, last: str, mac: str) -> LogEnd:
    """Return the end of a log whose head is kept in a backup, which proves either key of the settings. Raises WrongKey."""
    keys = [key.derive(CHAIN_PURPOSE) for key in given_keys() if key is not None]
    if not any(mac == seal_head(key, sequence, last) for key in keys):
        raise WrongKey
    return LogEnd(sequence, last)
