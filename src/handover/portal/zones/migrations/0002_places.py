"""Tells Django of two tables more, which are the zone store's as well: nothing is done here."""

from django.db import migrations, models

TABLES = {"MovingZoneRow": "zones_moving", "ZonePlaceRow": "zones_place"}


class Migration(migrations.Migration):
    dependencies = [("zones", "0001_zones")]

    operations = [
        migrations.CreateModel(
            name, [("id", models.BigAutoField(primary_key=True))], {"managed": False, "db_table": table}
        )
        for name, table in TABLES.items()
    ]
