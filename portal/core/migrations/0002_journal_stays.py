"""The database itself refuses to alter an entry of the journal."""

from django.db import migrations

TABLE = "core_journalentry"
WORDS = "Nothing alters the journal."
SQLITE = f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
POSTGRES = f"""
CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$;
CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays();
"""


def stay(apps, schema_editor):
    # SQLite gets no trigger on deletion: there a deletion of all rows is how a test database is emptied
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE, None)


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stays ON {TABLE}; DROP FUNCTION {TABLE}_stays()", None)
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stays", None)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_journal")]
    operations = [migrations.RunPython(stay, leave)]
