"""The address of a mail server: every part that may stand in it, and what is refused without telling the password."""

import pytest

from handover.common.mail_servers import BadMailServer, MailServer, read_mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", MailServer("smtp", "mail.example", 25, "", "")),
        ("smtp+starttls://mail.example", MailServer("smtp+starttls", "mail.example", 587, "", "")),
        ("smtps://mail.example/", MailServer("smtps", "mail.example", 465, "", "")),
        ("smtp://mail.example:2525", MailServer("smtp", "mail.example", 2525, "", "")),
        ("smtps://site:se%40cr%2Fet@mail.example", MailServer("smtps", "mail.example", 465, "site", "se@cr/et")),
        ("smtps://s%3Aite@[2001:db8::1]:465", MailServer("smtps", "2001:db8::1", 465, "s:ite", "")),
    ],
)
def test_each_part_of_an_address_is_read(address: str, server: MailServer) -> None:
    assert read_mail_server(address) == server


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mail.example", "begins with"),
        ("http://mail.example", "begins with"),
        ("smtp://", "names a host"),
        ("smtp://mail example", "begins with"),
        ("smtp://mail.example:99999", "smtp://USER:PASSWORD@HOST:PORT"),
        ("smtp://[mail", "smtp://USER:PASSWORD@HOST:PORT"),
        ("smtp://a:secret@b@mail.example", "@ is written %40"),
        ("smtp://a:secret/b@mail.example", "smtp://USER:PASSWORD@HOST:PORT"),
        ("smtp://mail.example/folder", "ends with its host and port"),
        ("smtp://mail.example?secret=1", "ends with its host and port"),
        ("smtp://mail.example#secret", "ends with its host and port"),
    ],
)
def test_an_address_that_means_none_is_refused_without_its_password(address: str, words: str) -> None:
    with pytest.raises(BadMailServer) as refused:
        read_mail_server(address)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)
