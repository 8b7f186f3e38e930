"""PostgreSQL reads the texts of documents faster: packed by LZ4, and cards beside their row.

What is stored already stays as it is until it is written again; going back leaves it so.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "integra_delivery_document"
PACKED = ("body", "card", "text")
HAS_LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"


def store_for_reading(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing elsewhere, and without LZ4 in a server that was built without it."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(f"ALTER TABLE {TABLE} ALTER card SET STORAGE MAIN")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(HAS_LZ4)
        found = cursor.fetchone()
    if found and found[0]:
        for column in PACKED:
            schema_editor.execute(f"ALTER TABLE {TABLE} ALTER {column} SET COMPRESSION lz4")


class Migration(migrations.Migration):
    dependencies = [("integra_delivery", "0003_search_made_of")]

    operations = [migrations.RunPython(store_for_reading, migrations.RunPython.noop)]
