"""Training counties: whether strangers get them, where they lie, and how much they may take."""

from handover.portal.configuration.parsing import parse_absolute_path, parse_flag, parse_positive
from handover.portal.configuration.setting import SettingGroup, setting


class TrainingSettings(SettingGroup):
    """Training counties: whether strangers get them, where they lie, and how much they may take."""

    training = setting(
        "HANDOVER_TRAINING",
        parse_flag,
        "no",
        "Give training keys on the page `/training`, to anybody who asks. [What that opens](../operator/training.md).",
        demo="yes",
    )
    training_folder = setting(
        "HANDOVER_TRAINING_FOLDER",
        parse_absolute_path,
        "var/training",
        "The folder that holds the training counties; invented children only, nothing to back up.",
    )
    training_counties = setting(
        "HANDOVER_TRAINING_COUNTIES", parse_positive, "200", "How many training counties there are at most."
    )
    training_counties_a_day = setting(
        "HANDOVER_TRAINING_COUNTIES_A_DAY",
        parse_positive,
        "5",
        "How many training counties one address gets in 24 hours.",
    )
    training_webhooks = setting(
        "HANDOVER_TRAINING_WEBHOOKS",
        parse_flag,
        "no",
        "Send the webhooks of training counties. [What that opens](../operator/training.md).",
        demo="yes",
    )
    training_mb = setting(
        "HANDOVER_TRAINING_MB", parse_positive, "64", "How much one training county may hold, in MiB."
    )
    training_days = setting(
        "HANDOVER_TRAINING_DAYS",
        parse_positive,
        "30",
        "Days without use after which a training county and its keys are removed.",
    )
    training_requests_a_minute = setting(
        "HANDOVER_TRAINING_REQUESTS_A_MINUTE",
        parse_positive,
        "600",
        "How many requests a minute a training key may send to each process of the web server.",
    )
