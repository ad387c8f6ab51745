"""What `handover manage check --deploy` says about the site's own settings, its database and its key."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from handover.portal.database import missing_file
from handover.portal.starting.rule import Effect
from handover.portal.starting.rules import slips
from handover.portal.stores.starting import CannotStart, check_key


@register(deploy=True)
def warned_slips(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each slip that did not stop the start."""
    return [Warning(sentence, id=f"handover.{rule.key}") for rule, sentence in slips(settings.CONFIG, Effect.WARNED)]


@register(deploy=True)
def unusable_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return an error where the database does not answer, lacks tables, or was made with another master key."""
    try:
        missing = missing_file(settings.CONFIG.text("DATABASE_URL"))
        if missing is not None:
            words = f"There is no database at {missing}: correct DATABASE_URL or run `handover manage migrate`."
            return [Error(words, id="handover.database")]
        check_key()
    except CannotStart as fault:
        return [Error(str(fault), id="handover.database")]
    except DatabaseError as fault:
        first = next(iter(str(fault).strip().splitlines()), type(fault).__name__)
        return [Error(f"The database of DATABASE_URL cannot be used: {first}", id="handover.database")]
    return []
