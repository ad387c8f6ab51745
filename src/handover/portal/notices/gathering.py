"""Making one e-mail of many: what waits for one address, in the languages in which it is read.

The one is stored, and those that it tells of let go, in one transaction: a worker that is killed leaves all of it or
nothing, and of two that gather at the same time one finds that the other was quicker and stores nothing.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Lower

from handover.common.text import Language, Text
from handover.portal import transaction
from handover.portal.notices.emails import DIGEST
from handover.portal.notices.kinds import KINDS
from handover.portal.notices.letter import RULE, one_line
from handover.portal.notices.models import Notice
from handover.portal.notices.readers import find_readers

EVERY_SORT: Final = "every"
"""The sort of an e-mail whose reader wants all kinds in one."""
MOST_LINES: Final = 30
"""How many one e-mail names of a kind; the others it counts."""
MOST_AT_ONCE: Final = 1000
LINE: Final = Text("- {line}", "- {line}")
AND_MORE: Final = Text("- and {count} more", "- a {count} arall")


class OthersWereQuicker(Exception):
    """Another worker has gathered some of the same e-mails; nothing is stored."""


def gather_due(now: datetime) -> int:
    """Let go what has waited long enough; return how many e-mails it has become. Safe to run twice and in several processes.

    What waited for an hour or a day for somebody who has left meanwhile, or was closed, is dropped: it was for their work.
    """
    done = 0
    for mailbox, languages, sort in find_due_groups(now):
        try:
            with transaction.atomic():
                rows = Notice.objects.filter(recipient__iexact=mailbox, languages=languages, sort=sort)
                if sort == EVERY_SORT and not find_readers([mailbox]):
                    rows.filter(held_until__isnull=False).delete()
                else:
                    done += gather_group(rows, now)
        except OthersWereQuicker:
            continue
    return done


def find_due_groups(now: datetime) -> list[tuple[str, str, str]]:
    """Return the groups of which nothing new comes, or whose first has waited as long as any may. An address is one mailbox,
    however it is written.
    """
    held = Notice.objects.filter(held_until__isnull=False).annotate(mailbox=Lower("recipient"))
    groups = held.order_by().values_list("mailbox", "languages", "sort")
    timed = groups.annotate(quiet=Max("quiet_until"), latest=Min("held_until"))
    due = timed.filter(Q(quiet__lte=now) | Q(latest__lte=now)).order_by("latest")
    return [(mailbox, languages, sort) for mailbox, languages, sort, _, _ in due]


def gather_group(rows: QuerySet[Notice], now: datetime) -> int:
    """Make one e-mail of a group; one alone goes out as it is. Raise OthersWereQuicker if some of it is gone by then."""
    waiting = list(rows.filter(held_until__isnull=False).order_by("created_at", "pk")[:MOST_AT_ONCE])
    if not waiting:
        return 0
    gone = {"quiet_until": None, "held_until": None}
    mine = Notice.objects.filter(pk__in=[notice.pk for notice in waiting], held_until__isnull=False)
    if len(waiting) == 1:
        moved = mine.update(next_attempt_at=now, **gone)
    else:
        moved = mine.update(gathered=store_gathered(waiting, now), **gone)
    if moved != len(waiting):
        raise OthersWereQuicker
    return 1


def store_gathered(waiting: Sequence[Notice], now: datetime) -> Notice:
    """Store the e-mail that tells of all of these."""
    first = waiting[0]
    kinds = list(Counter(notice.kind for notice in waiting))
    languages: list[Language] = ["cy" if each == "cy" else "en" for each in first.languages.split()]
    return Notice.objects.create(
        kind=kinds[0] if len(kinds) == 1 else DIGEST,
        recipient=first.recipient,
        languages=first.languages,
        subject=one_line(" / ".join(say_subject(waiting, language) for language in languages))[:250],
        body=RULE.join("\n\n\n".join(say_sections(waiting, language)) for language in languages),
        created_at=now,
        next_attempt_at=now,
    )


def say_subject(waiting: Sequence[Notice], language: Language) -> str:
    """Return what the whole is about: what happened most often first, each kind with its number."""
    counts = Counter(notice.kind for notice in waiting)
    if waiting[0].sort == EVERY_SORT and (len(counts) > 1 or not KINDS[waiting[0].kind].gather):
        return KINDS[DIGEST].subject.say(language, count=len(waiting))
    told = []
    for kind, count in counts.most_common():
        gather = KINDS[kind].gather
        assert gather  # a kind that is not gathered waits only for the e-mail of every sort
        told.append(gather.subject.say(language, count=count))
    return "; ".join(told)


def say_sections(waiting: Sequence[Notice], language: Language) -> Iterator[str]:
    """Yield a section for each kind, in the order in which they first came; what cannot be told in a line, each by itself."""
    for kind in dict.fromkeys(notice.kind for notice in waiting):
        of_kind = [notice for notice in waiting if notice.kind == kind]
        if len(of_kind) == 1 or KINDS[kind].gather is None:
            yield from (say_alone(notice, language) for notice in of_kind)
        else:
            yield "\n".join(say_list(kind, of_kind, language))


def say_alone(notice: Notice, language: Language) -> str:
    """Return an e-mail as a section of another: its subject and its words in one language."""
    told: dict[str, str] = json.loads(notice.told)[language]
    return f"{told['subject']}\n\n{told['body']}"


def say_list(kind: str, notices: Sequence[Notice], language: Language) -> Iterable[str]:
    """Yield the lines of a section about several e-mails of one kind."""
    gather = KINDS[kind].gather
    assert gather
    yield gather.intro.say(language, count=len(notices), url=f"{settings.CONFIG.url.rstrip('/')}{gather.path}")
    yield ""
    yield from (
        LINE.say(language, line=one_line(json.loads(notice.told)[language]["line"])) for notice in notices[:MOST_LINES]
    )
    if len(notices) > MOST_LINES:
        yield AND_MORE.say(language, count=len(notices) - MOST_LINES)
