"""Files of invented children, as the offices that the site plays send them."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.common.identifiers import split_establishment
from handover.ctf.writer import write_ctf
from handover.invented.files import invent_file
from handover.invented.pupils import invent_pupils
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.intake import Incoming, UploadOutcome, receive
from handover.portal.transfers.senders import SendingOffice

SUPPLIER: Final = "Handover training"
YEAR_GROUP: Final = "6"


def write_invented_file(
    source: str, destination: str, serial: int, now: datetime, pupils: int = 1, year_group: str = YEAR_GROUP
) -> bytes:
    """Return a file of invented children who leave a school; another serial is of other children."""
    number = split_establishment(source)
    assert number is not None
    made = timezone.localtime(now).replace(microsecond=0, tzinfo=None)
    day = (now - timedelta(days=1)).date()
    children = invent_pupils(serial, pupils, number.la, number.school, year_group, day, first_serial=serial)
    return write_ctf(invent_file(source, destination, children, made, supplier=SUPPLIER))


def office_played(number: str) -> SendingOffice:
    """Return an office that the site plays, as whoever sends and collects for it."""
    return SendingOffice(Establishment.objects.get(number=number), "training")


def send_invented_file(
    source: str, destination: str, serial: int, now: datetime, pupils: int = 1, year_group: str = YEAR_GROUP
) -> UploadOutcome:
    """Send such a file from an office that the site plays."""
    data = write_invented_file(source, destination, serial, now, pupils, year_group)
    name = f"{source}_CTF_{destination}_{serial % 1000:03}.xml"
    return receive(Incoming(name, len(data), too_large=False, read=lambda: data), office_played(source), now)
