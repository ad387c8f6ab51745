"""Room for the digest of each agent's key. The agents there are have none until an operator makes them one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zones", "0002_tuning")]

    operations = [
        migrations.AddField("agent", "key_digest", models.TextField(blank=True, default="", db_default="")),
    ]
