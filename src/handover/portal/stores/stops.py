"""Why jobs that remove stand still until a person has looked, as a table: the jobs, the screens and the commands read it."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One reason: its key, what is wrong, and what to do, in both languages."""

    key: str
    words: Text
    remedy: Text


_ADOPT: Final = Text(
    "If you put back a backup or moved the site on purpose, run “handover files adopt”; otherwise correct DATABASE_URL or "
    "HANDOVER_FILES.",
    "Os gwnaethoch roi copi wrth gefn yn ôl neu symud y wefan yn fwriadol, rhedwch “handover files adopt”; fel arall "
    "cywirwch DATABASE_URL neu HANDOVER_FILES.",
)

STOPS: Final[dict[str, Stop]] = {
    stop.key: stop
    for stop in (
        Stop(
            "wrong_key",
            Text(
                "HANDOVER_MASTER_KEY is not the key this database was made with, or the head of its audit log was changed.",
                "Nid HANDOVER_MASTER_KEY yw'r allwedd y gwnaed y gronfa ddata hon â hi, neu newidiwyd pen ei chofnod "
                "archwilio.",
            ),
            Text(
                "Give the site the master key from your safe place; see “Keys” in the operator's documents.",
                "Rhowch i'r wefan y brif allwedd o'ch man diogel; edrychwch o dan “Keys” yn nogfennau'r gweithredwr.",
            ),
        ),
        Stop(
            "emptied",
            Text(
                "The database has lost its identity: it was emptied, or is not the database of a site.",
                "Mae'r gronfa ddata wedi colli ei hunaniaeth: cafodd ei gwagio, neu nid cronfa ddata gwefan yw hi.",
            ),
            Text(
                "Put back a backup of the database, and then run “handover files adopt”.",
                "Rhowch gopi wrth gefn o'r gronfa ddata yn ôl, ac yna rhedwch “handover files adopt”.",
            ),
        ),
        Stop(
            "another_site",
            Text(
                "The database and the folder of files do not belong together.",
                "Nid yw'r gronfa ddata a'r ffolder ffeiliau yn perthyn i'w gilydd.",
            ),
            _ADOPT,
        ),
        Stop(
            "bad_mark",
            Text(
                "The mark in the folder of files cannot be read, so nobody knows whose files these are.",
                "Nid oes modd darllen y marc yn y ffolder ffeiliau, felly nid oes neb yn gwybod ffeiliau pwy yw'r "
                "rhain.",
            ),
            _ADOPT,
        ),
        Stop(
            "restoring",
            Text(
                "A backup is being put back, or that was broken off before its end.",
                "Mae copi wrth gefn yn cael ei roi yn ôl, neu torrwyd ar draws hynny cyn y diwedd.",
            ),
            Text(
                "Run “handover restore” again with the same backup: it goes on to its end.",
                "Rhedwch “handover restore” eto gyda'r un copi wrth gefn: bydd yn mynd ymlaen i'r diwedd.",
            ),
        ),
        Stop(
            "moved",
            Text(
                "The site was moved to another database. This one is only kept to be looked at.",
                "Symudwyd y wefan i gronfa ddata arall. Dim ond i edrych arni y cedwir yr un hon.",
            ),
            Text(
                "Set DATABASE_URL to the database to which the site was moved.",
                "Gosodwch DATABASE_URL i'r gronfa ddata y symudwyd y wefan iddi.",
            ),
        ),
        Stop(
            "older_database",
            Text(
                "The database is older than the folder of files: a backup was put back, or the database was emptied.",
                "Mae'r gronfa ddata yn hŷn na'r ffolder ffeiliau: rhoddwyd copi wrth gefn yn ôl, neu gwagiwyd y gronfa ddata.",
            ),
            _ADOPT,
        ),
        Stop(
            "clock_jumped",
            Text(
                "More than 14 days have passed since anything was last removed: the clock has jumped, or no worker ran.",
                "Mae mwy na 14 diwrnod ers i unrhyw beth gael ei dynnu ddiwethaf: mae'r cloc wedi neidio, neu ni redodd "
                "unrhyw weithiwr.",
            ),
            Text(
                "Look at the machine's clock. If it is right, run “handover files adopt”.",
                "Edrychwch ar gloc y peiriant. Os yw'n gywir, rhedwch “handover files adopt”.",
            ),
        ),
        Stop(
            "many_nameless",
            Text(
                "Many files are named by no row of the database. None was moved aside.",
                "Nid oes rhes o'r gronfa ddata yn enwi llawer o'r ffeiliau. Ni symudwyd yr un o'r neilltu.",
            ),
            Text(
                "Run “handover files check”. If they are of no use, run “handover files sweep --yes-move NUMBER”.",
                "Rhedwch “handover files check”. Os nad ydynt o ddefnydd, rhedwch “handover files sweep --yes-move NUMBER”.",
            ),
        ),
        Stop(
            "many_late",
            Text(
                "Much was due to end more than 14 days ago: a length was shortened, or no worker ran. It was not ended.",
                "Roedd llawer i fod i ddod i ben fwy na 14 diwrnod yn ôl: cafodd cyfnod cadw ei fyrhau, neu ni "
                "redodd unrhyw weithiwr. Ni ddaeth y rhain i ben.",
            ),
            Text(
                "Run “handover manage retention --dry-run”. If it is right, run “handover manage retention --yes-late NUMBER”.",
                "Rhedwch “handover manage retention --dry-run”. Os yw'n gywir, rhedwch “handover manage retention --yes-late "
                "NUMBER”.",
            ),
        ),
    )
}


class Stopped(Exception):
    """Something that removes stands still until a person has looked; `key` names the row of `STOPS`."""

    def __init__(self, key: str, count: int = 0) -> None:
        self.stop = STOPS[key]
        self.count = count
        counted = f" ({count})" if count else ""
        super().__init__(f"{self.stop.words.en}{counted} {self.stop.remedy.en}")
