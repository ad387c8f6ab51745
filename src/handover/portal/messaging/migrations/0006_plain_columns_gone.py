"""Removes the plain columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("messaging", "0005_seal")]

    operations = [
        migrations.RemoveField("template", "plain_description"),
        migrations.RemoveField("template", "plain_description_cy"),
        migrations.RemoveField("template", "plain_text"),
        migrations.RemoveField("template", "plain_text_cy"),
    ]
