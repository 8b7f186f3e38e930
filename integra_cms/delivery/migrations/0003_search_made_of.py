"""Rows of search say what they were made of; PostgreSQL sorts words in for many rows at once."""

from django.db import migrations

# Whoever drains need not own the index, as the role that migrates does.
SORT_WORDS = """
CREATE FUNCTION integra_delivery_sort_words() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = {schema}, pg_temp
AS 'SELECT gin_clean_pending_list(''integra_search_tsv''::regclass)'
"""

ADD = "ALTER TABLE integra_delivery_search ADD COLUMN made_of varchar(64) NOT NULL DEFAULT ''"
REMOVE = "ALTER TABLE integra_delivery_search DROP COLUMN made_of"

FORWARDS = {
    "postgresql": (
        ADD,
        # In kB: more than the drainer adds before it has them sorted in.
        "ALTER INDEX integra_search_tsv SET (fastupdate = on, gin_pending_list_limit = 32768)",
        SORT_WORDS,
    ),
    "sqlite": (ADD,),
}
BACKWARDS = {
    "postgresql": (
        "SELECT integra_delivery_sort_words()",
        "DROP FUNCTION integra_delivery_sort_words()",
        "ALTER INDEX integra_search_tsv RESET (gin_pending_list_limit)",
        "ALTER INDEX integra_search_tsv SET (fastupdate = off)",
        REMOVE,
    ),
    "sqlite": (REMOVE,),
}


def change(apps, schema_editor):
    connection = schema_editor.connection
    schema = ""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            schema = connection.ops.quote_name(cursor.fetchone()[0])
    for statement in FORWARDS[connection.vendor]:
        schema_editor.execute(statement.format(schema=schema))


def change_back(apps, schema_editor):
    for statement in BACKWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("integra_delivery", "0002_search")]

    operations = [migrations.RunPython(change, change_back, elidable=False)]
