"""Entries of the audit log that are believed: those that fit the key, whatever else stands in the table."""

from collections.abc import Iterator

from handover.portal.audit.chain import ChainRow, seal_entry
from handover.portal.audit.chain_keys import read_chain_keys
from handover.portal.audit.models import Entry


def trusted_entries(action: str, **which: str) -> Iterator[Entry]:
    """Yield the entries of one action, in order, that were written with the master key of their time; others are passed over.

    What was put in or changed past the site must not be believed, nor stop who reads on: `verify` names it.
    """
    keys = read_chain_keys()
    numbers = Entry.objects.filter(action=action, **which).order_by("sequence").values_list("sequence", flat=True)
    for number in list(numbers):
        try:
            entry = Entry.objects.get(sequence=number)
        except ValueError:  # a field that cannot even be read
            continue
        if entry.hash == seal_entry(
            keys.key_of(number), ChainRow(*(getattr(entry, name) for name in ChainRow._fields))
        ):
            yield entry
