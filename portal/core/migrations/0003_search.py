"""The search table. Each database keeps its own index of the words beside it, by triggers or by generated columns.

A later migration that has SQLite make core_entrytext anew must put the triggers back (`index` below): they go with the table.
"""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = ("title_words", "summary_words", "body_words")


def listed(before=""):
    return ", ".join(f"{before}{name}" for name in COLUMNS)


TAKE_OUT = f"INSERT INTO core_words(core_words, rowid, {listed()}) VALUES ('delete', old.entry_id, {listed('old.')});"
PUT_IN = f"INSERT INTO core_words(rowid, {listed()}) VALUES (new.entry_id, {listed('new.')});"
# ASCII: the tokeniser of portal.core.search.words has parted the words by blanks already
SQLITE = (
    f"CREATE VIRTUAL TABLE core_words USING fts5({listed()}, content='core_entrytext', content_rowid='entry_id', "
    "tokenize='ascii', detail='column')",
    f"CREATE TRIGGER core_words_added AFTER INSERT ON core_entrytext BEGIN {PUT_IN} END",
    f"CREATE TRIGGER core_words_deleted AFTER DELETE ON core_entrytext BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER core_words_changed AFTER UPDATE ON core_entrytext BEGIN {TAKE_OUT} {PUT_IN} END",
)
# The words are alphanumeric and parted by blanks, so that their line is the literal of a vector
VECTORS = {
    "title_vector": "title_words",
    "lead_vector": "title_words || ' ' || summary_words",
    "vector": "title_words || ' ' || summary_words || ' ' || body_words",
}
POSTGRES = (
    "ALTER TABLE core_entrytext SET (toast_tuple_target = 128)",  # what a query reads of a row is the vector alone
    *(
        f"ALTER TABLE core_entrytext ADD COLUMN {name} tsvector GENERATED ALWAYS AS (({words})::tsvector) STORED"
        for name, words in VECTORS.items()
    ),
    *(f"CREATE INDEX core_entrytext_{name} ON core_entrytext USING gin ({name})" for name in VECTORS),
)


def index(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE core_words", None)  # the triggers go with core_entrytext


class Migration(migrations.Migration):
    dependencies = [("core", "0002_journal_stays")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("key", models.PositiveBigIntegerField(verbose_name="record")),
                ("number", models.PositiveBigIntegerField(verbose_name="number in the Chinese address")),
                ("number_en", models.PositiveBigIntegerField(verbose_name="number in the English address")),
                ("day", models.DateField(verbose_name="day")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("ordinal", models.PositiveIntegerField(verbose_name="number of the day")),
                ("facets", models.TextField(verbose_name="values of its facets")),
                ("public_from", models.DateTimeField(verbose_name="public from")),
                ("public_until", models.DateTimeField(null=True, verbose_name="public until")),
                ("digest", models.CharField(max_length=64, verbose_name="digest of what it says")),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "ordering": ("-day", "-pk"),
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["public_from"], name="core_entry_from"),
                    models.Index(fields=["public_until"], name="core_entry_until"),
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "key", "public_from"), name="core_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="text", serialize=False,
                        to="core.entry", verbose_name="search entry",
                    ),
                ),
                ("title", models.TextField(verbose_name="Chinese title")),
                ("title_en", models.TextField(verbose_name="English title")),
                ("summary", models.TextField(verbose_name="summary in Chinese")),
                ("summary_en", models.TextField(verbose_name="summary in English")),
                ("body", models.TextField(verbose_name="text in Chinese")),
                ("body_en", models.TextField(verbose_name="text in English")),
                ("title_words", models.TextField(verbose_name="words of the titles")),
                ("summary_words", models.TextField(verbose_name="words of the summaries")),
                ("body_words", models.TextField(verbose_name="words of the texts")),
            ],
            options={
                "verbose_name": "text of a search entry",
                "verbose_name_plural": "texts of search entries",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SiteVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="number")),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
            ],
            options={
                "verbose_name": "version of the site",
                "verbose_name_plural": "versions of the site",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.RunPython(index, leave),
    ]
