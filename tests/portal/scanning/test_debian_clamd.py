"""ClamAV itself, as Debian has it, with a signature of our own: what it finds, and what its settings let it overlook.

`make test-deep` installs it (33 MB) and runs these; the five places in which the test virus must be found take it some seconds.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from handover.common.archives import MEBIBYTE, ArchiveLimits, look_into
from handover.common.clamd_addresses import ClamdAddress
from handover.portal.scanning.chosen import ScannerBlind, check_scanner
from handover.portal.scanning.clamd import Clamd
from handover.portal.scanning.verdicts import ScanResult
from tests.clamd_server import HARMLESS
from tests.zips import zipped

PROGRAM = shutil.which(os.environ.get("TESTS_CLAMD", ""))
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="TESTS_CLAMD names no clamd; make test-deep")
OWN_LIMITS = "StreamMaxLength 256M\n"
DEBIANS = "StreamMaxLength 25M\nMaxFileSize 25M\nMaxScanSize 100M\n"


@pytest.fixture
def start(tmp_path: Path, settings):
    """Start a clamd with some settings, and have the site ask it."""
    running = []

    def start_clamd(limits: str) -> ClamdAddress:
        (tmp_path / "db").mkdir()
        (tmp_path / "db" / "own.ndb").write_text(f"Handover.Test:0:0:{HARMLESS.hex()}\n")
        address = ClamdAddress(str(tmp_path / "ctl"))
        (tmp_path / "clamd.conf").write_text(
            f"LocalSocket {address.path}\nDatabaseDirectory {tmp_path}/db\nForeground yes\n{limits}"
            + ("User root\n" if os.geteuid() == 0 else "")
        )
        command = [PROGRAM, f"--config-file={tmp_path}/clamd.conf"]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT))
        while not Path(address.path).exists():
            assert running[0].poll() is None, "clamd did not start"
            time.sleep(0.05)
        changed = {"HANDOVER_CLAMD": address, "HANDOVER_CLAMD_DAYS": 0}
        settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **changed})
        return address

    yield start_clamd
    for process in running:
        process.terminate()
        process.wait()


def test_with_the_settings_of_our_page_it_finds_the_test_virus_wherever_our_limits_let_it_be(start):
    scanner = Clamd(start(OWN_LIMITS))
    assert scanner.scan(b"a letter").result is ScanResult.CLEAN
    assert scanner.scan(HARMLESS).signature == "Handover.Test.UNOFFICIAL"
    assert check_scanner(ArchiveLimits()) == ""


def test_with_debians_own_settings_the_site_does_not_start(start):
    start(DEBIANS)
    with pytest.raises(ScannerBlind, match="in a file of 64 MB in a zip"):
        check_scanner(ArchiveLimits())


def test_what_is_longer_than_it_takes_is_no_scan(start):
    verdict = Clamd(start(DEBIANS)).scan(b"x" * 26 * MEBIBYTE)
    assert (verdict.result, verdict.reason in ("too_large", "broke_off")) == (ScanResult.NOT_SCANNED, True)


def test_the_zip_that_it_passes_over_is_none_that_the_site_takes(start):
    """Cisco-Talos/clamav#633: behind 101 MB of one file of a zip it looks at nothing."""
    scanner = Clamd(start(OWN_LIMITS))
    inner = zipped({"filler": bytes(101 * MEBIBYTE), "test.com": HARMLESS}, 0)
    hidden = zipped({"large.bin": inner})
    assert scanner.scan(hidden).result is ScanResult.CLEAN
    assert look_into(hidden).problems[0].code == "archive.ratio"
    plain = zipped({"large.bin": b"x" * 101 * MEBIBYTE})
    limits = ArchiveLimits(ratio=2_000)
    assert [problem.code for problem in look_into(plain, limits).problems] == ["archive.member_too_large"]
