"""What is held on a child as one zip: a page to read first, a CSV for each section, and all of it once more as JSON."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from handover.common.archive_writing import deflated_member, write_zip
from handover.common.dates_in_words import say_day
from handover.common.text import Language, Text
from handover.portal.accounts.models import User
from handover.portal.reports.holdings import Holdings
from handover.portal.reports.running import cell_for_spreadsheet, headings, plain_rows
from handover.portal.reports.wanted import ChildQuery
from handover.portal.web.spreadsheet import csv_lines

TITLE = Text("Everything we hold on a child", "Popeth rydym yn ei gadw am blentyn")
LINES: tuple[Text, ...] = (
    Text("Gathered on {day} by {person}, {place}.", "Casglwyd ar {day} gan {person}, {place}."),
    Text("The child: {child}.", "Y plentyn: {child}."),
)
COUNTED = Text("{count:>4}  {title} ({file})", "{count:>4}  {title} ({file})")
CLOSED = Text(
    "The role of the person who gathered this does not open: {titles}. A colleague with another role must be asked.",
    "Nid yw rôl y person a gasglodd hyn yn caniatáu gweld: {titles}. Rhaid gofyn i gydweithiwr â rôl arall.",
)
NOTES: tuple[Text, ...] = (
    Text(
        "What is listed are references. The records themselves are in the files, and can be had as long as these are kept.",
        "Cyfeiriadau sydd ar y rhestrau. Mae'r cofnodion eu hunain yn y ffeiliau, a gallwch eu cael tra bo'r "
        "ffeiliau'n cael eu cadw.",
    ),
    Text(
        "Of files whose bytes were destroyed nothing is kept by which a child could be found.",
        "Os yw beitiau ffeil wedi'u dinistrio, nid oes dim yn cael ei gadw a fyddai'n fodd o ddod o hyd i blentyn.",
    ),
    Text(
        "Lines may name other people. Look through them before you hand them over.",
        "Efallai fod llinellau'n enwi pobl eraill. Edrychwch drwyddynt cyn eu trosglwyddo.",
    ),
)


def pack_zip(holdings: Holdings, wanted: ChildQuery, by: User, language: Language, now: datetime) -> Iterator[bytes]:
    """Yield the zip while it is built."""
    made = timezone.localtime(now)
    members = [deflated_member("README.txt", about(holdings, wanted, by, language, now).encode("utf-8-sig"), made)]
    for section, lines in holdings.sections:
        rows = csv_lines(plain_rows(section.columns, iter(lines), language))
        members.append(deflated_member(f"{section.key}.csv", "".join(rows).encode(), made))
    members.append(deflated_member("everything.json", as_json(holdings, language).encode(), made))
    yield from write_zip(members)


def about(holdings: Holdings, wanted: ChildQuery, by: User, language: Language, now: datetime) -> str:
    """Return the page to read first: who asked for whom, what is there, and what is not."""
    known = [wanted.upn, " ".join(filter(None, (wanted.forename, wanted.surname)))]
    known += [say_day(wanted.born, language)] if wanted.born else []
    values = {
        "day": say_day(timezone.localdate(now), language),
        "person": by.full_name,
        "place": by.establishment.named(language) if by.establishment else "",
        "child": ", ".join(filter(None, known)),
    }
    parts = [TITLE.say(language), *(line.say(language, **values) for line in LINES)]
    parts.append(
        "\n".join(
            COUNTED.say(language, count=len(lines), title=section.title.say(language), file=f"{section.key}.csv")
            for section, lines in holdings.sections
        )
    )
    if holdings.closed:
        titles = "; ".join(section.title.say(language) for section in holdings.closed)
        parts.append(CLOSED.say(language, titles=titles))
    parts += [note.say(language) for note in NOTES]
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts) + "\r\n"


def as_json(holdings: Holdings, language: Language) -> str:
    """Return everything as one JSON object: for each section its title and its lines, each by the headings."""
    sections = {
        section.key: {
            "title": section.title.say(language),
            "lines": [
                dict(
                    zip(
                        headings(section.columns, language),
                        (cell_for_spreadsheet(cell, language) for cell in line),
                        strict=True,
                    )
                )
                for line in lines
            ],
        }
        for section, lines in holdings.sections
    }
    return json.dumps(sections, ensure_ascii=False, indent=2)
