"""What people want to know of the site: the parts of the page of its state, as a table. Each says only what was found out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text

LATE_SECONDS: Final = 180
"""E-mails and webhooks that wait no longer than this are on time: the worker sends every few seconds, and tries again."""


class PartCondition(StrEnum):
    """How a part of the site is."""

    WORKS = "works"
    LATE = "late"
    AWAY = "away"
    UNKNOWN = "unknown"


PART_CONDITIONS: Final[Mapping[PartCondition, tuple[Text, str]]] = {
    PartCondition.WORKS: (Text("Works", "Yn gweithio"), "green"),
    PartCondition.LATE: (Text("Late", "Yn hwyr"), "yellow"),
    PartCondition.AWAY: (Text("Does not work", "Ddim yn gweithio"), "red"),
    PartCondition.UNKNOWN: (Text("Not known", "Ddim yn hysbys"), "grey"),
}
"""The word for each, and the colour of its tag."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What was found out: which checks of `readiness` were well, and, where the database answers, how late the work is.

    Seconds are nought for what is on time. `zones` and `hub_zones` say whether there are any, `zones_away` whether a
    further database of zones does not answer; `hub_faults` counts those of the
    hub's in which it cannot work, and `hub_seconds` says for how long no worker has come, in which it runs.
    """

    checks: Mapping[str, bool]
    mail_server: bool = True
    email_seconds: float = 0.0
    webhook_seconds: float = 0.0
    webhooks: bool = False
    zones: bool = False
    zones_away: bool = False
    hub_zones: bool = False
    hub_faults: int = 0
    hub_seconds: float = 0.0

    @property
    def database(self) -> bool:
        """Whether the database answers and is this version's and this site's own."""
        return all(self.checks.get(name, False) for name in ("database", "migrations", "stores"))


@dataclass(frozen=True, slots=True)
class PartFound:
    """How one part is, and by how many seconds it is late."""

    condition: PartCondition
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SitePart:
    """One part: a stable key, its name, what is said of each condition it can have, and how it is judged by the facts.

    `judge` returns None where this site does not have the part.
    """

    key: str
    name: Text
    words: Mapping[PartCondition, Text]
    judge: Callable[[StatusFacts], PartFound | None]


def judge_sending(facts: StatusFacts) -> PartFound:
    """A file can be sent where every check is well: it is stored and written down."""
    return PartFound(PartCondition.WORKS if facts.database and all(facts.checks.values()) else PartCondition.AWAY)


def judge_collecting(facts: StatusFacts) -> PartFound:
    """Whether files can be read is known only where they can be written too: a full disk still gives what it holds."""
    if not facts.database:
        return PartFound(PartCondition.AWAY)
    return PartFound(PartCondition.WORKS if facts.checks.get("files") else PartCondition.UNKNOWN)


def judge_emails(facts: StatusFacts) -> PartFound:
    """E-mails are late where one waits that should have gone, or no worker takes the job up."""
    if not facts.database:
        return PartFound(PartCondition.UNKNOWN)
    if not facts.mail_server:
        return PartFound(PartCondition.AWAY)
    return _by_lateness(facts.email_seconds)


def judge_webhooks(facts: StatusFacts) -> PartFound | None:
    """Webhooks are late where one that is due has not been tried."""
    return _by_lateness(facts.webhook_seconds) if facts.database and facts.webhooks else None


def _by_lateness(seconds: float) -> PartFound:
    return PartFound(PartCondition.LATE, seconds) if seconds > LATE_SECONDS else PartFound(PartCondition.WORKS)


def judge_zones(facts: StatusFacts) -> PartFound | None:
    """The zones answer where their tables do."""
    if not facts.database:
        return PartFound(PartCondition.UNKNOWN)
    if facts.zones_away:
        return PartFound(PartCondition.AWAY)
    return PartFound(PartCondition.WORKS) if facts.zones else None


def judge_following(facts: StatusFacts) -> PartFound | None:
    """Records follow by themselves where the hub works in all of its zones, and a worker runs."""
    if not facts.database or not facts.hub_zones:
        return None
    return PartFound(
        PartCondition.LATE if facts.hub_faults or facts.hub_seconds > LATE_SECONDS else PartCondition.WORKS
    )


SITE_PARTS: Final = (
    SitePart(
        "sending",
        Text("Sending files", "Anfon ffeiliau"),
        {
            PartCondition.WORKS: Text("Files can be sent.", "Mae modd anfon ffeiliau."),
            PartCondition.AWAY: Text(
                "Files cannot be sent at the moment. Keep yours and send it later.",
                "Does dim modd anfon ffeiliau ar hyn o bryd. Cadwch eich ffeil a'i hanfon yn nes ymlaen.",
            ),
        },
        judge_sending,
    ),
    SitePart(
        "collecting",
        Text("Collecting files", "Casglu ffeiliau"),
        {
            PartCondition.WORKS: Text("Files can be collected.", "Mae modd casglu ffeiliau."),
            PartCondition.AWAY: Text(
                "Files cannot be collected at the moment.", "Does dim modd casglu ffeiliau ar hyn o bryd."
            ),
            PartCondition.UNKNOWN: Text(
                "We cannot tell whether files can be collected.", "Ni allwn ddweud a oes modd casglu ffeiliau."
            ),
        },
        judge_collecting,
    ),
    SitePart(
        "emails",
        Text("E-mails", "E-byst"),
        {
            PartCondition.WORKS: Text("No e-mail is late.", "Nid oes unrhyw e-bost yn hwyr."),
            PartCondition.LATE: Text(
                "E-mails are {time} late. Look at your list of files rather than wait for one.",
                "Mae e-byst {time} yn hwyr. Edrychwch ar eich rhestr ffeiliau yn hytrach nag aros am un.",
            ),
            PartCondition.AWAY: Text(
                "This site sends no e-mails yet. Look at your list of files.",
                "Nid yw'r wefan hon yn anfon e-byst eto. Edrychwch ar eich rhestr ffeiliau.",
            ),
            PartCondition.UNKNOWN: Text(
                "We cannot tell whether e-mails are late.", "Ni allwn ddweud a yw e-byst yn hwyr."
            ),
        },
        judge_emails,
    ),
    SitePart(
        "webhooks",
        Text("News to schools' software", "Newyddion i feddalwedd ysgolion"),
        {
            PartCondition.WORKS: Text("No webhook is late.", "Nid oes unrhyw fachyn gwe yn hwyr."),
            PartCondition.LATE: Text("Webhooks are {time} late.", "Mae bachau gwe {time} yn hwyr."),
        },
        judge_webhooks,
    ),
    SitePart(
        "zones",
        Text("The zones of schools' software", "Parthau meddalwedd ysgolion"),
        {
            PartCondition.WORKS: Text("The zones answer.", "Mae'r parthau'n ateb."),
            PartCondition.AWAY: Text(
                "Some zones do not answer: their database is away. Software sends again later.",
                "Nid yw rhai parthau'n ateb: nid yw eu cronfa ddata ar gael. Bydd meddalwedd yn anfon eto'n nes ymlaen.",
            ),
            PartCondition.UNKNOWN: Text(
                "We cannot tell whether the zones answer.", "Ni allwn ddweud a yw'r parthau'n ateb."
            ),
        },
        judge_zones,
    ),
    SitePart(
        "following",
        Text("Records that follow by themselves", "Cofnodion sy'n dilyn ar eu pen eu hunain"),
        {
            PartCondition.WORKS: Text("Records follow by themselves.", "Mae cofnodion yn dilyn ar eu pen eu hunain."),
            PartCondition.LATE: Text(
                "In some schools records wait. They can be sent as files.",
                "Mewn rhai ysgolion mae cofnodion yn aros. Gallwch eu hanfon fel ffeiliau.",
            ),
        },
        judge_following,
    ),
)
"""In the order in which they are shown."""


def judge_parts(facts: StatusFacts) -> list[tuple[SitePart, PartFound]]:
    """Return each part that this site has, and how it is."""
    judged = ((part, part.judge(facts)) for part in SITE_PARTS)
    return [(part, found) for part, found in judged if found is not None]
