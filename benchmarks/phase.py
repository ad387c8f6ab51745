"""Splitting the files of 5,000 leavers among 40 schools, against lxml parsing and writing the same documents once."""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime

from lxml import etree

from handover.ctf.checks import check_ctf
from handover.ctf.model import Header
from handover.ctf.reader import read_ctf
from handover.ctf.splitting import Authority, SplitFile, split_whole_year
from handover.ctf.verdict import FileVerdict
from handover.ctf.whole_year import read_whole_year
from handover.ctf.writer import write_ctf
from handover.invented import invent_file, invent_pupils
from handover.portal.phase.matching import match_offers
from handover.portal.phase.offers import Offer

SCHOOLS, PUPILS, DESTINATIONS = 100, 50, 40
ROUNDS = 7
AIM = 4
MADE = datetime(2026, 7, 20, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone
AUTHORITY = Authority("681LLLL", "Cyngor Caerwennol")


def whole_years() -> list[bytes]:
    """Return the files with which the primary schools of an authority send their year 6."""
    return [
        write_ctf(
            invent_file(
                f"681{estab}",
                "681LLLL",
                invent_pupils(
                    seed=estab, count=PUPILS, la="681", estab=str(estab), year_group="6", day=date(2026, 7, 17)
                ),
                MADE,
            )
        )
        for estab in range(2001, 2001 + SCHOOLS)
    ]


def offers_for(documents: list[bytes]) -> list[Offer]:
    """Return an offer for every pupil, spread over the destinations."""
    leavers = [
        each.leaver for number, data in enumerate(documents) for each in read_whole_year(str(number), data).pupils
    ]
    return [
        Offer(line, each.upn, each.surname, each.forename, each.birth_date, f"681{4001 + line % DESTINATIONS}")
        for line, each in enumerate(leavers, start=2)
    ]


def share_out(documents: list[bytes], heads: list[Header], offers: list[Offer]) -> list[SplitFile]:
    """Read, match and split, as the board does."""
    wholes = [read_whole_year(str(number), data) for number, data in enumerate(documents)]
    found = match_offers(offers, [each.leaver for whole in wholes for each in whole.pupils])
    assert len(found.matches) == SCHOOLS * PUPILS
    there: list[dict[int, str]] = [{} for _ in wholes]
    for each in found.matches:
        there[int(each.leaver.file)][each.leaver.position] = each.offer.destination
    return [
        part
        for whole, head, destinations in zip(wholes, heads, there, strict=True)
        for part in split_whole_year(whole, head, destinations, AUTHORITY, MADE)
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def run() -> list[tuple[str, str, str]]:
    """Return the table's rows. Each round times all of it in turns, so that all meet the same load."""
    documents = whole_years()
    heads = [document.header for data in documents if (document := read_ctf(data).document)]
    offers = offers_for(documents)
    parts = share_out(documents, heads, offers)
    assert sum(len(part.positions) for part in parts) == SCHOOLS * PUPILS

    def floor() -> None:
        for data in documents:
            etree.tostring(etree.fromstring(data), encoding="UTF-8", xml_declaration=True)

    def checked() -> None:
        for part in parts:
            assert check_ctf(part.data, None, today=MADE.date()).verdict is FileVerdict.ACCEPT

    works: dict[str, Callable[[], object]] = {
        "lxml parses and writes the files once": floor,
        "read, matched and split": lambda: share_out(documents, heads, offers),
        "the new files checked like any file": checked,
    }
    rounds = [[seconds(work) for work in works.values()] for _ in range(ROUNDS)]
    size = sum(map(len, documents))
    table = [("the files", f"{size / 1e6:.0f} MB", f"{SCHOOLS * PUPILS} pupils, {len(parts)} new files")]
    for column, what in enumerate(works):
        took = statistics.median(each[column] for each in rounds)
        ratio = statistics.median(each[column] / each[0] for each in rounds)
        aim = f", to be under {AIM}" if column == 1 else ""
        table.append((what, f"{took:.2f} s", f"{ratio:.1f}{aim}"))
    return table
