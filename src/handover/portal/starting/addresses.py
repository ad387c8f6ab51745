"""Addresses that lead astray: of the site, of its hosts, of the mail server, the database and the proxies."""

import os
from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from handover.common.databases import is_local, read_database_address
from handover.common.mail_servers import read_mail_server

if TYPE_CHECKING:
    from handover.portal.config import Config


def bad_hosts(config: "Config") -> Iterator[str]:
    """Find host names that let any name in, or that are none."""
    hosts = config.hosts
    if not hosts:
        yield "HANDOVER_HOSTS names no host: give the name under which people reach the site."
    for name in hosts:
        if "*" in name:
            yield f"HANDOVER_HOSTS holds {name}, which lets any name in: write each name of the site."
        elif "/" in name or (":" in name and not name.startswith("[")):
            yield f"HANDOVER_HOSTS holds {name}: a host name stands alone, without https:// and without a port."


def wide_hosts(config: "Config") -> Iterator[str]:
    """Find host names that stand for all below a domain."""
    for name in config.hosts:
        if name.startswith("."):
            yield f"HANDOVER_HOSTS holds {name}: the site answers under every name below it. Write each name of the site."


def bad_url(config: "Config") -> Iterator[str]:
    """Find an address of the site that does not go through HTTPS."""
    parts = split_address(config.url)
    if parts is None or parts.scheme != "https" or not parts.hostname:
        yield "HANDOVER_URL does not begin with https://, so that links in e-mails would go in clear: write https://HOST."
    elif parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        yield "HANDOVER_URL holds more than https://HOST:PORT: the site is served at the top of its host."


def strange_url(config: "Config") -> Iterator[str]:
    """Find an address of the site under which it does not answer."""
    parts = split_address(config.url)
    if parts is None or not parts.hostname:
        return
    name = parts.hostname
    if not any(answers_under(host, name) for host in config.hosts):
        yield f"HANDOVER_URL leads to {name}, under which the site does not answer: HANDOVER_HOSTS does not hold it."


def answers_under(host: str, name: str) -> bool:
    """Say whether one of the site's host names is this name, or stands for it."""
    host = host.lower().strip("[]")
    return host in ("*", name) or (host.startswith(".") and f".{name}".endswith(host))


def split_address(text: str) -> SplitResult | None:
    """Return the parts of an address, None if it is none."""
    try:
        parts = urlsplit(text)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def without_https(config: "Config") -> Iterator[str]:
    """Find a site whose cookies go in clear."""
    if not config.https:
        yield "HANDOVER_HTTPS is no: whoever listens on the way can take over a session. Set it to yes, with HTTPS in front."


def everybody_a_proxy(config: "Config") -> Iterator[str]:
    """Find a site that believes anybody who claims to be a proxy."""
    for network in config.proxy_networks:
        if config.proxy and network.prefixlen == 0:
            yield f"HANDOVER_PROXY_NETWORKS holds {network}, which is everybody: name the address of your proxy."


def field_without_proxy(config: "Config") -> Iterator[str]:
    """Find a header field that is never read."""
    if config.zone_proxy_field and not config.proxy:
        yield "HANDOVER_ZONE_PROXY_FIELD is never read, because HANDOVER_PROXY is no: agents' certificates are not seen."
    if config.api_certificate_field and not config.proxy:
        yield "HANDOVER_API_CERTIFICATE_FIELD is never read, because HANDOVER_PROXY is no: keys bound to one are refused."
    if bool(config.api_issuer_field) != bool(config.api_subject_field):
        yield "HANDOVER_API_ISSUER_FIELD and HANDOVER_API_SUBJECT_FIELD are read together: set both, or neither."
    elif config.api_issuer_field and not config.proxy:
        yield "HANDOVER_API_ISSUER_FIELD is never read, because HANDOVER_PROXY is no: keys bound to a holder are refused."


def metrics_for_all(config: "Config") -> Iterator[str]:
    """Find metrics that everybody may read."""
    for network in config.metrics_networks:
        if network.prefixlen == 0:
            yield f"HANDOVER_METRICS_NETWORKS holds {network}, which is everybody: name the network of your Prometheus."


def unverified_database(config: "Config") -> Iterator[str]:
    """Find a database on another machine that need not prove who it is."""
    further = {f"HANDOVER_ZONE_DATABASES ({name})": url for name, url in config.zone_databases.items()}
    own = {"DATABASE_URL": config.database_url, "DATABASE_REPLICA_URL": config.database_replica_url}
    for name, url in (own | further).items():
        if not url:
            continue
        address = read_database_address(url)
        mode = dict(address.parameters).get("sslmode", os.environ.get("PGSSLMODE", "prefer"))
        if address.leaves_machine and mode != "verify-full":
            yield (
                f"{name} leads to another machine without sslmode=verify-full: whoever stands between can read and change "
                "everything. Add ?sslmode=verify-full&sslrootcert=FILE."
            )


def mail_in_clear(config: "Config") -> Iterator[str]:
    """Find a password for the mail server that goes over a network in clear."""
    if text := config.smtp_url:
        server = read_mail_server(text)
        if server.scheme == "smtp" and server.password and not is_local(server.host):
            yield "HANDOVER_SMTP_URL sends its password in clear: write smtp+starttls:// or smtps://."


def mail_waits(config: "Config") -> Iterator[str]:
    """Find a site whose e-mails go nowhere, or come from nowhere."""
    if not config.smtp_url:
        yield "HANDOVER_SMTP_URL is empty: e-mails wait in the outbox, invitations too."
    elif parseaddr(config.mail_from)[1].rpartition("@")[2] in {"", "localhost"}:
        yield "HANDOVER_MAIL_FROM has no address of your organisation: mail servers will turn the site's e-mails away."
