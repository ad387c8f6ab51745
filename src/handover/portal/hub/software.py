"""A school's software as it sends and collects files: the office that stands behind its agent."""

from handover.portal.hub.models import HubSchool
from handover.portal.transfers.senders import SendingOffice


def office_of(school: HubSchool) -> SendingOffice:
    """Return the office in which a school's software sends, named by its agent."""
    return SendingOffice(school.establishment, school.agent)
