"""Every setting of the site, as a table: read from the environment once, typed, checked at start, listed in the docs.

Nothing is read from a file and nothing has a secret default: a production site says its secrets or does not start.
`HANDOVER_MODE=demo` (which `handover demo` and the tests set) makes throw-away secrets so that a visitor need not.
"""

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from handover.common.databases import BadDatabase, read_address
from handover.common.mail_servers import BadMailServer, read_mail_server
from handover.common.text import Text
from handover.ctf.filename import form_of
from handover.matching import spark
from handover.portal.starting.guessable import DEMO_KEY
from handover.portal.starting.rule import Effect
from handover.portal.starting.rules import slips

MEBIBYTE = 1024 * 1024


class BadSetting(Exception):
    """A setting is missing or cannot be read; the text names it and says what it should be."""


class Unfit(ValueError):
    """A setting cannot be read; the text is a sentence that says why, and what it should be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, how it is read, its default as text, and what it means.

    A default of None means that a production site must give it. `demo` is the default where the mode is demo.
    """

    name: str
    read: Callable[[str], object]
    default: str | None
    meaning: str
    demo: str | None = None


def flag(text: str) -> bool:
    """Read yes or no."""
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("yes or no")


def names(text: str) -> tuple[str, ...]:
    """Read a list separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def positive(text: str) -> int:
    """Read a whole number above nought."""
    number = whole(text)
    if number is None or number < 1:
        raise ValueError("a whole number above nought")
    return number


def whole(text: str) -> int | None:
    """Read a whole number, None for a text that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def weekday(text: str) -> int:
    """Read a day of the working week, 1 for Monday to 5 for Friday."""
    number = whole(text)
    if number is None or not 1 <= number <= 5:
        raise ValueError("a number from 1 (Monday) to 5 (Friday)")
    return number


def key(text: str) -> bytes:
    """Read a 256-bit key in base 64."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise ValueError("32 bytes in base 64, with nothing before or behind them")
    return value


def database_url(text: str) -> str:
    """Read the address of a database."""
    try:
        read_address(text)
    except BadDatabase as fault:
        raise Unfit(str(fault)) from None
    return text


def mail_url(text: str) -> str:
    """Read the address of a mail server; empty for none."""
    try:
        if text:
            read_mail_server(text)
    except BadMailServer as fault:
        raise Unfit(str(fault)) from None
    return text


def path(text: str) -> Path:
    """Read a path of this machine."""
    return Path(text).absolute()


def file(text: str) -> Path | None:
    """Read the path of a file; empty for none."""
    return path(text) if text else None


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read a list of networks, such as 10.20.0.0/16."""
    try:
        return tuple(ip_network(part) for part in names(text))
    except ValueError as fault:
        raise ValueError(f"networks such as 10.20.0.0/16, separated by commas ({fault})") from None


def one_of(*choices: str) -> Callable[[str], str]:
    """Return how to read a choice."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(" or ".join(choices))
        return text

    return read


def matching_backend(text: str) -> str:
    """Read where a matching is done: `duckdb`, or `spark` if what that needs is installed."""
    backend = one_of("duckdb", "spark")(text)
    if backend == "spark" and not spark.installed():
        raise ValueError(f"duckdb; for spark, {spark.HOW}")
    return backend


def file_names(text: str) -> tuple[str, ...]:
    """Read a list of file names with {source}, {destination} and {number} in them."""
    written = names(text)
    for name in written:
        form_of("", name, Text("", ""))
    return written


mode = one_of("production", "demo")


SETTINGS: tuple[Setting, ...] = (
    Setting("HANDOVER_MODE", mode, "production", "`production`, or `demo` for a site of invented children."),
    Setting(
        "DATABASE_URL",
        database_url,
        None,
        "`sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`, behind it `?sslmode=verify-full` and "
        "[more](../operator/postgresql.md).",
        demo="sqlite:///var/handover.sqlite3",
    ),
    Setting(
        "HANDOVER_SECRET_KEY",
        str,
        None,
        "Signs sessions and invitation links; at least 50 random characters.",
        demo="demo-" + "not-a-secret-" * 5,
    ),
    Setting(
        "HANDOVER_MASTER_KEY",
        key,
        None,
        "Wraps the key of every stored file; 32 random bytes in base 64. Lose it and no file can be opened.",
        demo=base64.b64encode(DEMO_KEY).decode(),
    ),
    Setting(
        "HANDOVER_HOSTS",
        names,
        None,
        "The host names under which the site is reached, separated by commas.",
        demo="127.0.0.1,localhost,[::1],testserver",
    ),
    Setting(
        "HANDOVER_URL",
        str,
        None,
        "The address of the site as people type it, for links in e-mails.",
        demo="http://127.0.0.1:8000",
    ),
    Setting("HANDOVER_HTTPS", flag, "yes", "Cookies and links for HTTPS only, and HSTS.", demo="no"),
    Setting(
        "HANDOVER_HSTS_SUBDOMAINS",
        flag,
        "no",
        "HSTS for every name below the site's own, too: only where all of them speak HTTPS.",
    ),
    Setting(
        "HANDOVER_PROXY",
        flag,
        "no",
        "Believe `X-Forwarded-Proto` and `X-Forwarded-For` of a proxy in front. `no`: they are taken away unread.",
    ),
    Setting(
        "HANDOVER_PROXY_NETWORKS",
        networks,
        "127.0.0.0/8,::1/128",
        "The addresses of the proxies in front, separated by commas. What others say about who asks is taken away unread.",
    ),
    Setting("HANDOVER_FILES", path, "var/files", "The folder that holds the sealed files."),
    Setting(
        "HANDOVER_ASIDE_DAYS",
        positive,
        "30",
        "Days for which a file lies aside that no row of the database names, before it is removed.",
    ),
    Setting(
        "HANDOVER_DISK_FREE_MB",
        positive,
        "100",
        "With less room than this beside a SQLite database, in MiB, the site says at `/readyz` that its disk is full.",
    ),
    Setting(
        "HANDOVER_AUDIT_ANCHORS",
        file,
        "",
        "The file of this machine in which the end of the audit log is noted outside the database. "
        "Empty: beside the folder of sealed files, with `.anchors` behind its name.",
    ),
    Setting(
        "HANDOVER_SMTP_URL",
        mail_url,
        "",
        "`smtp://USER:PASSWORD@HOST:PORT`, `smtps://` (TLS from the start) or `smtp+starttls://`. "
        "Empty: e-mails wait in the outbox.",
    ),
    Setting("HANDOVER_MAIL_FROM", str, "Handover <no-reply@localhost>", "The sender of the site's e-mails."),
    Setting(
        "HANDOVER_CTF_MAX_MB",
        positive,
        "25",
        "The largest Common Transfer File, or other file that is not a generic zip, that is taken, in MiB.",
    ),
    Setting("HANDOVER_GENERIC_SCHOOL_MB", positive, "4", "The largest generic zip taken from a school, in MiB."),
    Setting("HANDOVER_GENERIC_LA_MB", positive, "10", "The largest generic zip taken from a local authority, in MiB."),
    Setting("HANDOVER_GENERIC_TELL", flag, "no", "Whether the receiver gets an e-mail when a generic zip arrives."),
    Setting(
        "HANDOVER_NAMES_CENSUS",
        file_names,
        "{source}_PLASC_{destination}_{number}.xml,{source}_SC1_{destination}_{number}.xml,"
        "{source}_SC2_{destination}_{number}.xml,{source}_SC3_{destination}_{number}.xml",
        "The names of census files, separated by commas: each with `{source}`, `{destination}` and a `{number}` of three "
        "digits. No public source confirms them; set what your schools' software writes.",
    ),
    Setting(
        "HANDOVER_NAMES_CFR",
        file_names,
        "{source}_CFR_{destination}_{number}.xml",
        "The names of financial returns, in the same way.",
    ),
    Setting(
        "HANDOVER_NAMES_EXCLUSION",
        file_names,
        "{source}_EXC_{destination}_{number}.xml",
        "The names of exclusion files, in the same way.",
    ),
    Setting("HANDOVER_UPLOAD_FILES", positive, "100", "The most files taken in one go."),
    Setting(
        "HANDOVER_UPLOAD_MAX_MB",
        positive,
        "250",
        "The largest request taken, all its files together, in MiB.",
    ),
    Setting(
        "HANDOVER_UPLOAD_SECONDS",
        positive,
        "300",
        "How long one request's bytes may take to arrive, in seconds.",
    ),
    Setting(
        "HANDOVER_CONNECTIONS",
        positive,
        "1000",
        "The most connections that a process of the web server has open; where they are used up, the slowest sender goes.",
    ),
    Setting(
        "HANDOVER_BODIES_MEMORY_MB",
        positive,
        "64",
        "What all requests on their way in may hold in the memory of a process of the web server, in MiB.",
    ),
    Setting("HANDOVER_IDLE_MINUTES", positive, "30", "Minutes without a click after which a person is signed out."),
    Setting("HANDOVER_SESSION_HOURS", positive, "10", "Hours after which a person signs in again, busy or not."),
    Setting(
        "HANDOVER_LOCKOUT_TRIES",
        positive,
        "5",
        "Wrong passwords for one name from one address after which the next must wait. The name is not closed to its person: "
        "another address, a browser used before, and the link of an e-mail let in.",
    ),
    Setting(
        "HANDOVER_LOCKOUT_MINUTES",
        positive,
        "15",
        "Minutes after which all these tries are there again, one after the other.",
    ),
    Setting(
        "HANDOVER_ADDRESS_TRIES",
        positive,
        "50",
        "Wrong passwords from one address, whatever the names, after which the next must wait; thirty more an hour. The "
        "people of a school often share one address.",
    ),
    Setting(
        "HANDOVER_SECOND_STEP",
        one_of("roles", "everybody"),
        "roles",
        "Who must have a second step at sign-in: the `roles` that the table of roles says and whom an authority asks, or "
        "`everybody`.",
    ),
    Setting("HANDOVER_INVITATION_HOURS", positive, "72", "Hours for which an invitation link works, once."),
    Setting(
        "HANDOVER_PRIVATE_MAIL",
        names,
        "",
        "More private mail services to which nobody is invited, separated by commas, beside the list of the product.",
    ),
    Setting(
        "HANDOVER_NATIONAL_NAME",
        str,
        "",
        "Whom to ask nationally, as the page of contacts names them; empty for the national administrators' names.",
    ),
    Setting("HANDOVER_NATIONAL_EMAIL", str, "", "The national contact's e-mail address."),
    Setting("HANDOVER_NATIONAL_TELEPHONE", str, "", "The national contact's telephone number."),
    Setting(
        "HANDOVER_ASK_HOURS",
        positive,
        "24",
        "Hours for which a file waits for its sender's yes before it is dropped.",
    ),
    Setting(
        "HANDOVER_COLLECT_DAYS",
        positive,
        "60",
        "Days after which a file that nobody collected expires; both sides are told.",
    ),
    Setting(
        "HANDOVER_COLLECTED_DAYS",
        positive,
        "90",
        "Days for which a file can be collected again once it was confirmed; then it is destroyed.",
    ),
    Setting(
        "HANDOVER_PHASE_DAYS",
        positive,
        "120",
        "Days after which a phase transfer board is taken down that nobody has worked with; the files stay.",
    ),
    Setting(
        "HANDOVER_GENERIC_COLLECT_DAYS",
        positive,
        "30",
        "Days after which a generic file that nobody collected expires; both sides are told.",
    ),
    Setting(
        "HANDOVER_GENERIC_COLLECTED_DAYS",
        positive,
        "14",
        "Days for which a generic file can be collected again once it was confirmed.",
    ),
    Setting(
        "HANDOVER_ENDED_DAYS",
        positive,
        "30",
        "Days after which a file that was rejected, called back, sent on or never collected is destroyed.",
    ),
    Setting(
        "HANDOVER_WARN_DAYS",
        positive,
        "7",
        "Days before the end of what nobody has read or collected on which the people concerned are told.",
    ),
    Setting(
        "HANDOVER_TOMBSTONE_DAYS",
        positive,
        "2192",
        "Days for which it is known that a file or message existed, after it is gone: from whom, to whom, when. Six years.",
    ),
    Setting(
        "HANDOVER_LOST_WARN_DAYS",
        positive,
        "30",
        "Days before a lost pupil is over the school leaving age on which the authority is told.",
    ),
    Setting(
        "HANDOVER_SEARCHES_AN_HOUR",
        positive,
        "100",
        "How much one person may search for children in an hour. A search counts from 1 (the child is known) to 8 (the "
        "beginning of a surname alone); beyond, the person is told how long to wait, and the administrators are told.",
    ),
    Setting("HANDOVER_SEARCHES_A_DAY", positive, "400", "The same for one person in 24 hours."),
    Setting(
        "HANDOVER_WORKPLACE_SEARCHES_AN_HOUR",
        positive,
        "300",
        "The same for all people of one school or authority together in an hour.",
    ),
    Setting(
        "HANDOVER_WORKPLACE_SEARCHES_A_DAY",
        positive,
        "1200",
        "The same for all people of one school or authority together in 24 hours.",
    ),
    Setting(
        "HANDOVER_SEARCH_COUNT_DAYS",
        positive,
        "2",
        "Days for which it is kept who searched when and how vaguely. Less than two would forget the brake of a day.",
    ),
    Setting(
        "HANDOVER_MATCHING_DAYS", positive, "366", "Days for which the findings of a matching with the census are kept."
    ),
    Setting("HANDOVER_EXPECTED_DAYS", positive, "183", "Days for which a pupil stays on a list of expected pupils."),
    Setting("HANDOVER_DRAFT_DAYS", positive, "14", "Days for which a message that was begun and not sent is kept."),
    Setting(
        "HANDOVER_OUTBOX_DAYS",
        positive,
        "90",
        "Days for which e-mails, and notes of what background jobs did, are kept.",
    ),
    Setting(
        "HANDOVER_TRACE_DAYS",
        positive,
        "30",
        "Days for which wrong tries to sign in and used or ended links are remembered.",
    ),
    Setting(
        "HANDOVER_REMINDER_DAY",
        weekday,
        "1",
        "The day of the weekly reminder where an authority has chosen none: 1 is Monday, 5 is Friday.",
    ),
    Setting(
        "HANDOVER_METRICS_NETWORKS",
        networks,
        "127.0.0.0/8,::1/128",
        "The networks from which `/metrics` may be read, separated by commas. To all others it does not exist.",
    ),
    Setting("HANDOVER_MESSAGE_RECIPIENTS", positive, "10", "The most recipients of one secure message."),
    Setting("HANDOVER_MESSAGE_CHARACTERS", positive, "20000", "The longest text of a secure message, in characters."),
    Setting(
        "HANDOVER_MESSAGE_UNREAD_DAYS",
        positive,
        "31",
        "Days for which a secure message that nobody reads is kept. Its recipient is told before it goes.",
    ),
    Setting("HANDOVER_MESSAGE_READ_DAYS", positive, "14", "Days for which a secure message is kept once it was read."),
    Setting("HANDOVER_REPORT_SCHOOLS", positive, "20", "The most schools that can be chosen for one report."),
    Setting(
        "HANDOVER_REPORT_AUTHORITIES",
        positive,
        "10",
        "The most authorities of a cluster report on screen, one's own among them. As a file it can hold all of them.",
    ),
    Setting("HANDOVER_MATCHING_THREADS", positive, "2", "Processor threads that a matching with the census may use."),
    Setting(
        "HANDOVER_MATCHING_MB",
        positive,
        "2048",
        "Memory that a matching with the census may use before it turns to the disk, in MiB.",
    ),
    Setting(
        "HANDOVER_MATCHING_BACKEND",
        matching_backend,
        "duckdb",
        "Where a matching with the census is done: `duckdb` in the worker, or `spark` on a Spark cluster.",
    ),
    Setting(
        "HANDOVER_SPARK_ADDRESS",
        str,
        "local[*]",
        "The Spark cluster for matchings, such as `spark://host.example:7077`.",
    ),
    Setting(
        "HANDOVER_SPARK_FOLDER",
        file,
        "",
        "Folder for what a matching hands to the Spark cluster. The cluster must read it under the same name. It is emptied.",
    ),
    Setting("HANDOVER_WORKERS", positive, "2", "Web server processes."),
    Setting("HANDOVER_THREADS", positive, "8", "Requests that one web server process answers at the same time."),
    Setting(
        "HANDOVER_ZONE_CONNECTIONS",
        positive,
        "256",
        "Connections of agents that one process of `handover zone serve` keeps open. When they are all in use, the one that "
        "has been idle longest makes room.",
    ),
    Setting(
        "HANDOVER_ZONE_IDLE_SECONDS",
        positive,
        "75",
        "Seconds for which a connection is kept open for an agent's next message: longer than agents need between two "
        "messages of one job, shorter than firewalls remember.",
    ),
    Setting(
        "HANDOVER_ZONE_HEAD_SECONDS",
        positive,
        "10",
        "Seconds within which the head of a message's request must be there, from its first byte on.",
    ),
    Setting(
        "HANDOVER_ZONE_BODY_SECONDS",
        positive,
        "120",
        "Seconds within which a message must be there: a long one over a school's slow line needs about so many.",
    ),
    Setting(
        "HANDOVER_ZONE_MEMORY_MB",
        positive,
        "256",
        "How much the long messages that are arriving at one process may take up together, in MiB. Who sends another is "
        "asked to try again (HTTP status 503).",
    ),
    Setting(
        "HANDOVER_ZONE_CERTIFICATE",
        file,
        "",
        "The certificate of `handover zone serve`, a file in PEM; with it zones speak HTTPS. It is shown to agents that "
        "messages are pushed to, too, if they ask. Empty: HTTP.",
    ),
    Setting(
        "HANDOVER_ZONE_KEY",
        file,
        "",
        "The certificate's private key, a file in PEM. Empty: it is in the certificate's file.",
    ),
    Setting(
        "HANDOVER_ZONE_CLIENTS",
        one_of("none", "optional", "required"),
        "none",
        "Whether agents are asked for a certificate of their own: `none`, `optional`, or `required` for every connection. "
        "Which one an agent must show is set with the agent.",
    ),
    Setting(
        "HANDOVER_ZONE_CLIENT_AUTHORITY",
        file,
        "",
        "The certificates of the authorities that sign agents' certificates, a file in PEM.",
    ),
    Setting(
        "HANDOVER_ZONE_PROXY_FIELD",
        str,
        "",
        "For `handover serve` behind a proxy (`HANDOVER_PROXY`): the header field in which the proxy passes on the common "
        "name of an agent's certificate that it has verified. The proxy must take away any such field that an agent sends.",
    ),
    Setting(
        "HANDOVER_ZONE_TLS_FLOOR",
        one_of("1.0", "1.1", "1.2", "1.3"),
        "1.2",
        "The oldest TLS that zones and agents may speak to each other. Below 1.2 only while agents are in use that have "
        "nothing better: it lowers the security of every connection.",
    ),
    Setting(
        "HANDOVER_ZONE_PUSH_PLACES",
        positive,
        "32",
        "Agents that one process pushes messages to at the same time, those apart that are slow or cannot be reached.",
    ),
    Setting(
        "HANDOVER_ZONE_PUSH_NETWORKS",
        networks,
        "",
        "The networks that messages may be pushed into, separated by commas, such as `10.20.0.0/16`; `0.0.0.0/0` and `::/0` "
        "stand for all public ones. Empty: public addresses only. This machine and private networks must be named; where "
        "cloud machines look up their own secrets messages are never pushed.",
    ),
    Setting(
        "HANDOVER_ZONE_URL",
        str,
        "",
        "Where agents reach the zones, without `/zone/…`, for the addresses that are made for them. Empty: `HANDOVER_URL`.",
    ),
    Setting(
        "HANDOVER_ZONE_OPEN_TO_EVERYONE",
        flag,
        "no",
        "Zones whose policy is open take messages from everybody who reaches the server, without proof of who it is. `no`: "
        "only where the server listens on loopback and nothing is passed on to it.",
    ),
    Setting(
        "HANDOVER_ZONE_PUSH_AUTHORITY",
        file,
        "",
        "The certificates of the authorities that sign those of agents that messages are pushed to, a file in PEM. Empty: "
        "the authorities that this machine trusts.",
    ),
    Setting(
        "HANDOVER_ZONE_PUSH_CHECK_NAMES",
        flag,
        "yes",
        "An agent that messages are pushed to must have a certificate for the host name in its address. Old agents' "
        "certificates often name the agent instead: `no` accepts any name that the authority signed.",
    ),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as read, by name."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """Return a text setting."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """Return a number setting."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def key(self, name: str) -> bytes:
        """Return a key setting."""
        value = self.values[name]
        assert isinstance(value, bytes)
        return value

    def path(self, name: str) -> Path:
        """Return a path setting."""
        value = self.values[name]
        assert isinstance(value, Path)
        return value

    def file(self, name: str) -> Path | None:
        """Return a setting that names a file, or none."""
        value = self.values[name]
        assert value is None or isinstance(value, Path)
        return value

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Return a setting that lists networks."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return value

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list setting."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return value

    def flag(self, name: str) -> bool:
        """Return a yes-or-no setting."""
        return bool(self.values[name])

    @property
    def demo(self) -> bool:
        """Say whether this site holds invented children only."""
        return self.values["HANDOVER_MODE"] == "demo"


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Read every setting and look for slips; raise BadSetting with all that is wrong, so that it is mended in one go."""
    demo = environment.get("HANDOVER_MODE") == "demo"
    values: dict[str, object] = {}
    faults: list[str] = []
    for setting in SETTINGS:
        default = setting.demo if demo and setting.demo is not None else setting.default
        text = environment.get(setting.name, default)
        if text is None:
            faults.append(f"{setting.name} is not set: {setting.meaning}")
            continue
        try:
            values[setting.name] = setting.read(text)
        except Unfit as fault:
            faults.append(f"{setting.name} cannot be read: {fault}.")
        except ValueError as fault:
            faults.append(f"{setting.name} cannot be read: expected {fault}. {setting.meaning}")
    known = {setting.name for setting in SETTINGS}
    faults += [
        f"{name} is not a setting of Handover."
        for name in environment
        if name.startswith("HANDOVER_") and name not in known
    ]
    config = Config(values)
    faults += [sentence for _, sentence in slips(config, Effect.REFUSED)]
    if faults:
        warnings = [f"Warning: {sentence}" for _, sentence in slips(config, Effect.WARNED)]
        raise BadSetting("\n".join([*faults, *warnings]))
    return config
