"""What a call may raise. All are `ClientFault`, which says in both languages what is wrong and what to do, and holds no key."""

from collections.abc import Sequence
from typing import ClassVar

from handover.client.answers import NOTHING, Raw, ReportedProblem
from handover.common.text import Text


class ClientFault(Exception):
    """The call did not do what was asked. `values` fill in the words of its class."""

    words: ClassVar[Text] = Text("That did not work.", "Ni weithiodd hynny.")
    remedy_words: ClassVar[Text] = Text("Try again.", "Rhowch gynnig arall arni.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.explain())

    def explain(self, language: str = "en") -> str:
        """Say what is wrong."""
        return self.words.say(language, **self.values)

    def advise(self, language: str = "en") -> str:
        """Say what to do about it."""
        return self.remedy_words.say(language, **self.values)


class ApiProblem(ClientFault):
    """The site answered that it cannot or may not be done (RFC 9457): why, and what to do about it.

    `code` is stable; `status` is the HTTP status; `detail` and `remedy` are sentences in the language that was asked for.
    `retry_after` is in seconds, where the site said when it may be tried again.
    """

    def __init__(
        self,
        code: str,
        status: int,
        detail: str,
        remedy: str = "",
        problems: Sequence[ReportedProblem] = (),
        retry_after: float | None = None,
        raw: Raw = NOTHING,
    ) -> None:
        self.code = code
        self.status = status
        self.detail = detail
        self.remedy = remedy
        self.problems = tuple(problems)
        self.retry_after = retry_after
        self.raw = raw
        super().__init__()

    def explain(self, language: str = "en") -> str:
        """Say what is wrong, in the language of the answer."""
        return self.detail

    def advise(self, language: str = "en") -> str:
        """Say what to do about it, in the language of the answer."""
        return self.remedy


class ApiAway(ClientFault):
    """The site gave no answer, also when it was asked again: it, or the network, is away. Whether it acted is not known.

    To call again with the same `idempotency_key` within 24 hours does not do it twice.
    """

    words = Text("The site gave no answer: {reason}.", "Ni roddodd y wefan ateb: {reason}.")
    remedy_words = Text(
        "Look whether this computer is on the network, and try again later. Nothing is sent twice.",
        "Gwiriwch fod y cyfrifiadur hwn ar y rhwydwaith, a rhowch gynnig arall arni'n nes ymlaen. Ni chaiff dim ei anfon "
        "ddwywaith.",
    )


class NotTheApi(ClientFault):
    """What answers at the address is not the API of a Handover site."""

    words = Text(
        "What answers at that address is not the API of a Handover site ({reason}).",
        "Nid API gwefan Trosglwyddo sy'n ateb yn y cyfeiriad hwnnw ({reason}).",
    )
    remedy_words = Text(
        "Check the address. A network that asks people to sign in first may be answering in its place.",
        "Gwiriwch y cyfeiriad. Gall rhwydwaith sy'n gofyn i bobl fewngofnodi yn gyntaf fod yn ateb yn ei le.",
    )


class DamagedDownload(ClientFault):
    """What came is not what the site said it would send. Nothing was put at the asked place."""

    words = Text(
        "What came of {name} is not what the site said it would send. Nothing was kept.",
        "Daeth {name} yn wahanol i'r hyn y dywedodd y wefan y byddai'n ei anfon. Ni chadwyd dim.",
    )
    remedy_words = Text(
        "Fetch it again. If it happens again, tell those who run the site.",
        "Nôl hi eto. Os digwydd eto, dywedwch wrth y rhai sy'n rhedeg y wefan.",
    )


class ChangedFile(ClientFault):
    """The file changed while it was being sent. Nothing was sent."""

    words = Text(
        "{name} changed while it was being sent. Nothing was sent.",
        "Newidiodd {name} tra oedd yn cael ei hanfon. Nid anfonwyd dim.",
    )
    remedy_words = Text(
        "Wait until your software has finished writing it, and send it again.",
        "Arhoswch nes bod eich meddalwedd wedi gorffen ei hysgrifennu, ac anfonwch hi eto.",
    )


class FileInTheWay(ClientFault):
    """A file with other content lies where the fetched one would go. It was left as it is."""

    words = Text(
        "There is another file at {path} already. It was left as it is.",
        "Mae ffeil arall yn {path} eisoes. Gadawyd hi fel y mae.",
    )
    remedy_words = Text("Choose another place.", "Dewiswch le arall.")


class FileBusy(ClientFault):
    """Another program is fetching this file to the same place."""

    words = Text(
        "Another program is fetching {name} to the same place.",
        "Mae rhaglen arall yn nôl {name} i'r un lle.",
    )
    remedy_words = Text(
        "Wait until it has ended, or choose another folder.",
        "Arhoswch nes ei bod wedi gorffen, neu dewiswch ffolder arall.",
    )
