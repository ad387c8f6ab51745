from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeyChange",
            fields=[
                ("generation", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("key_id", models.CharField(max_length=16)),
                ("content", models.BinaryField()),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ChangeProgress",
            fields=[
                ("place", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("reached", models.CharField(blank=True, max_length=200)),
                ("passed", models.BooleanField(default=False)),
                ("resealed", models.PositiveBigIntegerField(default=0)),
                ("left", models.PositiveBigIntegerField(default=0)),
            ],
            options={"verbose_name_plural": "change progress"},
        ),
    ]
