"""Files of one invented child each, as the offices that the site plays send them."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.common.identifiers import split_establishment
from handover.ctf.writer import write_ctf
from handover.invented.files import invent_file
from handover.invented.pupils import invent_pupils
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.intake import Incoming, receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.senders import SendingOffice

SUPPLIER: Final = "Handover training"
YEAR_GROUP: Final = "6"


class FileNotTaken(Exception):
    """A file of the site's own making was refused: the checks and what it invents no longer agree."""


def write_invented_file(source: str, destination: str, serial: int, now: datetime, year_group: str) -> bytes:
    """Return a file of one invented child who leaves a school; another serial is of another child."""
    number = split_establishment(source)
    assert number is not None
    made = timezone.localtime(now).replace(microsecond=0, tzinfo=None)
    day = (now - timedelta(days=1)).date()
    children = invent_pupils(serial, 1, number.la, number.school, year_group, day, first_serial=serial)
    return write_ctf(invent_file(source, destination, children, made, supplier=SUPPLIER))


def office_played(number: str) -> SendingOffice:
    """Return an office that the site plays, as whoever sends and collects for it."""
    return SendingOffice(Establishment.objects.get(number=number), "training")


def send_invented_file(
    source: str, destination: str, serial: int, now: datetime, year_group: str = YEAR_GROUP
) -> Transfer:
    """Send such a file from an office that the site plays, and return it. Raises FileNotTaken."""
    data = write_invented_file(source, destination, serial, now, year_group)
    name = f"{source}_CTF_{destination}_{serial % 1000:03}.xml"
    outcome = receive(Incoming(name, len(data), too_large=False, read=lambda: data), office_played(source), now)
    if outcome.transfer is None:
        raise FileNotTaken([problem.code for problem in outcome.problems])
    return outcome.transfer
