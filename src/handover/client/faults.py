"""What a call may raise. All are `ApiFault`, whose text is one sentence for a person and holds no key."""

from collections.abc import Sequence

from handover.client.answers import NOTHING, Raw, ReportedProblem


class ApiFault(Exception):
    """The call did not do what was asked."""


class ApiProblem(ApiFault):
    """The site answered that it cannot or may not be done (RFC 9457): why, and what to do about it.

    `code` is stable; `status` is the HTTP status; `detail` and `remedy` are sentences in the language of the client.
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
        super().__init__(detail)
        self.code = code
        self.status = status
        self.detail = detail
        self.remedy = remedy
        self.problems = tuple(problems)
        self.retry_after = retry_after
        self.raw = raw


class ApiAway(ApiFault):
    """The site gave no answer, also when it was asked again: it, or the network, is away. Whether it acted is not known.

    To call again with the same `idempotency_key` does not do it twice.
    """


class NotTheApi(ApiFault):
    """What answers at the address is not the API of a Handover site."""


class DamagedDownload(ApiFault):
    """What came is not what the site said it would send. Nothing was put at the asked place."""


class ChangedFile(ApiFault):
    """The file changed while it was being sent. Nothing was sent."""


class FileInTheWay(ApiFault):
    """A file with other content lies where the fetched one would go. It was left as it is."""


class FileBusy(ApiFault):
    """Another program is fetching this file to the same place."""
