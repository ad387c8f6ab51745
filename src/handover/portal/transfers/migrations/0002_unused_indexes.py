from django.conf import settings
from django.db import migrations, models

# By name and not by altering the columns: for that SQLite would write the whole table anew.
SOURCE = ("transfers_transfer_source_establishment_id_4ee7c095", "source_establishment_id")
SENDER = ("transfers_transfer_sent_by_id_7c109cdb", "sent_by_id")


def dropped(name: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f'DROP INDEX IF EXISTS "{name}"', f'CREATE INDEX "{name}" ON "transfers_transfer" ("{column}")'
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("establishments", "0001_initial"),
        ("transfers", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[dropped(*SOURCE), dropped(*SENDER)],
            state_operations=[
                migrations.AlterField(
                    model_name="transfer",
                    name="source_establishment",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="files_sent",
                        to="establishments.establishment",
                    ),
                ),
                migrations.AlterField(
                    model_name="transfer",
                    name="sent_by",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="transfers_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
