"""The records of a file as SIF objects, for whoever may look into the file; with the report of what did not come over."""

from dataclasses import replace
from datetime import datetime

from handover.bridge import SifConversion, convert_to_sif
from handover.ctf.model import CommonTransferFile, DestinationSchool
from handover.ctf.reader import read_ctf
from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.transfers import collecting
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.mailbox import may_open
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import SEE_CONTENT
from handover.portal.transfers.senders import Sender


class NotInSif(Exception):
    """The file holds no records that have a place in SIF: it is no Common Transfer File."""


def open_records_as_sif(transfer: Transfer, by: Sender, now: datetime) -> SifConversion | None:
    """Return the records of a file as objects; None for who may not look into it. The look is written into the audit log.

    Raises NotInSif for a file of another kind, `bridge.LostPupilFile` for a lost pupil's (it is published to no zone), and
    `vault.Damaged`.
    """
    if not (may_open(transfer, by) and by.may(SEE_CONTENT)):
        return None
    if transfer.kind not in CTF_KINDS:
        raise NotInSif
    document = read_ctf(b"".join(collecting.read_sent_bytes(transfer))).document
    if document is None:
        raise NotInSif
    conversion = convert_to_sif(address_document(document, transfer))
    with transaction.atomic():
        record("file.opened", actor=by.actor, subject=str(transfer.reference), details={"as": "sif"}, now=now)
    return conversion


def address_document(document: CommonTransferFile, transfer: Transfer) -> CommonTransferFile:
    """Return a file as it is addressed now: the header of a lost pupil's that was released still says `unknown`."""
    destination = DestinationSchool(la=transfer.destination[:3], estab=transfer.destination[3:])
    return replace(document, header=replace(document.header, destination=destination))
