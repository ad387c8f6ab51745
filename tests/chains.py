"""Chains of custody for tests, signed with keys of their own; written without the site."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from handover.common.custody.entries import (
    CHAIN_START,
    ChainHead,
    EntryFacts,
    hash_entry,
    hash_head,
    make_key_id,
    public_half,
    sign_hash,
)

OURS = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
THEIRS = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
RECORD = "8b0f2f0c-5b0e-4c7e-9a55-0b6f6c1d2a11"
DIGEST = "d" * 64
WAY = (("send", "6812990", "site"), ("collect", "6814990", "6814990"), ("confirm", "6814990", "6814990"))


def key_of(private: Ed25519PrivateKey) -> dict[str, str]:
    public = public_half(private)
    return {"id": make_key_id(public), "public": public.hex()}


def facts_of(steps: Sequence[tuple[str, str, str]], private: Ed25519PrivateKey, record: str) -> list[EntryFacts]:
    found: list[EntryFacts] = []
    previous = CHAIN_START
    for number, (event, by, holder) in enumerate(steps, start=1):
        facts = EntryFacts(
            record=record,
            kind="file",
            number=number,
            at=f"2026-09-0{number}T09:00:00.000000+00:00",
            event=event,
            by=by,
            source="6812990",
            destination="6814990",
            holder=holder,
            digest=DIGEST,
            pupil=0,
            parent="",
            parent_hash="",
            previous=previous,
            key=key_of(private)["id"],
        )
        previous = hash_entry(facts)
        found.append(facts)
    return found


def written(facts: EntryFacts, private: Ed25519PrivateKey) -> dict:
    """Return an entry as an export has it."""
    code = hash_entry(facts)
    return asdict(facts) | {"hash": code, "signature": sign_hash(private, code)}


def headed(entries: list[dict], private: Ed25519PrivateKey, record: str = RECORD) -> dict:
    """Return a chain with a head that fits its entries."""
    last = entries[-1]
    head = ChainHead(record, last["number"], last["hash"], "2026-09-09T09:00:00.000000+00:00", key_of(private)["id"])
    plain = {name: value for name, value in asdict(head).items() if name != "record"}
    return {
        "record": record,
        "kind": "file",
        "entries": entries,
        "head": plain | {"signature": sign_hash(private, hash_head(head))},
    }


def export_of(
    private: Ed25519PrivateKey = OURS, steps: Sequence[tuple[str, str, str]] = WAY, record: str = RECORD
) -> dict:
    """Return an export of one file's chain."""
    entries = [written(facts, private) for facts in facts_of(steps, private, record)]
    return {
        "format": "handover-custody-1",
        "site": "https://handover.example.org",
        "made_at": "2026-09-09T09:00:00.000000+00:00",
        "keys": [key_of(private)],
        "chains": [headed(entries, private, record)],
    }


def forged(entry: dict, private: Ed25519PrivateKey, **changed: object) -> dict:
    """Return an entry that says something else, hashed and signed anew."""
    facts = EntryFacts(**{name: entry[name] for name in EntryFacts.__dataclass_fields__})
    return written(replace(facts, **changed), private)  # type: ignore[arg-type]
