"""Tells Django that there are these models. Their tables are the zone store's, which makes them (ADR 28): nothing is done here,
and which columns they have is said in `handover/zone/store/steps` alone.
"""

from django.db import migrations, models

TABLES = {
    "ZoneRow": "zones_zone",
    "AgentRow": "zones_agent",
    "GrantRow": "zones_grant",
    "ProvisionRow": "zones_provision",
    "MessageRow": "zones_message",
    "QueueEntryRow": "zones_waiting",
    "AgentStatusRow": "zones_presence",
    "ClaimRow": "zones_claim",
    "OpenRequestRow": "zones_openrequest",
    "DeadLetterRow": "zones_letter",
    "PassedOverRow": "zones_passedover",
}


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name, [("id", models.BigAutoField(primary_key=True))], {"managed": False, "db_table": table}
        )
        for name, table in TABLES.items()
    ]
