"""The names in a client certificate come out alike however they are written, and different where they differ."""

import pytest

from handover.portal.apikeys.client_certificate import read_name_field
from handover.portal.apikeys.distinguished_name import read_distinguished_name

FIRM = "C=GB,O=Firm\\, Ltd,CN=Program"


@pytest.mark.parametrize(
    "text",
    [
        "CN=Program,O=Firm\\, Ltd,C=GB",
        "C = GB, O = Firm\\, Ltd, CN = Program",
        'C = GB, O = "Firm, Ltd", CN = Program',
        "cn=Program , o=Firm\\2C Ltd , c=GB ",
        "CN=\\50rogram,O=Firm\\, Ltd,C=GB",
    ],
    ids=["nginx", "openssl", "quotation marks", "blanks and small letters", "hexadecimal"],
)
def test_one_name_comes_out_alike_in_every_form(text: str) -> None:
    assert read_distinguished_name(text) == FIRM


def test_letters_beyond_ascii_are_the_same_escaped_and_as_a_header_brings_them() -> None:
    welsh = "CN=Tŷ Gwyn,C=GB"
    assert read_distinguished_name("CN=T\\C5\\B7 Gwyn,C=GB") == read_distinguished_name(welsh)
    assert read_name_field(welsh.encode().decode("latin-1")) == read_distinguished_name(welsh)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CN=a\\,O=b", "CN=a,O=b"),
        ("CN=a+O=b", "CN=a,O=b"),
        ("CN=a\\+O=b", "CN=a+O=b"),
        ("CN=a,O=b,OU=c", "CN=a,OU=c,O=b"),
        ("CN=Program", "CN=program"),
        ("CN=a\\ ", "CN=a"),
        ("CN=\\#0C0161", "CN=#0C0161"),
        ("CN=a,CN=b", "CN=a"),
    ],
    ids=["comma", "plus", "escaped plus", "order", "letters", "blank at the end", "encoded", "part more"],
)
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert "" != read_distinguished_name(one) != read_distinguished_name(other) != ""


@pytest.mark.parametrize(
    "text", [FIRM, "CN=\\#a", "CN=\\ a\\ ", 'CN=a\\"\\;\\<\\>\\\\', "1.2.3=#0c0161,CN=a+SN=b"], ids=range(5)
)
def test_what_is_kept_is_read_as_itself(text: str) -> None:
    assert read_distinguished_name(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "Program", "/C=GB/O=Firm", "CN=", "CN=a,", ",CN=a", "CN=a;O=b", 'CN="a', 'CN="a"b', "CN=a\\"),
        *("CN=\\FF", "CN=a\nb", "CN=a\\0Ab", "CN=\\q", "CN=#zz", "1=a", "CN=" + "a" * 2000),
    ],
    ids=range(18),
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert read_distinguished_name(text) == ""
