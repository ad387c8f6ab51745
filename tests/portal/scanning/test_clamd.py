"""What a virus scanner answers, and what the site takes it for: only one exact answer passes."""

from datetime import UTC, datetime

import pytest

from handover.common.archives import MEBIBYTE, ArchiveLimits
from handover.common.clamd_addresses import BadClamdAddress, ClamdAddress, read_clamd_address
from handover.portal.scanning.chosen import ScannerBlind, check_scanner, scan_data
from handover.portal.scanning.clamd import Clamd
from handover.portal.scanning.nests import build_nests
from handover.portal.scanning.verdicts import REASONS, ScanResult
from tests.clamd_server import HARMLESS, clamd, put_away, scanned_site

__all__ = ["clamd", "scanned_site"]
SEPTEMBER = datetime(2026, 9, 3, 12, tzinfo=UTC)
SMALL = ArchiveLimits(entries=20, unpacked=4 * MEBIBYTE, member=MEBIBYTE)


def test_a_clean_file_passes_and_arrives_whole_at_the_scanner(clamd):
    data = bytes(range(256)) * 4_000
    assert Clamd(clamd.address).scan(data).result is ScanResult.CLEAN
    assert clamd.taken == [data]


def test_what_is_found_is_named(clamd):
    found = Clamd(clamd.address).scan(HARMLESS)
    assert (found.result, found.signature) == (ScanResult.FOUND, "Test.Signature")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: OK", "not_understood"),
        (b"stream: OK\n", "not_understood"),
        (b"stream: OK\0stream: OK\0", "not_understood"),
        (b"Stream: OK\0", "not_understood"),
        (b" stream: OK\0", "not_understood"),
        (b"stream: OK \0", "not_understood"),
        (b"OK\0", "not_understood"),
        (b"stream: FOUND\0", "not_understood"),
        (b"stream: \xc3\xa9 FOUND\0", "not_understood"),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", "too_large"),
        (b"INSTREAM size limit exceeded. ERROR\0", "too_large"),
        (b"UNKNOWN COMMAND\0", "not_understood"),
        (b"stream: Can't allocate memory ERROR\0", "not_understood"),
        (b"x" * 10_000, "not_understood"),
        (b"", "broke_off"),
    ],
)
def test_every_other_answer_is_no_scan(clamd, answer, reason):
    clamd.says = answer
    verdict = Clamd(clamd.address).scan(b"x")
    assert (verdict.result, verdict.reason) == (ScanResult.NOT_SCANNED, reason)


def test_a_scanner_that_hangs_up_hangs_or_is_not_there_scans_nothing(clamd):
    clamd.closes_early = True
    assert Clamd(clamd.address).scan(b"x" * 10_000_000).reason == "broke_off"
    clamd.closes_early, clamd.hangs = False, True
    assert Clamd(clamd.address, seconds=0.05).scan(b"x").reason == "away"
    assert Clamd(ClamdAddress("/nowhere/clamd.ctl")).scan(b"x").reason == "away"
    assert Clamd(ClamdAddress("", "127.0.0.1", 9)).scan(b"x").reason == "away"


@pytest.mark.parametrize(
    ("version", "old"),
    [
        (b"ClamAV 1.4.6/27800/Tue Sep  1 08:00:00 2026\0", False),
        (b"ClamAV 1.4.6/27800/Thu Aug 27 13:00:00 2026\0", False),
        (b"ClamAV 1.4.6/27800/Thu Aug 27 11:00:00 2026\0", True),
        (b"ClamAV 1.4.6/27800/Sun Sep 01 08:00:00 2019\0", True),
        (b"ClamAV 1.4.6\0", True),
        (b"ClamAV 1.4.6/27800/Tue Sep 99 08:00:00 2026\0", True),
        (b"ClamAV 1.4.6/27800/Tue Sep  1 08:00:00 2026", True),
        (b"", None),
    ],
)
def test_signatures_that_are_old_or_of_no_known_day_are_not_believed(clamd, version, old):
    clamd.version = version
    assert Clamd(clamd.address).is_old(SEPTEMBER, 7) is old


def test_the_site_asks_for_the_age_first_unless_it_is_told_not_to(scanned_site, settings):
    scanned_site.version = b"ClamAV 1.4.6\0"
    assert scan_data(b"x", SEPTEMBER).reason == "old_signatures"
    assert scanned_site.taken == []
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CLAMD_DAYS": 0})
    assert scan_data(b"x", SEPTEMBER).result is ScanResult.CLEAN


def test_a_site_without_a_scanner_says_nothing_of_scanning():
    assert scan_data(b"x", SEPTEMBER) is None
    assert check_scanner(SMALL) == ""


def test_a_scanner_that_finds_the_test_virus_wherever_it_may_lie_is_believed(scanned_site, monkeypatch):
    scanned_site.says = b"stream: Test.Signature FOUND\0"
    assert check_scanner(SMALL) == ""
    assert len(scanned_site.taken) == 5
    assert scanned_site.taken[0] == HARMLESS


@pytest.mark.parametrize(
    ("where", "missed"),
    [
        (0, "as a file of its own"),
        (1, "in 3 zips, one in the other"),
        (2, "in a file of 1 MB in a zip"),
        (3, "behind 4 MB in a zip"),
        (4, "behind 19 files in a zip"),
    ],
)
def test_a_scanner_that_says_ok_to_the_test_virus_stops_the_start(scanned_site, where, missed):
    nests = [nest for _, nest in build_nests(SMALL)]
    assert HARMLESS in nests[0]
    scanned_site.overlooks = nests[where]
    with pytest.raises(ScannerBlind, match=f"finds nothing in the harmless test virus {missed}: "):
        check_scanner(SMALL)


def test_a_scanner_that_is_away_at_the_start_is_a_warning(scanned_site, settings):
    put_away(settings)
    assert check_scanner(SMALL) == (
        "The virus scanner does not answer. Files are held until it scans again. Start clamd, and see that the site's account "
        "may use the socket of HANDOVER_CLAMD."
    )


def test_every_reason_has_words_and_a_remedy_in_both_languages():
    for row in REASONS.values():
        assert all((row.words.en, row.words.cy, row.remedy.en, row.remedy.cy))


def test_no_source_of_ours_is_taken_for_a_virus():
    from pathlib import Path

    root = Path(__file__).resolve().parents[3]
    for folder in ("src", "tests"):
        assert [path for path in (root / folder).rglob("*.py") if HARMLESS in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("unix:/run/clamav/clamd.ctl", ClamdAddress("/run/clamav/clamd.ctl")),
        ("tcp:scanner.example:3310", ClamdAddress("", "scanner.example", 3310)),
        ("tcp:[::1]:3310", ClamdAddress("", "::1", 3310)),
    ],
)
def test_an_address_is_a_socket_or_a_host_and_port(text, address):
    assert read_clamd_address(text) == address


@pytest.mark.parametrize(
    "text", ["unix:clamd.ctl", "tcp:host", "tcp:host:0", "tcp::3310", "tcp:host:99999", "/run/clamd"]
)
def test_any_other_address_is_refused(text):
    with pytest.raises(BadClamdAddress):
        read_clamd_address(text)
