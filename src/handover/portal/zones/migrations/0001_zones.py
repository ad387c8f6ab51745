"""Tells Django that there are these models. Their tables are the zone store's, which makes them (ADR 28): nothing is done here,
and which columns they have is said in `handover/zone/store/steps` alone.
"""

from django.db import migrations, models

MODELS = (
    "Zone",
    "Agent",
    "Grant",
    "Provision",
    "Message",
    "Waiting",
    "Presence",
    "Claim",
    "OpenRequest",
    "Letter",
    "PassedOver",
)


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True))], {"managed": False})
        for name in MODELS
    ]
