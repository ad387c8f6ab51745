"""Indexes for the columns by which lists can be ordered as well: where a file is, and how many pupils it holds."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("establishments", "0001_initial"),
        ("transfers", "0003_pupils_on_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="transfer",
            name="outgoing_by_state",
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "state", "id"], name="collect_by_state"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "state", "id"], name="outgoing_by_state"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "pupils", "id"],
                name="home_la_by_pupils",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "state", "id"],
                name="home_la_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "pupils", "id"],
                name="incoming_la_by_pupils",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "state", "id"],
                name="incoming_la_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "pupils", "id"],
                name="outgoing_la_by_pupils",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "state", "id"],
                name="outgoing_la_by_state",
            ),
        ),
    ]
