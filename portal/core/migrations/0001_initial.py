"""The tables of the ground packages, and what the database itself keeps right in them.

Nothing alters the journal: a trigger refuses. The search index follows the texts: on SQLite an FTS5 table by triggers, on PostgreSQL
three vectors on the entry. A later migration that has SQLite make core_searchentrytext anew must put its triggers back
(`create_search_index`): they go with the table.
"""
import django.db.models.deletion
import django.utils.timezone
import portal.core.error_reports
import simple_history.models
from django.conf import settings
from django.db import migrations, models


JOURNAL = "core_journalentry"
REFUSAL = "Nothing alters the journal."
JOURNAL_SQLITE = f"CREATE TRIGGER {JOURNAL}_stays BEFORE UPDATE ON {JOURNAL} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
JOURNAL_POSTGRES = f"""
CREATE FUNCTION {JOURNAL}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$;
CREATE TRIGGER {JOURNAL}_stays BEFORE UPDATE OR DELETE ON {JOURNAL} FOR EACH ROW EXECUTE FUNCTION {JOURNAL}_stays();
"""

TOKEN_COLUMNS = ("title_words", "summary_words", "body_words")


def columns(prefix=""):
    return ", ".join(f"{prefix}{name}" for name in TOKEN_COLUMNS)


REMOVE = f"INSERT INTO core_words(core_words, rowid, {columns()}) VALUES ('delete', old.entry_id, {columns('old.')});"
ADD = f"INSERT INTO core_words(rowid, {columns()}) VALUES (new.entry_id, {columns('new.')});"
# ASCII: the tokeniser of portal.search.tokenizer has parted the tokens by blanks already
SEARCH_SQLITE = (
    f"CREATE VIRTUAL TABLE core_words USING fts5({columns()}, content='core_searchentrytext', content_rowid='entry_id', "
    "tokenize='ascii', detail='column')",
    f"CREATE TRIGGER core_words_added AFTER INSERT ON core_searchentrytext BEGIN {ADD} END",
    f"CREATE TRIGGER core_words_deleted AFTER DELETE ON core_searchentrytext BEGIN {REMOVE} END",
    f"CREATE TRIGGER core_words_changed AFTER UPDATE ON core_searchentrytext BEGIN {REMOVE} {ADD} END",
)
VECTORS = ("title_vector", "lead_vector", "vector")
SEARCH_POSTGRES = (
    *(f"ALTER TABLE core_searchentry ADD COLUMN {name} tsvector" for name in VECTORS),
    # The vectors go out of the row, what a search reads of every hit stays in it
    "ALTER TABLE core_searchentrytext SET (toast_tuple_target = 128)",
    "ALTER TABLE core_searchentry SET (toast_tuple_target = 128)",
    "ALTER TABLE core_searchentry ALTER COLUMN facets SET STORAGE MAIN, ALTER COLUMN digest SET STORAGE MAIN",
    # The tokens are alphanumeric and parted by blanks, so that their line is the literal of a vector
    """CREATE FUNCTION core_searchentry_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE core_searchentry SET
            title_vector = new.title_words::tsvector,
            lead_vector = (new.title_words || ' ' || new.summary_words)::tsvector,
            vector = (new.title_words || ' ' || new.summary_words || ' ' || new.body_words)::tsvector
        WHERE id = new.entry_id;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER core_searchentry_words AFTER INSERT OR UPDATE ON core_searchentrytext "
    "FOR EACH ROW EXECUTE FUNCTION core_searchentry_words()",
    *(f"CREATE INDEX core_searchentry_{name} ON core_searchentry USING gin ({name})" for name in VECTORS),
)


def protect_journal(apps, schema_editor):
    # SQLite gets no trigger on deletion: there a deletion of all rows is how a test database is emptied
    schema_editor.execute(JOURNAL_POSTGRES if schema_editor.connection.vendor == "postgresql" else JOURNAL_SQLITE, None)


def release_journal(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {JOURNAL}_stays ON {JOURNAL}; DROP FUNCTION {JOURNAL}_stays()", None)
    else:
        schema_editor.execute(f"DROP TRIGGER {JOURNAL}_stays", None)


def create_search_index(apps, schema_editor):
    for statement in SEARCH_POSTGRES if schema_editor.connection.vendor == "postgresql" else SEARCH_SQLITE:
        schema_editor.execute(statement, None)


def drop_search_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER core_searchentry_words ON core_searchentrytext", None)
        schema_editor.execute("DROP FUNCTION core_searchentry_words", None)
    else:
        schema_editor.execute("DROP TABLE core_words", None)  # the triggers go with core_searchentrytext


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField(verbose_name='moment')),
                ('act', models.CharField(choices=[('step', 'step of the chain'), ('deleted', 'deleted'), ('restored', 'brought back after its deletion'), ('reverted', 'brought back to an earlier version'), ('merged', 'merged'), ('forgotten', "a person's name taken out"), ('exported', 'exported')], max_length=10, verbose_name='act')),
                ('what', models.CharField(blank=True, max_length=40, verbose_name='more exactly')),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='kind of record')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='number of the record')),
                ('reason_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the reason')),
                ('details', models.JSONField(default=dict, verbose_name='details')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'journal entry',
                'verbose_name_plural': 'journal',
                'ordering': ('-pk',),
                'permissions': [('export_journalentry', 'Can export the journal and histories'), ('forget_person', "Can take a person's name out of everything")],
                'default_permissions': ('view',),
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('key', models.PositiveBigIntegerField(verbose_name='record')),
                ('number', models.PositiveBigIntegerField(verbose_name='number in the Chinese address')),
                ('number_en', models.PositiveBigIntegerField(verbose_name='number in the English address')),
                ('day', models.DateField(verbose_name='day')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('ordinal', models.PositiveIntegerField(verbose_name='number of the day')),
                ('facets', models.TextField(verbose_name='values of its facets')),
                ('public_from', models.DateTimeField(verbose_name='public from')),
                ('public_until', models.DateTimeField(null=True, verbose_name='public until')),
                ('digest', models.CharField(max_length=64, verbose_name='digest of what it says')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'ordering': ('-day', '-pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SitePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('about', 'About the portal'), ('contact', 'Contact'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility')], max_length=20, unique=True, verbose_name='page')),
                ('text', models.TextField(blank=True, help_text='HTML with paragraphs, headings, lists, tables, quotes and links. Blank: the text that the portal ships.', verbose_name='text in Chinese')),
                ('text_en', models.TextField(blank=True, help_text='Blank: the text that the portal ships.', verbose_name='text in English')),
                ('changed_on', models.DateField(auto_now=True, verbose_name='changed on')),
            ],
            options={
                'verbose_name': 'page of the site',
                'verbose_name_plural': 'pages of the site',
                'ordering': ('place',),
            },
        ),
        migrations.CreateModel(
            name='SiteVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='number')),
                ('moved_at', models.DateTimeField(verbose_name='moved at')),
            ],
            options={
                'verbose_name': 'version of the site',
                'verbose_name_plural': 'versions of the site',
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=portal.core.error_reports.generate_number, editable=False, max_length=14, unique=True, verbose_name='number')),
                ('page', models.CharField(max_length=300, verbose_name='page')),
                ('reason', models.TextField(max_length=2000, verbose_name='what is wrong')),
                ('source', models.CharField(max_length=500, verbose_name='what it rests on')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='received at')),
                ('state', models.CharField(choices=[('new', 'received'), ('taken', 'being looked into'), ('corrected', 'corrected'), ('declined', 'looked into, not changed')], default='new', editable=False, max_length=10, verbose_name='state')),
                ('answer', models.TextField(blank=True, help_text="The sender reads it under the report's number. Needed before the report is closed.", max_length=2000, verbose_name='answer')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='closed at')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
            ],
            options={
                'verbose_name': 'error report',
                'verbose_name_plural': 'error reports',
                'ordering': ('-made_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='HistoricalSitePage',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('deletion_id', models.UUIDField(editable=False, null=True)),
                ('place', models.CharField(choices=[('about', 'About the portal'), ('contact', 'Contact'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility')], db_index=True, max_length=20, verbose_name='page')),
                ('text', models.TextField(blank=True, help_text='HTML with paragraphs, headings, lists, tables, quotes and links. Blank: the text that the portal ships.', verbose_name='text in Chinese')),
                ('text_en', models.TextField(blank=True, help_text='Blank: the text that the portal ships.', verbose_name='text in English')),
                ('changed_on', models.DateField(blank=True, editable=False, verbose_name='changed on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical page of the site',
                'verbose_name_plural': 'historical pages of the site',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='JournalReason',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='reason', serialize=False, to='core.journalentry', verbose_name='entry')),
                ('text', models.TextField(verbose_name='reason')),
            ],
            options={
                'verbose_name': 'reason of a journal entry',
                'verbose_name_plural': 'reasons of journal entries',
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchEntryText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='core.searchentry', verbose_name='search entry')),
                ('title', models.TextField(verbose_name='Chinese title')),
                ('title_en', models.TextField(verbose_name='English title')),
                ('summary', models.TextField(verbose_name='summary in Chinese')),
                ('summary_en', models.TextField(verbose_name='summary in English')),
                ('body', models.TextField(verbose_name='text in Chinese')),
                ('body_en', models.TextField(verbose_name='text in English')),
                ('title_words', models.TextField(verbose_name='words of the titles')),
                ('summary_words', models.TextField(verbose_name='words of the summaries')),
                ('body_words', models.TextField(verbose_name='words of the texts')),
            ],
            options={
                'verbose_name': 'text of a search entry',
                'verbose_name_plural': 'texts of search entries',
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['public_from'], name='core_searchentry_from'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['public_until'], name='core_searchentry_until'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('kind', 'key', 'public_from'), name='core_searchentry_once'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(fields=['state', 'made_at', 'id'], name='core_reports_waiting'),
        ),
        migrations.AddConstraint(
            model_name='errorreport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('new', 'taken')), models.Q(models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='core_errorreport_closed_with_answer'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(fields=['kind', 'number'], name='core_journal_of_record'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(fields=['person', 'moment'], name='core_journal_of_person'),
        ),
        migrations.RunPython(protect_journal, release_journal),
        migrations.RunPython(create_search_index, drop_search_index),
    ]
