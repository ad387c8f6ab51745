"""Reading an exported chain of custody, and the keys of a site."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from handover.common.custody.entries import FORMAT, ChainHead, EntryFacts, SignedEntry, make_key_id
from handover.common.text import Text

MOST_BYTES: Final = 16 * 1024 * 1024
"""The largest export that is read; one of a file with 1,000 pupils has about 2 MiB."""
LARGEST_NUMBER: Final = 10**9
"""The largest number of an entry that is read."""
PUBLIC_BYTES: Final = 32
KEY_HALF: Final = re.compile(r"[0-9a-f]{64}")
Keys = Mapping[str, bytes]
KeyEnds = Mapping[str, str]
"""Until when a key signed, in UTC, by its id; those that still sign are not in it."""


class NoCustodyExport(Exception):
    """What was given is no export of a chain of custody, or no key; `words` say why."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class ExportedChain:
    """The chain of one record as it stands in an export, with its signed head."""

    record: str
    kind: str
    entries: tuple[SignedEntry, ...]
    head: ChainHead
    head_signature: str


@dataclass(frozen=True, slots=True)
class CustodyExport:
    """What a school downloaded: which site made it, when, the keys that it names, and the chains, that of the record first."""

    site: str
    made_at: str
    keys: Keys
    chains: tuple[ExportedChain, ...]


NO_CHAIN: Final = {
    "large": Text("it is larger than any chain of custody", "mae'n fwy nag unrhyw gadwyn gadw"),
    "json": Text("it is not JSON", "nid JSON yw"),
    "object": Text("it is not a JSON object", "nid gwrthrych JSON yw"),
    "name_twice": Text(
        "a name stands in it twice, so that two programs could read two different things",
        "mae enw ynddo ddwywaith, felly gallai dwy raglen ddarllen dau beth gwahanol",
    ),
    "signs": Text(
        "it holds signs that cannot be shown, which stand in no chain of custody",
        "mae'n cynnwys nodau nad oes modd eu dangos, nad ydynt mewn unrhyw gadwyn gadw",
    ),
    "form": Text(
        "it is not a chain of custody of a form that is known here", "nid cadwyn gadw o ffurf sy'n hysbys yma yw"
    ),
    "damaged": Text(
        "it is damaged: not all of what belongs into a chain of custody is there",
        "mae wedi'i difrodi: nid yw popeth sy'n perthyn i gadwyn gadw yno",
    ),
    "empty": Text("it holds no chain", "nid oes cadwyn ynddo"),
    "no_key": Text(
        "it holds no key: neither 64 hexadecimal digits nor what the site publishes",
        "nid oes allwedd ynddo: na 64 o ddigidau hecsadegol na'r hyn y mae'r wefan yn ei gyhoeddi",
    ),
    "vouches_for_itself": Text(
        "it is a chain of custody, which cannot vouch for itself, and not what the site publishes",
        "cadwyn gadw yw, na all warantu ei hun, ac nid yr hyn y mae'r wefan yn ei gyhoeddi",
    ),
}
"""Why what was given is no export, or no key."""


def read_export(data: bytes) -> CustodyExport:
    """Read an export. Raises NoCustodyExport."""
    document = _object(data)
    if document.get("format") != FORMAT:
        raise NoCustodyExport(NO_CHAIN["form"])
    try:
        keys = _keys(document["keys"])
        chains = tuple(_chain(each) for each in document["chains"])
        export = CustodyExport(str(document["site"]), str(document["made_at"]), keys, chains)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise NoCustodyExport(NO_CHAIN["damaged"]) from fault
    if not chains:
        raise NoCustodyExport(NO_CHAIN["empty"])
    return export


def read_site_keys(data: bytes) -> Keys:
    """Read the site's keys: as its address publishes them, or one as 64 hexadecimal digits. Raises NoCustodyExport."""
    text = data.decode("utf-8", "replace").strip()
    if KEY_HALF.fullmatch(text.lower()):
        public = bytes.fromhex(text)
        return {make_key_id(public): public}
    try:
        document = _object(data)
        keys = _keys(document["keys"])
    except (NoCustodyExport, KeyError, TypeError, ValueError) as fault:
        raise NoCustodyExport(NO_CHAIN["no_key"]) from fault
    if not keys:
        raise NoCustodyExport(NO_CHAIN["no_key"])
    if "chains" in document:
        raise NoCustodyExport(NO_CHAIN["vouches_for_itself"])
    return keys


def read_key_ends(data: bytes) -> KeyEnds:
    """Return until when each key signed, of those that the site says have ended; nothing where it says nothing of the kind.

    `data` is an export, or the keys as the site publishes them.
    """
    try:
        rows = _object(data)["keys"]
        return {make_key_id(bytes.fromhex(row["public"])): str(row["until"]) for row in rows if row.get("until")}
    except (NoCustodyExport, KeyError, TypeError, ValueError, AttributeError):
        return {}


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise NoCustodyExport(NO_CHAIN["large"])
    try:
        document = json.loads(data, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as fault:
        raise NoCustodyExport(NO_CHAIN["json"]) from fault
    if not isinstance(document, dict):
        raise NoCustodyExport(NO_CHAIN["object"])
    return document


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raise NoCustodyExport where it means one thing to us and could show another to somebody else."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoCustodyExport(NO_CHAIN["name_twice"])
    if not all(value.isprintable() for value in found.values() if isinstance(value, str)):
        raise NoCustodyExport(NO_CHAIN["signs"])
    return found


def _keys(rows: Sequence[Mapping[str, str]]) -> Keys:
    keys = {str(row["id"]): bytes.fromhex(row["public"]) for row in rows}
    if any(len(public) != PUBLIC_BYTES for public in keys.values()):
        raise ValueError("public")
    return keys


def _chain(row: Mapping[str, Any]) -> ExportedChain:
    head = row["head"]
    return ExportedChain(
        str(row["record"]),
        str(row["kind"]),
        tuple(_entry(each) for each in row["entries"]),
        _plain(ChainHead, head | {"record": row["record"]}),
        str(head["signature"]),
    )


def _entry(row: Mapping[str, Any]) -> SignedEntry:
    facts: EntryFacts = _plain(EntryFacts, row)
    if not 1 <= facts.number <= LARGEST_NUMBER:
        raise ValueError("number")
    return SignedEntry(facts, str(row["hash"]), str(row["signature"]))


def _plain(kind: type[Any], row: Mapping[str, Any]) -> Any:
    """Return a dataclass of words and whole numbers; raise ValueError where something else stands in place of one."""
    values = [row[each.name] for each in fields(kind)]
    for each, value in zip(fields(kind), values, strict=True):
        if type(value) is not (int if each.type in (int, "int") else str):
            raise ValueError(each.name)
    return kind(*values)
