"""What was acknowledged against what is there."""

from collections import Counter

from benchmarks.nation.bad_day import Noted
from benchmarks.nation.filling import SILENT, Nation

NONE = "aim: 0"
SHOWN = 5
"""How many answers that should not be are printed."""


def count_losses(nation: Nation, noted: Noted, rows: list[tuple[str, str, str]]) -> None:
    """Add the counts of the bad day to the table."""
    from django.db import connections

    connections.close_all()  # the database fell meanwhile
    told = Counter(line.split()[0] for line in noted.lines)
    repeats = [tuple(map(int, line.split()[1:])) for line in noted.lines if line.startswith("repeated")]
    repeated, explained = (sum(each) for each in zip(*repeats, strict=True))
    rows.append(("acts acknowledged", ", ".join(f"{what} {told[what]:,}" for what in ACTS), f"{noted.seconds:.0f} s"))
    rows.append(
        (
            "requests repeated by programs",
            f"{repeated:,}",
            f"{explained:,} were answered with a reason, the others by nobody",
        )
    )
    rows.append(
        ("answered otherwise, or with wrong bytes", f"{told['otherwise'] + told['refused'] + told['wrong']}", NONE)
    )
    wrong = [line for line in noted.lines if line.split()[0] in ("otherwise", "refused", "wrong")]
    for line in wrong[:SHOWN]:
        print(line[:1000])
    rows += count_files(noted)
    rows += count_events(nation, noted)


ACTS = ("sent", "taken", "published", "delivered")


def count_files(noted: Noted) -> list[tuple[str, str, str]]:
    """Compare the files that were acknowledged with those on file, and read each through."""
    from handover.portal.audit.verify import verify
    from handover.portal.transfers.models import SealedFile, Transfer
    from handover.portal.transfers.vault import check_stored

    sent = Counter(words_of(noted, "sent"))
    taken = set(words_of(noted, "taken"))
    states = dict(Transfer.objects.exclude(sealed=None).values_list("digest", "state"))
    stored = Counter(Transfer.objects.filter(digest__in=list(sent)).values_list("digest", flat=True))
    live = SealedFile.objects.filter(transfers__isnull=False).distinct()
    for sealed in live.iterator():
        check_stored(sealed)
    whole = verify()
    return [
        ("files lost", f"{len(sent.keys() - stored.keys())}", NONE),
        ("files there twice", f"{sum(count - 1 for count in stored.values())}", NONE),
        (
            "files acknowledged by a receiver and not confirmed",
            f"{sum(states.get(each) != 'confirmed' for each in taken)}",
            NONE,
        ),
        ("files that were sent and not taken", f"{len(sent.keys() - taken)}", NONE),
        ("sealed files read through", f"{live.count():,}", "none damaged"),
        ("faults in the audit log", f"{whole.faults}", f"{NONE}; {whole.checked:,} entries"),
    ]


def count_events(nation: Nation, noted: Noted) -> list[tuple[str, str, str]]:
    """Compare the events that were acknowledged with those delivered, and with what waits for who takes none."""
    from handover.portal.zones.models import QueueEntryRow

    published = set(words_of(noted, "published"))
    delivered = Counter(words_of(noted, "delivered"))
    rows = QueueEntryRow.objects.filter(agent=SILENT).values_list("zone", "message__msg_id")
    waiting = {f"{zone} {its}" for zone, its in rows.iterator()}
    return [
        ("events lost to the subscriber that takes them", f"{len(published - delivered.keys())}", NONE),
        ("events delivered again after an acknowledgement", f"{sum(each - 1 for each in delivered.values())}", NONE),
        ("events lost to the subscriber that takes none", f"{len(published - waiting)}", NONE),
        ("events that wait for those that take none", f"{len(waiting):,}", f"in {len(nation.zones):,} zones"),
    ]


def words_of(noted: Noted, kind: str) -> list[str]:
    """Return what follows the word in the lines of a kind."""
    return [line.partition(" ")[2] for line in noted.lines if line.startswith(f"{kind} ")]
