"""The programs of the nation: schools' software that sends, fetches and acknowledges files, and agents in zones.

`python -m benchmarks.nation.programs PLAN NOTES`: the plan is a file of JSON with addresses, keys and zones, and the path of a
file whose presence ends the sending. Every act is repeated until it is answered, and noted when it is: what was noted must be
there afterwards.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.api_mailbox import padded
from benchmarks.nation.asking import Asker
from benchmarks.nation.filling import PUBLISHER, TAKER
from benchmarks.zone import event
from benchmarks.zone_load import PLACE, message, new_id
from handover.cli.selftest import RECEIVER, SENDER, good_file

LOOK_SECONDS = 0.3
GET = message(TAKER, "SIF_SystemControl", "<SIF_SystemControlData><SIF_GetMessage/></SIF_SystemControlData>")
ACK = message(
    TAKER,
    "SIF_Ack",
    f"<SIF_OriginalSourceId>{PUBLISHER}</SIF_OriginalSourceId><SIF_OriginalMsgId>@THE@</SIF_OriginalMsgId>"
    "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>",
)
TAKEN = (b"<SIF_Code>0</SIF_Code>", b"<SIF_Code>7</SIF_Code>")
"""A message is with the zone, or was already."""


@dataclass(frozen=True)
class Plan:
    """What the programs are told, and where they note what was answered."""

    web: list[str]
    zone: list[str]
    keys: dict[str, str]
    zones: list[str]
    senders: int
    publishers: int
    stop: Path
    note: Callable[[str], None]


def file_between(source: str, destination: str) -> bytes:
    """Return a file from one school to another."""
    text = good_file(datetime.now(UTC).date()).decode()
    for before, after in ((SENDER, source), (RECEIVER, destination)):
        text = text.replace(written(before), written(after))
    return text.encode()


def written(number: str) -> str:
    """Return how a file writes the number of a school."""
    return f"<LEA>{number[:3]}</LEA>\n      <Estab>{number[3:]}</Estab>"


def school_headers(key: str) -> dict[str, str]:
    """Return what a school's software says with each request."""
    return {"Authorization": f"Bearer {key}"}


def send_files(plan: Plan, number: int) -> None:
    """Send files from one school to the next until told to stop."""
    schools = sorted(plan.keys)
    source, destination = schools[number], schools[-1 - number]
    asker, data, count = Asker(plan.web, school_headers(plan.keys[source])), file_between(source, destination), 0
    while not plan.stop.exists():
        count += 1
        file = padded(data, count)
        path = f"/api/v1/transfers?name={source}_CTF_{destination}_{1 + count % 999:03}.xml"
        status, answer = asker.ask("POST", path, file, Idempotency_Key=f"{source}-{count}")
        if status == 202:
            reference = json.loads(answer)["transfer"]["reference"]
            status, answer = asker.ask(
                "POST",
                f"/api/v1/transfers/{reference}/answer",
                b'{"answer": "yes"}',
                Idempotency_Key=f"yes-{source}-{count}",
            )
        plan.note(
            f"sent {sha256(file).hexdigest()}" if status in (200, 201) else f"otherwise {status} {answer[:300]!r}"
        )
    plan.note(f"repeated {asker.repeated} {asker.explained}")


def collect_files(plan: Plan, number: int, done: threading.Event) -> None:
    """Fetch and acknowledge what waits for one school, until all have stopped and nothing waits any more."""
    school = sorted(plan.keys)[-1 - number]
    asker = Asker(plan.web, school_headers(plan.keys[school]))
    while True:
        over = done.is_set()
        waiting = json.loads(asker.ask("GET", "/api/v1/inbox?limit=20")[1])["items"]
        for each in waiting:
            place = f"/api/v1/transfers/{each['reference']}"
            status, data = asker.ask("GET", f"{place}/content")
            if status != 200 or sha256(data).hexdigest() != each["digest"]:
                plan.note(f"wrong {each['reference']}")
                continue
            status, answer = asker.ask("POST", f"{place}/acknowledge", Idempotency_Key=f"take-{each['reference']}")
            plan.note(f"taken {each['digest']}" if status == 200 else f"otherwise {status} {answer[:300]!r}")
        if not waiting:
            if over:
                break
            time.sleep(LOOK_SECONDS)
    plan.note(f"repeated {asker.repeated} {asker.explained}")


def publish_events(plan: Plan, number: int) -> None:
    """Publish an event in one zone after the other until told to stop."""
    asker, body, count = Asker(plan.zone, {"Content-Type": 'application/xml;charset="utf-8"'}), event(), number
    body = body.replace(b"Ramsey", PUBLISHER.encode())
    while not plan.stop.exists():
        zone, its = plan.zones[count % len(plan.zones)], new_id()
        answer = ask_until_done(asker, zone, body.replace(PLACE, its))
        plan.note(
            f"published {zone} {its.decode()}" if any(said in answer for said in TAKEN) else f"refused {answer!r}"
        )
        count += plan.publishers
    plan.note(f"repeated {asker.repeated} {asker.explained}")


def take_events(plan: Plan, number: int, done: threading.Event) -> None:
    """Take what waits in a share of the zones, until all have stopped and nothing waits any more."""
    asker = Asker(plan.zone, {"Content-Type": 'application/xml;charset="utf-8"'})
    while True:
        over = done.is_set()
        found = [zone for zone in plan.zones[number :: plan.publishers] if take_all(plan, asker, zone)]
        if over and not found:
            break
        if not found:
            time.sleep(LOOK_SECONDS)
    plan.note(f"repeated {asker.repeated} {asker.explained}")


def take_all(plan: Plan, asker: Asker, zone: str) -> int:
    """Take everything that waits for the subscriber of a zone; return how much it was."""
    count = 0
    while True:
        answer = ask_until_done(asker, zone, GET.replace(PLACE, new_id()))
        start = answer.find(b"<SIF_Data>")
        if start < 0:
            return count
        start = answer.index(b"<SIF_MsgId>", start) + 11
        its = answer[start : start + 32]
        ask_until_done(asker, zone, ACK.replace(PLACE, new_id()).replace(b"@THE@", its))
        plan.note(f"delivered {zone} {its.decode()}")
        count += 1


def ask_until_done(asker: Asker, zone: str, body: bytes) -> bytes:
    """Send a message until the zone has done it: 11/1 says that it could not now."""
    while True:
        _, answer = asker.ask("POST", f"/zone/{zone}", body)
        if b"<SIF_Category>11</SIF_Category>" not in answer:
            return answer
        asker.repeated += 1
        asker.explained += 1
        time.sleep(LOOK_SECONDS)


def work(told: dict[str, Any], notes: Path) -> None:
    """Run all programs until they are done."""
    turn, done = threading.Lock(), threading.Event()
    with notes.open("w", encoding="utf-8") as file:

        def note(line: str) -> None:
            with turn:
                file.write(line + "\n")
                file.flush()

        plan = Plan(**told, note=note)
        first = [
            *(partial(send_files, plan, number) for number in range(plan.senders)),
            *(partial(publish_events, plan, number) for number in range(plan.publishers)),
        ]
        last = [
            *(partial(collect_files, plan, number, done) for number in range(plan.senders)),
            *(partial(take_events, plan, number, done) for number in range(plan.publishers)),
        ]
        begun = [threading.Thread(target=act) for act in first], [threading.Thread(target=act) for act in last]
        for thread in (*begun[0], *begun[1]):
            thread.start()
        for thread in begun[0]:
            thread.join()
        done.set()
        for thread in begun[1]:
            thread.join()


if __name__ == "__main__":
    _told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    work(_told | {"stop": Path(_told["stop"])}, Path(sys.argv[2]))
