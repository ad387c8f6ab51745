"""What people may be allowed to do with files."""

from typing import Final

from handover.portal.web.access import Permission
from handover.portal.web.roles import (
    FILE_DESKS,
    LEA_ADMISSIONS,
    LEA_DBA,
    LEA_DBA_VIEW,
    LEA_PLASC,
    SCHOOL,
    WATCHERS,
    WRITERS,
)

CENSUS_DESKS: Final = FILE_DESKS | {SCHOOL, LEA_PLASC}
"""Who works with the files of the census: for the mailbox `nnnPLAS` it is its purpose (seed, section 1.6)."""
ADMISSIONS_DESKS: Final = FILE_DESKS | {SCHOOL, LEA_ADMISSIONS}
"""Who works with admissions files: for the mailbox `nnnADMS` it is its purpose (seed, section 1.6)."""

SEND_CTF = Permission("send_ctf", "send CTFs", FILE_DESKS | {SCHOOL})
COLLECT_CTF = Permission("collect_ctf", "collect CTFs", FILE_DESKS | {SCHOOL})
SEE_CONTENT = Permission("see_content", "see what is in a file", ADMISSIONS_DESKS)
SEND_GENERIC = Permission("send_generic", "send generic zips", WRITERS - {LEA_DBA})
COLLECT_GENERIC = Permission("collect_generic", "collect generic zips", WRITERS - {LEA_DBA})
SEND_ADMISSIONS = Permission("send_admissions", "send admissions files", ADMISSIONS_DESKS)
COLLECT_ADMISSIONS = Permission("collect_admissions", "collect admissions files", ADMISSIONS_DESKS)
SEND_RETURNS = Permission("send_returns", "send census, finance and exclusion files", CENSUS_DESKS)
COLLECT_RETURNS = Permission("collect_returns", "collect census, finance and exclusion files", CENSUS_DESKS)
SEND_XML_DATA = Permission("send_xml_data", "send missing-education and XML data files", FILE_DESKS | {SCHOOL})
COLLECT_XML_DATA = Permission("collect_xml_data", "collect missing-education and XML data files", FILE_DESKS | {SCHOOL})
MONITOR = Permission("monitor", "see where the files of the authority's schools are", WATCHERS | {LEA_DBA_VIEW})
SEARCH_TRANSFERS = Permission("search_transfers", "search the authority's transfers for a pupil", WATCHERS)
REMOVE_FILES = Permission("remove_files", "remove files that the authority's schools have not collected", WATCHERS)
FORWARD_FILES = Permission("forward_files", "send on files that the authority's schools have not collected", WATCHERS)

ROWS = (
    SEND_CTF,
    COLLECT_CTF,
    SEE_CONTENT,
    SEND_GENERIC,
    COLLECT_GENERIC,
    SEND_ADMISSIONS,
    COLLECT_ADMISSIONS,
    SEND_RETURNS,
    COLLECT_RETURNS,
    SEND_XML_DATA,
    COLLECT_XML_DATA,
    MONITOR,
    SEARCH_TRANSFERS,
    REMOVE_FILES,
    FORWARD_FILES,
)

SENDING: Final = (SEND_CTF, SEND_GENERIC, SEND_ADMISSIONS, SEND_RETURNS, SEND_XML_DATA)
"""Whoever may do one of these may open the pages for sending."""
COLLECTING: Final = (COLLECT_CTF, COLLECT_GENERIC, COLLECT_ADMISSIONS, COLLECT_RETURNS, COLLECT_XML_DATA)
"""Whoever may do one of these may open the pages for collecting."""
