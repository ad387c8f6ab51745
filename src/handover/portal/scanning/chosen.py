"""The virus scanner of the settings: what it says of a file, and whether it may be believed."""

from datetime import datetime

from django.conf import settings

from handover.common.archives import ArchiveLimits
from handover.common.byte_source import ByteSource
from handover.portal.scanning.clamd import Clamd
from handover.portal.scanning.nests import build_nests
from handover.portal.scanning.verdicts import REASONS, ScanResult, ScanVerdict, not_scanned


class ScannerBlind(Exception):
    """The scanner says that all is well with what it must find; the text says where it was and what to do."""


def scan_data(data: ByteSource, now: datetime) -> ScanVerdict | None:
    """Have the bytes of a file scanned; None where the site has no scanner. Never raises."""
    if settings.CONFIG.clamd is None:
        return None
    scanner, days = Clamd(settings.CONFIG.clamd), settings.CONFIG.clamd_days
    if days:
        old = scanner.is_old(now, days)
        if old is not False:
            return not_scanned("away" if old is None else "old_signatures")
    return scanner.scan(data)


def check_scanner(limits: ArchiveLimits) -> str:
    """Have the scanner find the harmless test file wherever a file within the limits may be; where it does not answer, return
    a sentence that says so, empty where all is well. Raises ScannerBlind.
    """
    if settings.CONFIG.clamd is None:
        return ""
    scanner = Clamd(settings.CONFIG.clamd)
    for where, nest in build_nests(limits):
        verdict = scanner.scan(nest)
        if verdict.result is ScanResult.CLEAN:
            raise ScannerBlind(
                f"The virus scanner of HANDOVER_CLAMD finds nothing in the harmless test virus {where}: raise its limits or "
                "mend its signatures, as the operator's page on scanning says."
            )
        if verdict.result is ScanResult.NOT_SCANNED:
            reason = REASONS[verdict.reason]
            return f"{reason.words.en} Files are held until it scans again. {reason.remedy.en}"
    return ""
