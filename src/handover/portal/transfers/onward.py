"""A file that goes on to another destination: a transfer of its own that names its parent, with the same bytes.

The name is rebuilt for the new way; what the sender made is not touched.
"""

from datetime import datetime

from handover.portal.accounts.models import User
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.answers import check_bytes
from handover.portal.transfers.kinds import forms_of, read_name
from handover.portal.transfers.models import Transfer


def onward(
    transfer: Transfer,
    destination: Establishment,
    *,
    source: str,
    by: Establishment,
    sent_by: User | None,
    now: datetime,
) -> Transfer:
    """Return a new transfer, not yet begun, of a file's bytes from `source` (of the establishment `by`) to a school.

    Who sent the file first stays with it where the source is somebody else. Raises `vault.Damaged` if the bytes are not
    whole, so that the caller's transaction is undone.
    """
    check_bytes(transfer)
    name = name_for(transfer, source, destination.number)
    return Transfer(
        kind=read_name(name).form,
        file_name=name,
        given_name=transfer.given_name,
        source=source,
        destination=destination.number,
        source_establishment=by,
        destination_establishment=destination,
        sealed=transfer.sealed,
        size=transfer.size,
        digest=transfer.digest,
        pupils=transfer.pupils,
        first_source=transfer.first_source or (transfer.source if source != transfer.source else ""),
        warnings=transfer.warnings,
        locked=transfer.locked,
        sent_by=sent_by,
        sent_at=now,
        parent=transfer,
    )


def name_for(transfer: Transfer, source: str, destination: str) -> str:
    """Return the file's name for the new way, under its own number or the next that is not taken.

    A name without a number, a generic zip's, keeps its text.
    """
    reading, forms = read_name(transfer.file_name), forms_of(transfer.file_kind)
    written = next((form for form in forms if form.pattern.fullmatch(transfer.file_name)), forms[0]).written
    parts = {"source": source, "destination": destination, "family": reading.family, "text": reading.text}
    number = reading.number or 1
    taken = set(Transfer.objects.filter(source=source, destination=destination).values_list("file_name", flat=True))
    wanted = (*range(number, 1000), *range(1, number))
    names = (written.format(**parts, number=f"{candidate:03d}") for candidate in wanted)
    return next((name for name in names if name not in taken), written.format(**parts, number=f"{number:03d}"))
