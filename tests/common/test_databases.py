"""The address of a database is read to the letter, or refused with a reason that keeps the password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.databases import (
    PARAMETERS,
    BadDatabase,
    DatabaseAddress,
    is_local,
    read_database_address,
    write_address,
)

PLAIN = DatabaseAddress("postgresql", "handover", "site", "geheim", "db.example.org", "5432")
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("sqlite:////srv/handover/site.sqlite3", DatabaseAddress("sqlite", "/srv/handover/site.sqlite3")),
        ("sqlite:////srv/a%23b%3Fc%20d.db", DatabaseAddress("sqlite", "/srv/a#b?c d.db")),
        ("postgresql://site:geheim@db.example.org:5432/handover", PLAIN),
        ("postgres://site:geheim@db.example.org:5432/handover", PLAIN),
        ("postgresql:///handover", DatabaseAddress("postgresql", "handover")),
        (
            "postgresql://site@%2Fvar%2Frun%2FPostgreSQL/handover",
            DatabaseAddress("postgresql", "handover", "site", "", "/var/run/PostgreSQL"),
        ),
        ("postgresql://[::1]:5433/handover", DatabaseAddress("postgresql", "handover", "", "", "::1", "5433")),
        ("postgresql://site:a:b%40%2F@h/n", DatabaseAddress("postgresql", "n", "site", "a:b@/", "h")),
        (
            "postgresql://site:geheim@one:5432,two/handover?target_session_attrs=read-write&sslmode=verify-full"
            "&sslrootcert=%2Fetc%2Fca.pem&options=-c%20lock_timeout%3D5s",
            DatabaseAddress(
                "postgresql",
                "handover",
                "site",
                "geheim",
                "one,two",
                "5432,",
                (
                    ("target_session_attrs", "read-write"),
                    ("sslmode", "verify-full"),
                    ("sslrootcert", "/etc/ca.pem"),
                    ("options", "-c lock_timeout=5s"),
                ),
            ),
        ),
    ],
)
def test_an_address_is_read_as_it_is_meant_and_written_again(url: str, address: DatabaseAddress) -> None:
    assert read_database_address(url) == address
    assert read_database_address(write_address(address)) == address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "sqlite:///PATH or postgresql://"),
        ("handover.sqlite3", "sqlite:///PATH or postgresql://"),
        ("mysql://site:geheim@db/handover", "sqlite:///PATH or postgresql://"),
        ("sqlite://site.sqlite3", "three slashes"),
        ("sqlite:///", "three slashes"),
        ("sqlite:////srv/folder/", "three slashes"),
        ("sqlite:///:memory:", "takes a path and nothing behind it"),
        ("sqlite:////srv/site.sqlite3?mode=ro", "takes a path and nothing behind it"),
        ("postgresql://site:geheim@db.example.org", "names none"),
        ("postgresql://site:geheim@db.example.org/", "names none"),
        ("postgresql://site:geheim@db.example.org/a/b", "names none"),
        ("postgresql://site:ge@heim@db/handover", "@ is written %40"),
        ("postgresql://site:ge/heim@db/handover", "@ is written %40"),
        ("postgresql://site:ge?heim@db/handover", "@ is written %40"),
        ("postgresql://site:ge#heim@db/handover", "@ is written %40"),
        ("postgresql://site:ge%heim@db/handover", "% that stands for nothing"),
        ("postgresql://site:ge heim@db/handover", "holds a blank"),
        ("postgresql://site:geheim@db/handover\n", "holds a blank"),
        ("postgresql://site:geheim@db:post/handover", "HOST:PORT"),
        ("postgresql://site:geheim@db:0/handover", "HOST:PORT"),
        ("postgresql://site:geheim@db:65536/handover", "HOST:PORT"),
        ("postgresql://site:geheim@::1/handover", "HOST:PORT"),
        ("postgresql://site:geheim@[::1/handover", "is not sqlite:///PATH"),
        ("sqlite:////srv/a%00b", "nothing can be called by"),
        ("postgresql://site:geheim@db/a%00b", "nothing can be called by"),
        ("postgresql://site:geheim@db/handover?sslmod=require", "sslmod is not a parameter"),
        ("postgresql://site:geheim@db/handover?sslmode", "sslmode in the address"),
        ("postgresql://site:geheim@db/handover?sslmode=verify_full", "sslmode in the address"),
        ("postgresql://site:geheim@db/handover?sslrootcert=", "sslrootcert in the address"),
        ("postgresql://site:geheim@db/handover?connect_timeout=soon", "connect_timeout in the address"),
        ("postgresql://site:geheim@db/handover?sslmode=require&sslmode=disable", "sslmode stands twice"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_in_words_without_its_password(url: str, words: str) -> None:
    with pytest.raises(BadDatabase) as refused:
        read_database_address(url)
    assert words in str(refused.value)
    assert "heim" not in str(refused.value)
    assert "\n" not in str(refused.value)


@given(TEXT, TEXT, TEXT)
def test_any_name_user_and_password_can_be_written(name: str, user: str, password: str) -> None:
    address = DatabaseAddress("postgresql", name.replace("/", "-"), user, password, "db.example.org", "5432")
    assert read_database_address(write_address(address)) == address


@given(st.text(max_size=40))
def test_whatever_stands_there_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"postgresql://{text}", f"sqlite://{text}", f"postgresql://h/n?{text}"):
        try:
            read_database_address(url)
        except BadDatabase:
            continue


@pytest.mark.parametrize(
    ("host", "leaves"),
    [
        ("", False),
        ("localhost", False),
        ("127.0.0.1", False),
        ("%2Frun%2Fpostgresql", False),
        ("[::1]", False),
        ("db.example.org", True),
        ("10.0.0.5", True),
        ("localhost,db.example.org", True),
    ],
)
def test_it_is_known_whether_a_connection_leaves_the_machine(host: str, leaves: bool) -> None:
    assert read_database_address(f"postgresql://site:x@{host}/handover").leaves_machine is leaves


def test_the_parameters_are_these() -> None:
    assert list(PARAMETERS) == [
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "sslcrl",
        "ssl_min_protocol_version",
        "channel_binding",
        "target_session_attrs",
        "connect_timeout",
        "application_name",
        "options",
    ]


@pytest.mark.parametrize("port", [1, 65535])
def test_a_port_is_a_number_of_sixteen_bits(port: int) -> None:
    assert read_database_address(f"postgresql://h:{port}/n").port == str(port)
    for bad in (0, 65536):
        with pytest.raises(BadDatabase):
            read_database_address(f"postgresql://h:{bad}/n")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("", True),
        ("/var/run", True),
        ("@socket", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("192.0.2.1", False),
        ("localhost.example", False),
        ("db", False),
    ],
)
def test_a_server_is_on_this_machine_or_not(host: str, here: bool) -> None:
    assert is_local(host) is here
    assert DatabaseAddress("postgresql", "n", host=host).leaves_machine is not here
    assert DatabaseAddress("postgresql", "n", host=f"{host},db").leaves_machine
    assert not DatabaseAddress("sqlite", "n", host=host).leaves_machine


def test_what_a_parameter_holds_is_written_so_that_nothing_of_it_counts() -> None:
    address = DatabaseAddress("postgresql", "n", host="h", parameters=(("application_name", "a/b?c&d=e"),))
    assert write_address(address) == "postgresql://:@h/n?application_name=a%2Fb%3Fc%26d%3De"
