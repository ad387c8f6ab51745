"""Reads the address of a database, `DATABASE_URL`, and says how SQLite is made safe for many writers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal
from urllib.parse import SplitResult, quote, unquote, urlsplit

# Write-ahead logging lets readers go on while one writes. FULL survives a power cut. What is deleted is overwritten and
# not only set free, so that nothing of it can be read in the file once the log is written back.
SQLITE_START: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
)
SQLITE_WAIT_SECONDS: Final = 20
NOTICE_LOST_MACHINES: Final = (
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4; "
    "SET tcp_user_timeout = '30s'"
)
"""Has PostgreSQL look, after ten seconds of silence, whether the machine at the other end is still there. One that lost its
power says no good-bye: without this its open transactions kept their locks for two hours, and who wanted the same waited."""

FORMS: Final = "sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME"
ESCAPES: Final = "In user and password @ is written %40, / %2F, : %3A, ? %3F, # %23, % %25."


class BadDatabase(Exception):
    """The address of the database cannot be read; the text says why, without the password."""


def make_choice(*choices: str) -> Callable[[str], bool]:
    """Return how to judge a choice."""
    return lambda value: value in choices


def anything(value: str) -> bool:
    """Judge nothing but that there is something."""
    return bool(value)


def seconds(value: str) -> bool:
    """Judge a number of seconds."""
    return bool(re.fullmatch(r"[1-9][0-9]{0,4}", value))


PARAMETERS: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "sslmode": (
        make_choice("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
        "whether the connection is encrypted and the server proves who it is: `verify-full` demands both",
    ),
    "sslrootcert": (anything, "the file of the authorities that sign the server's certificate, or `system`"),
    "sslcert": (anything, "the file of the site's own certificate"),
    "sslkey": (anything, "the file of that certificate's key"),
    "sslcrl": (anything, "the file of certificates that were revoked"),
    "ssl_min_protocol_version": (make_choice("TLSv1.2", "TLSv1.3"), "the oldest TLS that is spoken"),
    "channel_binding": (
        make_choice("disable", "prefer", "require"),
        "whether the password is bound to the TLS connection",
    ),
    "target_session_attrs": (
        make_choice("any", "read-write", "read-only", "primary", "standby", "prefer-standby"),
        "which of several servers is taken: `read-write` or `primary`",
    ),
    "connect_timeout": (seconds, "seconds to wait for one server"),
    "application_name": (anything, "the name under which the site stands in the server's list of connections"),
    "options": (anything, "command-line options for the server, such as `-c statement_timeout=60s`"),
}
"""What may stand behind the `?` of a PostgreSQL address: how a value is judged, and what it means."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a database is. `name` is that of the database, for SQLite the path of its file; `port` is '' for the usual.

    Several servers stand in `host` and `port` as PostgreSQL's library takes them, separated by commas. `parameters` are
    those of the table above.
    """

    engine: Literal["sqlite", "postgresql"]
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The servers; the empty one is this machine, through a socket."""
        return tuple(self.host.split(","))

    @property
    def leaves_machine(self) -> bool:
        """Whether a connection goes over a network."""
        return self.engine == "postgresql" and not all(is_local(host) for host in self.hosts)


def is_local(host: str) -> bool:
    """Say whether a server is on this machine: a socket's folder, a name of the machine itself, or its address."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_database_address(url: str) -> DatabaseAddress:
    """Return the address that a URL means. Raises BadDatabase."""
    scheme = url.partition("://")[0]
    if scheme == "sqlite":
        return sqlite_address(url)
    if scheme in {"postgresql", "postgres"}:
        return postgres_address(url)
    raise BadDatabase(f"the address of the database is {FORMS}")


def split_url(url: str) -> SplitResult:
    """Return the parts of a URL."""
    if "\0" in unquote(url):
        raise BadDatabase("the address of the database holds a character that nothing can be called by")
    try:
        return urlsplit(url)
    except ValueError:
        raise BadDatabase(f"the address of the database is not {FORMS}") from None


def sqlite_address(url: str) -> DatabaseAddress:
    """Return the address of a SQLite file."""
    parts = split_url(url)
    path = unquote(parts.path)[1:]
    if parts.netloc or not path or path.endswith("/"):
        raise BadDatabase("sqlite:/// has three slashes and then the path of a file, sqlite:////srv/… four")
    if parts.query or parts.fragment or path == ":memory:":
        raise BadDatabase("sqlite:///PATH takes a path and nothing behind it; ? is written %3F and # %23")
    return DatabaseAddress("sqlite", str(Path(path).absolute()))


def postgres_address(url: str) -> DatabaseAddress:
    """Return the address of a PostgreSQL database."""
    if re.search(r"[\s\x00-\x1f]", url) or re.search(r"%(?![0-9a-fA-F]{2})", url):
        raise BadDatabase(f"the address of the database holds a blank or a % that stands for nothing. {ESCAPES}")
    parts = split_url(url)
    # A character of the password that is not written as it should be ends the part that it stands in.
    if parts.netloc.count("@") > 1 or "@" in parts.path + parts.query or parts.fragment:
        raise BadDatabase(f"the address of the database has a character in the wrong place. {ESCAPES}")
    name = unquote(parts.path[1:])
    if not name or "/" in name:
        raise BadDatabase("the address of the database names none: postgresql://USER:PASSWORD@HOST:PORT/NAME")
    login, _, servers = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    host, port = read_servers(servers)
    return DatabaseAddress("postgresql", name, unquote(user), unquote(password), host, port, read_parameters(parts))


def read_servers(servers: str) -> tuple[str, str]:
    """Return the hosts and the ports, each separated by commas."""
    hosts, ports = [], []
    for server in servers.split(","):
        match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]*))(?::([0-9]{1,5}))?", server)
        if not match or (match[3] and not 0 < int(match[3]) < 65536):
            raise BadDatabase(f"the host of the database is HOST, HOST:PORT or [IPv6 ADDRESS]:PORT. {ESCAPES}")
        hosts.append(match[1] or unquote(match[2]))
        ports.append(match[3] or "")
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def read_parameters(parts: SplitResult) -> tuple[tuple[str, str], ...]:
    """Return what stands behind the `?`: nothing is passed over, since who set it relies on it."""
    found: dict[str, str] = {}
    for pair in parts.query.split("&") if parts.query else ():
        name, _, value = (unquote(text) for text in pair.partition("="))
        if name not in PARAMETERS:
            raise BadDatabase(f"{name} is not a parameter of the database's address; there are {', '.join(PARAMETERS)}")
        if name in found:
            raise BadDatabase(f"{name} stands twice in the address of the database")
        fits, meaning = PARAMETERS[name]
        if not fits(value):
            raise BadDatabase(f"{name} in the address of the database has a value that it cannot have: it is {meaning}")
        found[name] = value
    return tuple(found.items())


def write_address(address: DatabaseAddress) -> str:
    """Return the URL of an address, from which `read_address` makes the same."""
    name = quote(address.name, safe="")
    if address.engine == "sqlite":
        return f"sqlite:///{name}"
    ports = address.port.split(",") if address.port else [""] * len(address.hosts)
    servers = ",".join(
        (f"[{host}]" if ":" in host else quote(host, safe="")) + (f":{port}" if port else "")
        for host, port in zip(address.hosts, ports, strict=True)
    )
    login = f"{quote(address.user, safe='')}:{quote(address.password, safe='')}@"
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in address.parameters)
    return f"postgresql://{login}{servers}/{name}{'?' if query else ''}{query}"
