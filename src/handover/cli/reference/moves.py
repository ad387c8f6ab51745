"""Reference pages of the way of a record: its states and steps, what became of it, why; and of the chain of custody."""

from dataclasses import fields

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.common.custody.checking import FINDINGS
from handover.common.custody.entries import ENTRY_WORDS, FORMAT, HEAD_WORDS, ChainHead, EntryFacts
from handover.common.custody.events import FILE_EVENTS, PUPIL_EVENTS, CustodyEvent
from handover.portal.hub.life import ENDED, MOVE_LIFE, OUTCOMES, MoveState
from handover.portal.hub.outcomes.file_outcomes import FILE_OUTCOMES, GOES_ON
from handover.portal.hub.reasons import MOVE_REASONS


def move_life_page() -> str:
    """The states and steps of a record's way, the closed list of its outcomes, and the reasons."""
    return write_page(
        "The way of a record",
        "A move is one child's record on its way from one school to the next. It is in exactly one state; only the steps "
        "below lead from one to another, each in one transaction with its entry in the audit log. Wherever it is, it is "
        "counted under exactly one outcome.",
        write_section("Diagram", f"```mermaid\n{draw_move_life()}\n```"),
        write_section(
            "Steps",
            write_table(
                ["Step", "In words", "Yn Gymraeg", "From", "To", "By a person", "Audit"],
                (
                    [
                        inline_code(step.event),
                        escape_cell(step.name.en),
                        escape_cell(step.name.cy),
                        ", ".join(inline_code(state.value) if state else "(new)" for state in step.start),
                        inline_code(step.end.value),
                        "yes" if step.by_person else "",
                        inline_code(step.audit),
                    ]
                    for step in MOVE_LIFE
                ),
            ),
            "A step by a person makes the outcome “after a person's yes”, whoever takes the others.",
        ),
        write_section(
            "Outcomes",
            "The closed list. The ways that go from one school's software to another's are counted by their state; a file "
            "between two schools whose software is in no zone of the hub by the state of its transfer, each pupil once.",
            write_table(
                ["Outcome", "Yn Gymraeg", "State", "State of a file", "Over", "What it means", "Ystyr"],
                (
                    [
                        escape_cell(row.name.en),
                        escape_cell(row.name.cy),
                        inline_code(row.state.value),
                        ", ".join(inline_code(each.state.value) for each in FILE_OUTCOMES if each.outcome == row.key),
                        "yes" if row.over else "",
                        escape_cell(row.meaning.en),
                        escape_cell(row.meaning.cy),
                    ]
                    for row in OUTCOMES
                ),
            ),
            "A file that is "
            + " or ".join(inline_code(state.value) for state in GOES_ON)
            + " goes on as another transfer, "
            "which is the one that is counted.",
        ),
        write_section(
            "Reasons",
            "Why a record waits, or did not arrive. What a school's software said itself is kept sealed beside it.",
            write_table(
                ["Reason", "In words", "Yn Gymraeg", "What to do", "Beth i'w wneud"],
                (
                    [
                        inline_code(row.key),
                        escape_cell(row.words.en),
                        escape_cell(row.words.cy),
                        escape_cell(row.remedy.en),
                        escape_cell(row.remedy.cy),
                    ]
                    for row in MOVE_REASONS
                ),
            ),
        ),
    )


def draw_move_life() -> str:
    """Return the life of a record's way as a Mermaid state diagram."""
    names = {row.state: row.name.en for row in reversed(OUTCOMES)} | {MoveState.ARRIVED: "Arrived"}
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {names[state]}" for state in MoveState if state]
    for step in MOVE_LIFE:
        label = step.event.replace("_", " ")
        lines += [f"    {state.value or '[*]'} --> {step.end.value}: {label}" for state in step.start]
    onward = {state for step in MOVE_LIFE for state in step.start}
    lines += [f"    {state.value} --> [*]" for state in ENDED if state not in onward]
    return "\n".join(lines)


HASHING = f"""An export is one JSON object: `format` (`{FORMAT}`), `site`, `made_at`, `keys` (each an `id` and the `public` half
as 64 hexadecimal digits) and `chains`, that of the record first. A chain has the `record` and `kind` that all its entries have,
its `entries` in order, and a signed `head`.

The hash of an entry is the SHA-256 of a JSON list in UTF-8, without blanks and with everything beyond ASCII escaped: the word
`{ENTRY_WORDS}`, then the fields below in this order, words as strings, `number` and `pupil` as numbers. `signature` is Ed25519
over the 32 bytes of that hash, by the key that `key` names. `previous` is the hash of the entry before; 64 noughts for the
first.

The hash of a head is made alike of the word `{HEAD_WORDS}` and its fields, `record` first.

```python
words = json.dumps(["{ENTRY_WORDS}", *(entry[name] for name in FIELDS)], separators=(",", ":"))
hashlib.sha256(words.encode()).hexdigest() == entry["hash"]
Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(
    bytes.fromhex(entry["signature"]), bytes.fromhex(entry["hash"])
)
```

The id of a key is the first 16 digits of the SHA-256 of its public half. The site publishes its keys, without sign-in, at
`/custody/keys/`. A key also bears `from`, when it first signed, and `until`, a day after the next one first signed; empty while
it still signs. An entry whose `at` is after the `until` of its key was not signed by the site. All moments are written alike,
in UTC to the microsecond."""

FIELD_WORDS = {
    "record": "the reference of the file's transfer, or of one pupil's way",
    "kind": "`file` or `pupil`",
    "number": "from 1",
    "at": "when, UTC, to the microsecond",
    "event": "the step, see below",
    "by": "the number of the school or authority that took the step; empty for the site itself",
    "source": "the mailbox from which the record went",
    "destination": "the mailbox to which it goes",
    "holder": "who holds it from then on: a mailbox, `site` or `nobody`",
    "digest": "SHA-256 of the file's bytes as they were sent; of the SIF objects, if such were handed over (see below)",
    "pupil": "the place of the pupil in the file, from 1; 0 for the whole file",
    "parent": "the record from which this one came, if it came from one",
    "parent_hash": "the hash with which that one's chain ended then",
    "previous": "the hash of the entry before",
    "key": "the id of the key that signs",
}


def custody_page() -> str:
    """The format of a chain of custody, for those who verify it with a program of their own."""
    return write_page(
        "The chain of custody",
        "For each record the site notes who held it, when, and with which digest; each entry is signed and names the one "
        "before. A school downloads the chain from the page of the file and verifies it offline with "
        "[`handover custody verify`](commands.md), or with any program that does what stands here. Why it is as it is: "
        "[decision 42](../decisions/0042-custody-is-signed-by-a-derived-key.md).",
        write_section("Format", HASHING),
        write_section(
            "Fields",
            write_table(
                ["Field of an entry", "What it says"],
                ([inline_code(each.name), FIELD_WORDS[each.name]] for each in fields(EntryFacts)),
            ),
            "A head has the fields "
            + ", ".join(inline_code(each.name) for each in fields(ChainHead))
            + ": how many entries the "
            "chain had, and the hash of the last, when it was given to somebody.",
            "The digest of objects is the SHA-256 of all of them in the order in which they were handed over, each with its "
            "length before it: eight bytes, the largest first.",
        ),
        write_section("Steps of a file", _events(FILE_EVENTS)),
        write_section("Steps of one pupil's record", _events(PUPIL_EVENTS)),
        write_section(
            "What can be wrong",
            write_table(
                ["Code", "In words", "Yn Gymraeg"],
                ([inline_code(code), escape_cell(text.en), escape_cell(text.cy)] for code, text in FINDINGS.items()),
            ),
        ),
    )


def _events(events: tuple[CustodyEvent, ...]) -> str:
    return write_table(
        ["Step", "In words", "Yn Gymraeg", "Who holds it then"],
        (
            [inline_code(each.key), escape_cell(each.name.en), escape_cell(each.name.cy), each.holder.value]
            for each in events
        ),
    )
