"""Who reads what goes to an address: in which language, how often, and where they change that.

People and offices are known to features above this one; each says so by a row of its `mail_readers.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handover.common.text import Language, Text
from handover.portal.features import collect_rows
from handover.portal.notices.frequency import Rhythm


@dataclass(frozen=True, slots=True)
class MailReader:
    """Whoever reads an address. `languages` are those of their e-mails, the first of them first; `la_number` is that of
    their authority, empty for nobody's; `choices` is the path of the page on which they choose.
    """

    languages: tuple[Language, ...]
    rhythm: Rhythm = field(default_factory=Rhythm)
    la_number: str = ""
    choices: str = ""


@dataclass(frozen=True, slots=True)
class ReaderSource:
    """One sort of readers: `find` returns those of some addresses, which are in small letters. Of several sources that know
    an address, the one with the highest `rank` is asked. `find_help` says whom the people of an authority ask.
    """

    rank: int
    find: Callable[[tuple[str, ...]], Mapping[str, MailReader]]
    find_help: Callable[[str], Text] | None = None


def find_readers(addresses: Iterable[str]) -> dict[str, MailReader]:
    """Return who reads these addresses, by the address in small letters; not those that nobody is known to read."""
    wanted = tuple(dict.fromkeys(address.lower() for address in addresses))
    found: dict[str, MailReader] = {}
    for source in sorted(collect_rows("mail_readers", ReaderSource), key=lambda source: -source.rank):
        missing = tuple(address for address in wanted if address not in found)
        if missing:
            found.update(source.find(missing))
    return found


def find_mail_help(la_number: str) -> Text:
    """Return whom the people of an authority ask, as a line in both languages; empty where nobody is named."""
    sources = [source.find_help for source in collect_rows("mail_readers", ReaderSource) if source.find_help]
    return sources[0](la_number) if sources else Text("", "")
