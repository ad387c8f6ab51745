"""Saying in words whatever is wrong in an exported chain of custody: missing, changed, reordered, forged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final

from handover.common.custody.entries import CHAIN_START, hash_entry, hash_head, is_signed, make_key_id
from handover.common.custody.exports import CustodyExport, ExportedChain, KeyEnds, Keys
from handover.common.text import Text

NO_ENDS: Final[KeyEnds] = MappingProxyType({})
MOST_NAMED: Final = 20
"""Entries that are missing which are named one by one."""


@dataclass(frozen=True, slots=True)
class CustodyFinding:
    """Something that is wrong: a key of the table below, in which record, and the words for people."""

    code: str
    record: str
    words: Text


FINDINGS: Final[dict[str, Text]] = {
    "missing": Text("entry {number} is missing", "mae eitem {number} ar goll"),
    "missing_end": Text(
        "the end is missing: the site signed for {count} entries, and there are {found}",
        "mae'r diwedd ar goll: llofnododd y wefan ar gyfer {count} eitem, ac mae {found} yma",
    ),
    "twice": Text("entry {number} is there more than once", "mae eitem {number} yno fwy nag unwaith"),
    "order": Text("the entries are not in their order", "nid yw'r eitemau yn eu trefn"),
    "changed": Text("entry {number} was changed", "newidiwyd eitem {number}"),
    "unlinked": Text(
        "entry {number} does not follow the one before it", "nid yw eitem {number} yn dilyn yr un o'i blaen"
    ),
    "signature": Text(
        "entry {number} was not signed by the key that it names ({key})",
        "ni lofnodwyd eitem {number} gan yr allwedd y mae'n ei henwi ({key})",
    ),
    "other_key": Text(
        "entry {number} names another key ({key}), which is none of those of the site",
        "mae eitem {number} yn enwi allwedd arall ({key}), nad yw'n un o allweddi'r wefan",
    ),
    "key_ended": Text(
        "entry {number} says that it was signed on {at}, and the site gave its key ({key}) up on {until}",
        "mae eitem {number} yn dweud iddi gael ei llofnodi ar {at}, a rhoddodd y wefan y gorau i'w hallwedd ({key}) ar "
        "{until}",
    ),
    "foreign": Text("entry {number} belongs to another record", "mae eitem {number} yn perthyn i gofnod arall"),
    "head": Text(
        "the end of the chain was not signed by a key of the site",
        "ni lofnodwyd diwedd y gadwyn gan un o allweddi'r wefan",
    ),
    "head_changed": Text(
        "the chain does not end as the site signed it", "nid yw'r gadwyn yn gorffen fel y llofnododd y wefan hi"
    ),
    "digest_changed": Text(
        "entry {number} has another digest than the file had before: the bytes were exchanged",
        "mae gan eitem {number} grynodeb gwahanol i'r un oedd gan y ffeil o'r blaen: cyfnewidiwyd y beitiau",
    ),
    "chain_twice": Text("its chain is there more than once", "mae ei gadwyn yno fwy nag unwaith"),
    "unrelated": Text(
        "it has nothing to do with the first record of the file: neither came from the other",
        "nid oes a wnelo ddim â chofnod cyntaf y ffeil: ni ddaeth yr un o'r llall",
    ),
    "parent": Text(
        "it does not continue the record {parent} from which it says that it came",
        "nid yw'n parhau'r cofnod {parent} y mae'n dweud iddo ddod ohono",
    ),
    "file": Text(
        "the file that was given is not this one: its digest is {given}, that of the chain is {digest}",
        "nid y ffeil a roddwyd yw hon: {given} yw ei chrynodeb, a {digest} yw un y gadwyn",
    ),
}
"""All that can be wrong, in words."""


def check_export(
    export: CustodyExport, keys: Keys, file_digest: str = "", ends: KeyEnds = NO_ENDS
) -> list[CustodyFinding]:
    """Return what is wrong in an export, against keys that are known to be the site's; nothing where all is right.

    `file_digest` is the SHA-256 of a file that is said to be the record's; `ends` says until when keys of before signed.
    """
    trusted = {make_key_id(public): public for public in keys.values()}
    found = [finding for chain in export.chains for finding in check_chain(chain, trusted)]
    found += [finding for chain in export.chains for finding in _check_ends(chain, ends)]
    found += _check_related(export.chains)
    found += _check_parents(export.chains)
    if file_digest:
        found += _check_file(export.chains, file_digest)
    return found


def find_origins(chains: Sequence[ExportedChain]) -> set[str]:
    """Return the first record of an export and those from which it came, as far as each says so in what is signed."""
    known = {chain.record: chain for chain in chains}
    found, following = set(), {chains[0].record}
    while following:
        found |= following
        said = {entry.facts.parent for record in following if record in known for entry in known[record].entries}
        following = said - found - {""}
    return found


def _check_related(chains: Sequence[ExportedChain]) -> Iterator[CustodyFinding]:
    """Yield the chains that do not belong into one export: one that is there twice, or that of any other record."""
    first, origins = chains[0].record, find_origins(chains)
    seen: set[str] = set()
    for chain in chains:
        if chain.record in seen:
            yield _finding("chain_twice", chain)
        elif chain.record not in origins and all(entry.facts.parent != first for entry in chain.entries):
            yield _finding("unrelated", chain)
        seen.add(chain.record)


def check_chain(chain: ExportedChain, trusted: Keys) -> Iterator[CustodyFinding]:
    """Yield what is wrong in one chain: first its entries as a whole, then each, then its end."""
    yield from _check_numbers(chain)
    yield from _check_entries(chain, trusted)
    yield from _check_head(chain, trusted)


def _finding(code: str, chain: ExportedChain, **values: object) -> CustodyFinding:
    return CustodyFinding(code, chain.record, FINDINGS[code].filled(**values) if values else FINDINGS[code])


def _check_numbers(chain: ExportedChain) -> Iterator[CustodyFinding]:
    numbers = [entry.facts.number for entry in chain.entries]
    there, last = Counter(numbers), max(numbers, default=0)
    missing = (number for number in range(1, last + 1) if number not in there)
    yield from (_finding("missing", chain, number=number) for number in islice(missing, MOST_NAMED))
    yield from (_finding("twice", chain, number=number) for number in sorted(there) if there[number] > 1)
    if numbers != sorted(numbers):
        yield _finding("order", chain)
    if chain.head.count > last:
        yield _finding("missing_end", chain, count=chain.head.count, found=len(there))


def _check_entries(chain: ExportedChain, trusted: Keys) -> Iterator[CustodyFinding]:
    by_number = {entry.facts.number: entry for entry in chain.entries}
    for entry in chain.entries:
        facts, number = entry.facts, entry.facts.number
        if facts.record != chain.record or facts.kind != chain.kind:
            yield _finding("foreign", chain, number=number)
        if hash_entry(facts) != entry.hash:
            yield _finding("changed", chain, number=number)
        elif facts.key not in trusted:
            yield _finding("other_key", chain, number=number, key=facts.key)
        elif not is_signed(trusted[facts.key], entry.hash, entry.signature):
            yield _finding("signature", chain, number=number, key=facts.key)
        before = by_number.get(number - 1)
        expected = CHAIN_START if number == 1 else before.hash if before else facts.previous
        if facts.previous != expected:
            yield _finding("unlinked", chain, number=number)
        if before and chain.kind == "file" and before.facts.digest != facts.digest:
            yield _finding("digest_changed", chain, number=number)


def _check_ends(chain: ExportedChain, ends: KeyEnds) -> Iterator[CustodyFinding]:
    """Yield the entries that a key signed after its end: both moments are written alike, so that their words compare."""
    for entry in chain.entries:
        facts = entry.facts
        if (until := ends.get(facts.key, "")) and facts.at > until:
            yield _finding("key_ended", chain, number=facts.number, at=facts.at, key=facts.key, until=until)


def _check_head(chain: ExportedChain, trusted: Keys) -> Iterator[CustodyFinding]:
    head = chain.head
    public = trusted.get(head.key)
    if public is None or not is_signed(public, hash_head(head), chain.head_signature):
        yield _finding("head", chain)
    last = max(chain.entries, key=lambda entry: entry.facts.number, default=None)
    if last is not None and head.count == last.facts.number and head.last != last.hash:
        yield _finding("head_changed", chain)
    if last is None or head.count < last.facts.number:
        yield _finding("head_changed", chain)


def _check_parents(chains: Sequence[ExportedChain]) -> Iterator[CustodyFinding]:
    """Yield where a record does not continue the one that it came from, as far as that one is in the export."""
    known = {chain.record: chain for chain in chains}
    for chain in chains:
        for entry in chain.entries:
            parent = known.get(entry.facts.parent)
            if parent is None:
                continue
            hashes = {each.hash: each.facts.digest for each in parent.entries}
            at_end = hashes.get(entry.facts.parent_hash)
            if at_end is None or (chain.kind == "file" and at_end != entry.facts.digest):
                yield _finding("parent", chain, parent=parent.record)
                break


def _check_file(chains: Sequence[ExportedChain], given: str) -> Iterator[CustodyFinding]:
    """Yield a finding where a file is not that of the first record, or of the file that carried it."""
    chain, origins = chains[0], find_origins(chains)
    files = (
        [chain] if chain.kind == "file" else [each for each in chains if each.kind == "file" and each.record in origins]
    )
    digests = {entry.facts.digest for each in files for entry in each.entries}
    if given.lower() not in digests:
        said = ", ".join(sorted(digests)) or "–"
        yield _finding("file", chain, given=given, digest=said)
