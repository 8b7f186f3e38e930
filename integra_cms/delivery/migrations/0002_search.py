"""The tables of search, which no model describes: they differ from database to database."""

from django.db import migrations

SUGGESTIONS = """
CREATE TABLE integra_delivery_suggestion (
    entry_id bigint NOT NULL,
    scope varchar(64) NOT NULL,
    place smallint NOT NULL,
    title_key varchar(100) {binary} NOT NULL
);
CREATE INDEX integra_suggestion_key
    ON integra_delivery_suggestion (scope, place, title_key, entry_id);
CREATE INDEX integra_suggestion_entry ON integra_delivery_suggestion (entry_id)
"""

CREATE = {
    "postgresql": """
CREATE TABLE integra_delivery_search (
    entry_id bigint PRIMARY KEY,
    base bigint NOT NULL,
    resource uuid NOT NULL,
    head tsvector NOT NULL,
    tsv tsvector NOT NULL
);
ALTER TABLE integra_delivery_search ALTER COLUMN tsv SET STORAGE EXTERNAL;
CREATE INDEX integra_search_tsv ON integra_delivery_search USING gin (tsv)
    WITH (fastupdate = off);
"""
    + SUGGESTIONS.format(binary='COLLATE "C"'),
    "sqlite": """
CREATE TABLE integra_delivery_search (
    entry_id integer PRIMARY KEY,
    base bigint NOT NULL,
    resource char(32) NOT NULL,
    kind varchar(64) NOT NULL,
    city varchar(64) NOT NULL,
    listed bool NOT NULL
);
CREATE TABLE integra_delivery_search_text (
    entry_id integer PRIMARY KEY,
    title text NOT NULL,
    head text NOT NULL,
    body text NOT NULL
);
CREATE VIRTUAL TABLE integra_delivery_search_words USING fts5(
    title, head, body,
    content='integra_delivery_search_text', content_rowid='entry_id',
    tokenize="ascii tokenchars '=~'"
);
"""
    + SUGGESTIONS.format(binary=""),
}

TABLES = {
    "postgresql": ("search", "suggestion"),
    "sqlite": ("search_words", "search_text", "search", "suggestion"),
}


def create(apps, schema_editor):
    for statement in _known(CREATE, schema_editor).split(";"):
        if statement.strip():
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    for name in _known(TABLES, schema_editor):
        schema_editor.execute(f"DROP TABLE integra_delivery_{name}")


def _known(by_vendor, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor not in by_vendor:
        raise NotImplementedError(
            f"Search has no tables for the database “{vendor}”. Use PostgreSQL or SQLite."
        )
    return by_vendor[vendor]


class Migration(migrations.Migration):

    dependencies = [("integra_delivery", "0001_initial")]

    operations = [migrations.RunPython(create, drop, elidable=False)]
