"""What the courier may do next. Each step is done once, whatever stops the courier in the middle of it. Pure."""

from dataclasses import dataclass

from handover.client.answers import ApiTransfer


@dataclass(frozen=True, slots=True)
class Claim:
    """Move a file that is written to its end out of the software's reach, and learn its digest."""

    name: str


@dataclass(frozen=True, slots=True)
class FinishClaim:
    """Go on with a claim that was broken off."""

    number: int


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a claimed file, under the key that was used if it was sent before."""

    number: int


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """Write the page with the site's answer and move the file beside it."""

    number: int


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Tell the site the yes or no that a person put beside a file."""

    number: int
    answer: str


@dataclass(frozen=True, slots=True)
class LookAtQuestion:
    """See whether a question was answered on the site, or lapsed."""

    number: int


@dataclass(frozen=True, slots=True)
class FetchFile:
    """Fetch a file that waits into the courier's own folder."""

    waiting: ApiTransfer


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """Move a fetched file into `in/`, under its own name."""

    reference: str
    place: str


@dataclass(frozen=True, slots=True)
class AcknowledgeFile:
    """Tell the site that the school's software has a file."""

    reference: str


@dataclass(frozen=True, slots=True)
class RejectFile:
    """Tell the site that a person rejects a file, with the words of the file that they put beside it."""

    reference: str
    reason_at: str


@dataclass(frozen=True, slots=True)
class LookAtPlaced:
    """See what became of a file in `in/` that the site no longer lists: called back, expired, confirmed on the site."""

    reference: str


@dataclass(frozen=True, slots=True)
class EndFile:
    """Move a file that is not to be taken any more out of `in/`, with a page that says why."""

    reference: str


@dataclass(frozen=True, slots=True)
class HearSite:
    """Ask the site who we are, so that both know that the other is there."""


@dataclass(frozen=True, slots=True)
class ListQuestions:
    """Ask about which files a question is open, all at once."""


@dataclass(frozen=True, slots=True)
class ReadNews:
    """Read what happened later to files that were sent."""


@dataclass(frozen=True, slots=True)
class ListWaiting:
    """Ask what waits for this office."""


Step = (
    Claim
    | FinishClaim
    | SendFile
    | FileAnswer
    | AnswerQuestion
    | LookAtQuestion
    | FetchFile
    | PlaceFile
    | AcknowledgeFile
    | RejectFile
    | LookAtPlaced
    | EndFile
    | HearSite
    | ListQuestions
    | ReadNews
    | ListWaiting
)
