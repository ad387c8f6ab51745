"""What `handover manage check --deploy` says about the site's own settings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from handover.portal.starting.rule import Effect
from handover.portal.starting.rules import slips


@register(deploy=True)
def warned_slips(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning for each slip that did not stop the start."""
    return [Warning(sentence, id=f"handover.{rule.key}") for rule, sentence in slips(settings.CONFIG, Effect.WARNED)]
