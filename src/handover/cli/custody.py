"""`handover custody`: verify the chain of custody of a record, as a school downloaded it, without a site."""

import hashlib
import json
from pathlib import Path

import click

from handover.common.custody.checking import CustodyFinding, check_export
from handover.common.custody.entries import make_key_id
from handover.common.custody.events import CUSTODY_EVENTS
from handover.common.custody.exports import (
    MOST_BYTES,
    CustodyExport,
    KeyEnds,
    Keys,
    NoCustodyExport,
    read_export,
    read_key_ends,
    read_site_keys,
)
from handover.common.text import LANGUAGES, Text

READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
WRONG = 2
"""The exit code where there is nothing to verify: a file that is no export, or a key that is none."""

ALL_RIGHT = Text(
    "Nothing is wrong: {entries} entries of {chains:# record|# records}, complete, in order and signed by the site's key.",
    "Nid oes dim o'i le (eitemau: {entries}, cofnodion: {chains}): yn gyflawn, mewn trefn ac wedi'u llofnodi gan "
    "allwedd y wefan.",
)
CHAIN = {
    "file": Text("File {record}: {found} of {count} entries", "Ffeil {record}: {found} o {count} eitem"),
    "pupil": Text(
        "One pupil's record {record}: {found} of {count} entries",
        "Cofnod un disgybl {record}: {found} o {count} eitem",
    ),
}
NO_KEY = Text("The key cannot be used", "Nid oes modd defnyddio'r allwedd")
WHOLE = Text(
    "{entries} entries of {chains:# record|# records}: complete, in order and signed by one of the keys that the file names.",
    "Yn gyflawn, mewn trefn ac wedi'u llofnodi gan un o'r allweddi y mae'r ffeil yn eu henwi (cofnodion: {entries}, "
    "cadwyni: {chains}).",
)
NOT_HERE = Text(
    "{record}: it came from the record {parent}, whose chain is not in this file.",
    "{record}: daeth o'r cofnod {parent}, nad yw ei gadwyn yn y ffeil hon.",
)
OWN_KEY = Text(
    "The key is the one that the file itself names. Compare it with the one that {site} publishes, or give that with --key: "
    "whoever forges a whole chain can name a key of their own.",
    "Yr allwedd y mae'r ffeil ei hun yn ei henwi yw hon. Cymharwch hi â'r un y mae {site} yn ei chyhoeddi, neu rhowch honno "
    "gyda --key: gall pwy bynnag sy'n ffugio cadwyn gyfan enwi ei allwedd ei hun.",
)
KEY_ENDED = Text(" (the site signed with it until {until})", " (llofnododd y wefan â hi tan {until})")
FILE_FITS = Text("The file is the one that was sent.", "Y ffeil a anfonwyd yw hon.")
HELD = {
    "site": Text("the transfer site", "y wefan drosglwyddo"),
    "nobody": Text("nobody: it was destroyed", "neb: cafodd ei ddinistrio"),
}


@click.group()
def custody() -> None:
    """Verify who held a record, when, and that it is the same record."""


@custody.command("verify")
@click.argument("export", type=READABLE, metavar="FILE")
@click.option("--key", "key", metavar="PUBLICKEY", help="The site's key: 64 hexadecimal digits, or a file of its keys.")
@click.option("--file", "record", type=READABLE, metavar="CTF", help="The file that is said to be the record.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
@click.pass_context
def verify_custody_command(
    context: click.Context, export: Path, key: str | None, record: Path | None, as_json: bool, language: str
) -> None:
    """Verify a chain of custody that was downloaded from a site; no network is needed.

    Give the key that the site publishes at /custody/keys/, downloaded once, with --key, and the file that was collected with
    --file. The command ends with 0 when nothing is wrong, with 1 when anything is, and with 2 when FILE or PUBLICKEY
    cannot be read.
    """
    try:
        found = read_export(read_small(export))
    except NoCustodyExport as fault:
        click.echo(f"{export.name}: {fault.words.say(language)}.", err=True)
        context.exit(WRONG)
    try:
        given = read_small(export) if key is None else read_given_key(key)
        keys, ends = found.keys if key is None else read_site_keys(given), read_key_ends(given)
    except NoCustodyExport as fault:
        click.echo(f"{NO_KEY.say(language)}: {fault.words.say(language)}.", err=True)
        context.exit(WRONG)
    digest = hashlib.sha256(record.read_bytes()).hexdigest() if record else ""
    wrong = check_export(found, keys, digest, ends)
    if as_json:
        click.echo(json.dumps(_as_json(found, wrong, language, own_key=key is None), ensure_ascii=False))
    else:
        _say(found, keys, ends, wrong, language, own_key=key is None, with_file=bool(record))
    context.exit(1 if wrong else 0)


def read_small(path: Path) -> bytes:
    """Return a file; of one that is too large, no more than shows that it is."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_given_key(given: str) -> bytes:
    """Return what was given of the site's keys: what stands in a file of them, or one in digits."""
    try:
        path = Path(given)
        return read_small(path) if path.is_file() else given.encode("utf-8", "replace")
    except (OSError, ValueError):  # no path at all: too long, or with a null in it
        return b""


def _say(
    export: CustodyExport,
    keys: Keys,
    ends: KeyEnds,
    wrong: list[CustodyFinding],
    language: str,
    *,
    own_key: bool,
    with_file: bool,
) -> None:
    for chain in export.chains:
        values = {"record": chain.record, "found": len(chain.entries), "count": chain.head.count}
        click.echo(CHAIN.get(chain.kind, CHAIN["file"]).say(language, **values))
        for entry in chain.entries:
            facts, event = entry.facts, CUSTODY_EVENTS.get(entry.facts.event)
            held = HELD[facts.holder].say(language) if facts.holder in HELD else facts.holder
            click.echo(f"  {facts.number}. {facts.at}  {event.name.say(language) if event else facts.event}  -> {held}")
    for finding in wrong:
        click.echo(f"{finding.record}: {finding.words.say(language)}.")
    if wrong:
        return
    entries = sum(len(chain.entries) for chain in export.chains)
    click.echo((WHOLE if own_key else ALL_RIGHT).say(language, entries=entries, chains=len(export.chains)))
    known = {chain.record for chain in export.chains}
    for chain in export.chains:
        for parent in sorted({entry.facts.parent for entry in chain.entries} - known - {""}):
            click.echo(NOT_HERE.say(language, record=chain.record, parent=parent))
    if with_file:
        click.echo(FILE_FITS.say(language))
    for key_id, public in keys.items():
        until = ends.get(make_key_id(public), "")
        click.echo(f"{key_id}: {public.hex()}" + (KEY_ENDED.say(language, until=until) if until else ""))
    if own_key:
        click.echo(OWN_KEY.say(language, site=export.site))


def _as_json(export: CustodyExport, wrong: list[CustodyFinding], language: str, *, own_key: bool) -> dict[str, object]:
    return {
        "right": not wrong,
        "records": len(export.chains),
        "entries": sum(len(chain.entries) for chain in export.chains),
        "key_of_the_file": own_key,
        "problems": [{"code": each.code, "record": each.record, "message": each.words.say(language)} for each in wrong],
    }
