"""The reference page of problems: every fault a check can find, what it says and what to do about it."""

from collections.abc import Iterable, Mapping
from typing import Final

from handover.cli.reference.markdown import escape_cell, write_page, write_section, write_table
from handover.common.archive_faults import ARCHIVE_FAULTS
from handover.common.problems import ProblemKind
from handover.common.xml_faults import XML_FAULTS
from handover.ctf.faults import FAULTS as CONTENT_FAULTS
from handover.ctf.name_faults import NAME_FAULTS
from handover.portal.accounts.faults import FAULTS as PERSON_FAULTS
from handover.portal.accounts.password_faults import FAULTS as PASSWORD_FAULTS
from handover.portal.accounts.people_list_faults import PEOPLE_LIST_FAULTS
from handover.portal.apikeys.faults import FAULTS as KEY_FAULTS
from handover.portal.establishments.faults import FAULTS as ESTABLISHMENT_FAULTS
from handover.portal.establishments.faults import REGISTER_FILES
from handover.portal.expected.faults import FAULTS as EXPECTED_FAULTS
from handover.portal.hub.faults import FAULTS as HUB_FAULTS
from handover.portal.lostpupils.census_faults import FAULTS as CENSUS_FAULTS
from handover.portal.messaging.faults import FAULTS as LETTER_FAULTS
from handover.portal.phase.faults import FAULTS as OFFERS_FAULTS
from handover.portal.reports.faults import FAULTS as REPORT_FAULTS
from handover.portal.training.faults import FAULTS as TRAINING_FAULTS
from handover.portal.transfers.faults import FAULTS as TRANSFER_FAULTS
from handover.portal.vendors.faults import FAULTS as VENDOR_FAULTS
from handover.portal.webhooks.faults import WEBHOOK_FAULTS
from handover.portal.zones.faults import FAULTS as ZONE_FAULTS
from handover.sif.checks.envelope import KINDS as MESSAGE_FAULTS
from handover.sif.checks.kinds import GRAMMAR as OBJECT_FAULTS

GROUPS: Final[Mapping[str, Iterable[ProblemKind]]] = {
    "The name of the file": NAME_FAULTS.values(),
    "Reading the document": XML_FAULTS.values(),
    "The content of a Common Transfer File": CONTENT_FAULTS.values(),
    "Looking into a zip": ARCHIVE_FAULTS.values(),
    "Sending": TRANSFER_FAULTS.values(),
    "Secure messages": LETTER_FAULTS.values(),
    "People": PERSON_FAULTS.values(),
    "A list of people": PEOPLE_LIST_FAULTS.values(),
    "Choosing a password": PASSWORD_FAULTS.values(),
    "Establishments": ESTABLISHMENT_FAULTS.values(),
    "A register of schools": REGISTER_FILES.values(),
    "Keys for the API": KEY_FAULTS.values(),
    "Vendors": VENDOR_FAULTS.values(),
    "Training": TRAINING_FAULTS.values(),
    "Webhooks": WEBHOOK_FAULTS.values(),
    "Zones": ZONE_FAULTS.values(),
    "The hub": HUB_FAULTS.values(),
    "A census extract": CENSUS_FAULTS.values(),
    "A list of expected pupils": EXPECTED_FAULTS.values(),
    "A list of offers": OFFERS_FAULTS.values(),
    "Asking for a report": REPORT_FAULTS.values(),
    "The form of a SIF UK object": OBJECT_FAULTS.values(),
    "SIF messages": MESSAGE_FAULTS.values(),
}


def list_kinds() -> tuple[ProblemKind, ...]:
    """Return every kind of problem once, in the order of the page."""
    return tuple(dict.fromkeys(kind for group in GROUPS.values() for kind in group))


def problems() -> str:
    """Every problem code with severity, words and remedy."""
    return write_page(
        "Problems",
        "An *error* stops the file, a *warning* travels with it, a *note* only informs. The codes are stable: programs "
        "may rely on them. The words in braces are filled in.",
        *(write_section(title, *(_problem(kind) for kind in dict.fromkeys(group))) for title, group in GROUPS.items()),
    )


def _problem(kind: ProblemKind) -> str:
    asks = " Waits for the sender's yes." if kind.askable else ""
    return write_section(
        f"`{kind.code}`",
        f"{kind.severity.value.capitalize()}.{asks}",
        write_table(
            ["", "English", "Cymraeg"],
            [
                ["What is wrong", escape_cell(kind.message.outline()), escape_cell(kind.message.outline("cy"))],
                ["What to do", escape_cell(kind.remedy.outline()), escape_cell(kind.remedy.outline("cy"))],
            ],
        ),
        level=3,
    )
