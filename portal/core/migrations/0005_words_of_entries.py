"""PostgreSQL keeps the words beside what is counted and put in order, so that a search reads the rows of its hits alone.

A trigger has them follow core_entrytext. SQLite keeps its table of words as it was made in 0003.
"""

from importlib import import_module

from django.db import migrations

FORMER = import_module("portal.core.migrations.0003_search")
MOVE = (
    "ALTER TABLE core_entrytext DROP COLUMN title_vector, DROP COLUMN lead_vector, DROP COLUMN vector",
    "ALTER TABLE core_entry ADD COLUMN title_vector tsvector, ADD COLUMN lead_vector tsvector, ADD COLUMN vector tsvector",
    # The vectors go out of the row, what a search reads of every hit stays in it
    "ALTER TABLE core_entry SET (toast_tuple_target = 128)",
    "ALTER TABLE core_entry ALTER COLUMN facets SET STORAGE MAIN, ALTER COLUMN digest SET STORAGE MAIN",
    """CREATE FUNCTION core_entry_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE core_entry SET
            title_vector = new.title_words::tsvector,
            lead_vector = (new.title_words || ' ' || new.summary_words)::tsvector,
            vector = (new.title_words || ' ' || new.summary_words || ' ' || new.body_words)::tsvector
        WHERE id = new.entry_id;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER core_entry_words AFTER INSERT OR UPDATE ON core_entrytext FOR EACH ROW EXECUTE FUNCTION core_entry_words()",
    *(f"CREATE INDEX core_entry_{name} ON core_entry USING gin ({name})" for name in FORMER.VECTORS),
    "UPDATE core_entrytext SET title_words = title_words",
)
MOVE_BACK = (
    "DROP TRIGGER core_entry_words ON core_entrytext",
    "DROP FUNCTION core_entry_words",
    "ALTER TABLE core_entry DROP COLUMN title_vector, DROP COLUMN lead_vector, DROP COLUMN vector",
    *FORMER.POSTGRES,
)


def move(apps, schema_editor):
    run(schema_editor, MOVE)


def move_back(apps, schema_editor):
    run(schema_editor, MOVE_BACK)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_reports")]
    operations = [migrations.RunPython(move, move_back)]
