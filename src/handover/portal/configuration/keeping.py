"""How long everything is kept, and how much may be searched."""

from handover.portal.configuration.parsing import parse_positive
from handover.portal.configuration.setting import SettingGroup, setting


class KeepingSettings(SettingGroup):
    """How long everything is kept, and how much may be searched."""

    ask_days = setting(
        "HANDOVER_ASK_DAYS",
        parse_positive,
        "10",
        "School days for which a file waits for its sender's yes before it is dropped; the sender is told before.",
    )
    collect_days = setting(
        "HANDOVER_COLLECT_DAYS",
        parse_positive,
        "60",
        "School days after which a CTF that nobody collected expires; both sides are told.",
    )
    returns_collect_days = setting(
        "HANDOVER_RETURNS_COLLECT_DAYS",
        parse_positive,
        "60",
        "The same for census, finance and exclusion files.",
    )
    admissions_collect_days = setting(
        "HANDOVER_ADMISSIONS_COLLECT_DAYS", parse_positive, "60", "The same for admissions files."
    )
    data_collect_days = setting(
        "HANDOVER_DATA_COLLECT_DAYS",
        parse_positive,
        "60",
        "The same for missing-education and XML data files.",
    )
    warn_school_days = setting(
        "HANDOVER_WARN_SCHOOL_DAYS",
        parse_positive,
        "5",
        "School days before a file expires, or a question about it lapses, on which the people concerned are told.",
    )
    collected_days = setting(
        "HANDOVER_COLLECTED_DAYS",
        parse_positive,
        "90",
        "Days for which a file can be collected again once it was confirmed; then it is destroyed.",
    )
    list_days = setting(
        "HANDOVER_LIST_DAYS",
        parse_positive,
        "7",
        "Days for which a list that an office brought waits for an answer about its columns; then it is destroyed.",
    )
    phase_days = setting(
        "HANDOVER_PHASE_DAYS",
        parse_positive,
        "120",
        "Days after which a phase transfer board is taken down that nobody has worked with; the files stay.",
    )
    generic_collect_days = setting(
        "HANDOVER_GENERIC_COLLECT_DAYS",
        parse_positive,
        "30",
        "School days after which a generic file that nobody collected expires; both sides are told.",
    )
    generic_collected_days = setting(
        "HANDOVER_GENERIC_COLLECTED_DAYS",
        parse_positive,
        "14",
        "Days for which a generic file can be collected again once it was confirmed.",
    )
    ended_days = setting(
        "HANDOVER_ENDED_DAYS",
        parse_positive,
        "30",
        "Days after which a file that was rejected, called back, sent on or never collected is destroyed.",
    )
    warn_days = setting(
        "HANDOVER_WARN_DAYS",
        parse_positive,
        "7",
        "Days before the end of a message that nobody has read on which the people concerned are told.",
    )
    tombstone_days = setting(
        "HANDOVER_TOMBSTONE_DAYS",
        parse_positive,
        "2192",
        "Days for which it is known that a file or message existed, after it is gone: from whom, to whom, when. Six years.",
    )
    lost_warn_days = setting(
        "HANDOVER_LOST_WARN_DAYS",
        parse_positive,
        "30",
        "Days before a lost pupil is over the school leaving age on which the authority is told.",
    )
    found_case_days = setting(
        "HANDOVER_FOUND_CASE_DAYS",
        parse_positive,
        "90",
        "Days for which the name, birth date and UPN of a found pupil stay for the authority that has not closed the case.",
    )
    move_child_days = setting(
        "HANDOVER_MOVE_CHILD_DAYS",
        parse_positive,
        "90",
        "Days after the end of a record's way for which it is known whose record it was: as long as a confirmed file is kept.",
    )
    move_wait_days = setting(
        "HANDOVER_MOVE_WAIT_DAYS",
        parse_positive,
        "366",
        "Days for which a record's way waits for the old school to say where the pupil goes; then it ends.",
    )
    searches_an_hour = setting(
        "HANDOVER_SEARCHES_AN_HOUR",
        parse_positive,
        "100",
        "How much one person may search for children in an hour. A search counts from 1 (the child is known) to 8 (the "
        "beginning of a surname alone); beyond, the person is told how long to wait, and the administrators are told.",
    )
    searches_a_day = setting("HANDOVER_SEARCHES_A_DAY", parse_positive, "400", "The same for one person in 24 hours.")
    workplace_searches_an_hour = setting(
        "HANDOVER_WORKPLACE_SEARCHES_AN_HOUR",
        parse_positive,
        "300",
        "The same for all people of one school or authority together in an hour.",
    )
    workplace_searches_a_day = setting(
        "HANDOVER_WORKPLACE_SEARCHES_A_DAY",
        parse_positive,
        "1200",
        "The same for all people of one school or authority together in 24 hours.",
    )
    search_count_days = setting(
        "HANDOVER_SEARCH_COUNT_DAYS",
        parse_positive,
        "2",
        "Days for which it is kept who searched when and how vaguely. Less than two would forget the brake of a day.",
    )
    matching_days = setting(
        "HANDOVER_MATCHING_DAYS",
        parse_positive,
        "366",
        "Days for which the findings of a matching with the census are kept.",
    )
    roll_row_days = setting(
        "HANDOVER_ROLL_ROW_DAYS",
        parse_positive,
        "31",
        "Days for which a pair of the census matching still shows who the pupil on roll is, after it was decided. Until then "
        "the decision can be taken back.",
    )
    expected_days = setting(
        "HANDOVER_EXPECTED_DAYS", parse_positive, "183", "Days for which a pupil stays on a list of expected pupils."
    )
    draft_days = setting(
        "HANDOVER_DRAFT_DAYS", parse_positive, "14", "Days for which a message that was begun and not sent is kept."
    )
    outbox_days = setting(
        "HANDOVER_OUTBOX_DAYS",
        parse_positive,
        "90",
        "Days for which e-mails, and notes of what background jobs did, are kept.",
    )
    unread_notice_days = setting(
        "HANDOVER_UNREAD_NOTICE_DAYS",
        parse_positive,
        "366",
        "Days for which software is told what happened to a file later, if it never says that it has read it.",
    )
    trace_days = setting(
        "HANDOVER_TRACE_DAYS",
        parse_positive,
        "30",
        "Days for which wrong tries to sign in and used or ended links are remembered.",
    )
