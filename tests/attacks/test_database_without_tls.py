"""Somebody between the site and its database answers in the database's place, or listens."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import trustme
from django.db import connection
from django.db.utils import ConnectionHandler

from handover.common.databases import read_database_address
from handover.portal.database import database
from handover.portal.zones.broker import database_address
from handover.zone.store.databases import open_store
from handover.zone.store.interface import StoreFault
from tests.postgres import NoPostgres, account, private_server
from tests.zone.store.databases import SEAL

Ask = Callable[[str], object]


def ask_as_site(url: str) -> object:
    site = ConnectionHandler({"default": database(url)})["default"]
    with site.get_new_connection(site.get_connection_params()) as server:
        return server.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()[0]


def ask_as_zone_server(url: str) -> object:
    store = open_store(url, SEAL)
    try:
        return store.zones() is not None
    except StoreFault as fault:
        if "does not exist" in str(fault):  # connected, and has no tables
            return True
        raise
    finally:
        store.close()


BOTH = pytest.mark.parametrize("ask", [ask_as_site, ask_as_zone_server])


@pytest.fixture(scope="module")
def in_clear() -> Iterator[str]:
    """A PostgreSQL server that speaks no TLS."""
    try:
        with private_server() as url:
            yield url
    except NoPostgres as fault:
        pytest.skip(str(fault))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def with_tls(authority: trustme.CA) -> Iterator[str]:
    """A PostgreSQL server with a certificate for 127.0.0.1."""
    try:
        with private_server() as url:
            speak_tls(url, authority)
            yield url
    except NoPostgres as fault:
        pytest.skip(str(fault))


def speak_tls(url: str, authority: trustme.CA) -> None:
    """Give a running server a certificate."""
    certificate = authority.issue_cert("127.0.0.1")
    with psycopg.connect(url, autocommit=True) as server:
        folder = Path(server.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
        certificate.private_key_pem.write_to_path(str(folder / "server.key"))
        certificate.cert_chain_pems[0].write_to_path(str(folder / "server.crt"))
        (folder / "server.key").chmod(0o600)
        if owner := account():
            for name in ("server.key", "server.crt"):
                os.chown(folder / name, owner.pw_uid, owner.pw_gid)
        server.execute("ALTER SYSTEM SET ssl = on")
        server.execute("SELECT pg_reload_conf()")
    while True:  # the server takes the certificate in when it next looks at its settings
        with psycopg.connect(url) as server:
            if server.execute("SHOW ssl").fetchone() == ("on",):
                return


@BOTH
@pytest.mark.parametrize("sslmode", ["require", "verify-ca", "verify-full"])
def test_a_site_that_demands_tls_does_not_speak_to_a_server_without(in_clear: str, sslmode: str, ask: Ask) -> None:
    with pytest.raises((psycopg.OperationalError, StoreFault), match="server does not support SSL"):
        ask(f"{in_clear}?sslmode={sslmode}")


@BOTH
def test_a_site_that_demands_nothing_does(in_clear: str, ask: Ask) -> None:
    assert ask(in_clear) in (True, False)
    assert ask(f"{in_clear}?sslmode=disable") in (True, False)


@BOTH
def test_the_server_whose_certificate_the_authority_signed_is_spoken_to(
    with_tls: str, authority: trustme.CA, tmp_path: Path, ask: Ask
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    assert ask(f"{with_tls}?sslmode=verify-full&sslrootcert={tmp_path}/authority.pem") is True


@BOTH
def test_a_server_with_a_certificate_of_another_authority_is_not(with_tls: str, tmp_path: Path, ask: Ask) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    with pytest.raises((psycopg.OperationalError, StoreFault), match="certificate verify failed"):
        ask(f"{with_tls}?sslmode=verify-full&sslrootcert={tmp_path}/authority.pem")


@BOTH
def test_a_certificate_for_another_host_is_not_enough(
    with_tls: str, authority: trustme.CA, tmp_path: Path, ask: Ask
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    other = with_tls.replace("127.0.0.1", "localhost")
    with pytest.raises((psycopg.OperationalError, StoreFault), match="does not match host name"):
        ask(f"{other}?sslmode=verify-full&sslrootcert={tmp_path}/authority.pem")


def test_the_zones_of_a_site_are_reached_as_the_site_is(settings, monkeypatch) -> None:
    url = "postgresql://site:x@db.example.org:5432/handover?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"
    settings.CONFIG = replace(settings.CONFIG, values={**settings.CONFIG.values, "DATABASE_URL": url})
    monkeypatch.setitem(connection.settings_dict, "NAME", "test_handover")
    assert read_database_address(database_address()) == replace(read_database_address(url), name="test_handover")
