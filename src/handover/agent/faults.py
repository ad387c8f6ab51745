"""What can go wrong between an agent and its zone, and what a handler may say about a message."""

from handover.sif.messages import ErrorCode


class AgentFault(Exception):
    """Something between this agent and its zone did not work."""


class RefusedByZone(AgentFault):
    """The zone, or the agent that was asked, answered with a SIF_Error: category, code and its words."""

    def __init__(self, category: int, code: int, words: str) -> None:
        super().__init__(f"{words} ({category}/{code})")
        self.category = category
        self.code = code
        self.words = words

    @property
    def error(self) -> ErrorCode:
        """Category and code, to compare with: `fault.error == (8, 4)`."""
        return ErrorCode(self.category, self.code)


class RegistrationRefused(RefusedByZone):
    """The zone did not answer SIF_Register with status 0, or refused what the agent provides or subscribes to."""


class RequestRefused(RefusedByZone):
    """A request was refused, by the zone or by the agent that provides the object."""


class ZoneAway(AgentFault):
    """The zone could not be reached, or did not answer as a zone does, for as long as the agent is patient."""


class ZoneAsleep(ZoneAway):
    """The zone answered that it is asleep (status 8) for as long as the agent is patient."""


class TimedOut(AgentFault):
    """No packet of an answer came within the time given."""


class NotConnected(AgentFault):
    """The agent is not connected: it was not entered with `with`, or has been left."""


class InboxInUse(AgentFault):
    """The inbox file belongs to another agent or zone, or another process has it open."""


class Refuse(Exception):
    """Raised by a handler: the message is refused for good with this category, code and words (section 2.3)."""

    def __init__(self, category: int, code: int, words: str) -> None:
        super().__init__(words)
        self.error = ErrorCode(category, code)
        self.words = words


class Later(Exception):
    """Raised by a handler: keep the message and offer it again (error 10/1, section 2.3)."""

    def __init__(self, words: str = "The agent cannot take the message now.") -> None:
        super().__init__(words)
        self.words = words
