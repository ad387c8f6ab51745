"""What the codes in the audit log's entries about files mean."""

from functools import partial

from handover.common.archive_faults import ARCHIVE_FAULTS
from handover.common.xml_faults import XML_FAULTS
from handover.ctf.faults import FAULTS as CONTENT_FAULTS
from handover.ctf.name_faults import NAME_FAULTS
from handover.portal.audit.detail_words import DetailWords, say_problems
from handover.portal.transfers.faults import FAULTS

ROWS = tuple(
    DetailWords("problems", partial(say_problems, faults.values()))
    for faults in (NAME_FAULTS, XML_FAULTS, CONTENT_FAULTS, ARCHIVE_FAULTS, FAULTS)
)
