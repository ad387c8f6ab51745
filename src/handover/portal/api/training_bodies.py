"""The bodies of the operations of a training county."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import Day, PlaceBody, RequestBody, ResponseBody
from handover.portal.training.situations import TO_ASK_FOR


class TrainingOfficeBody(ResponseBody):
    """An office of the county."""

    number: str
    name: str
    about: str = Field(description="Who plays it, and what it does.")
    key: bool = Field(description="Whether there is a key for it, so that your software plays it.")


class TrainingSituationBody(ResponseBody):
    """A situation that can be brought about."""

    situation: str
    name: str
    provoke: str = Field(description="What to do.")
    happens: str = Field(description="What happens then.")
    task: str = Field(description="What software has to do about it.")


class TrainingBody(ResponseBody):
    """The county of the key: its time, its offices, and what can be brought about."""

    now: datetime = Field(description="The time in the county.")
    ahead_days: int = Field(description="How many days its clock is ahead.")
    armed: list[str] = Field(
        description="What is to go wrong with the next requests of the key's office, in this order."
    )
    offices: list[TrainingOfficeBody]
    situations: list[TrainingSituationBody]


class MoveClockBody(RequestBody):
    """How far the clock is moved: by days, or to the morning of a day. One of both."""

    days: int | None = Field(None, ge=1, le=400)
    to: Day | None = Field(None, description="A day that is still to come in the county.")


class ClockBody(ResponseBody):
    """Where the clock is, and what the site did meanwhile."""

    now: datetime
    ahead_days: int
    jobs: dict[str, int] = Field(description="How much each job did in the time that was passed over.")


class ProvokeBody(RequestBody):
    """A situation to bring about."""

    situation: str = Field(json_schema_extra={"enum": list(TO_ASK_FOR)}, max_length=40)
    times: int = Field(1, ge=1, le=20, description="With how many requests, where it is about the next ones.")
    office: str | None = Field(
        None, max_length=7, description="For which office of the county; without it, for that of the key."
    )


class ProvokedBody(ResponseBody):
    """What was brought about: at once, or with the next requests."""

    situation: str
    when: Literal["now", "next request"]
    office: PlaceBody
    transfer: UUID | None = Field(description="The file that it is about.")


class TrainingEmailBody(ResponseBody):
    """An e-mail that a site with a mail server would have sent."""

    recipient: str
    subject: str
    text: str
    state: str = Field(description="`sent`, `waiting`, `gathered` into another, or `given-up`.")
    written_at: datetime


class TrainingEmailsBody(ResponseBody):
    """The newest e-mails of the county."""

    items: list[TrainingEmailBody]
