import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('what', models.CharField(max_length=300, verbose_name='what was read')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='refused')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'import run',
                'verbose_name_plural': 'import runs',
                'ordering': ('-started_at', '-pk'),
                'permissions': [('undo_batch', 'Can undo what was decided on an import run')],
            },
        ),
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='file name')),
                ('origin', models.CharField(blank=True, help_text='The address where the page was seen.', max_length=1000, verbose_name='origin')),
                ('content', models.BinaryField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('encoding', models.CharField(max_length=20, verbose_name='encoding')),
                ('flags', models.JSONField(blank=True, default=list, verbose_name='quality flags')),
                ('text_hash', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='hash of the text')),
                ('articles', models.ManyToManyField(blank=True, related_name='captures', to='articles.article', verbose_name='articles')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='seeds.batch', verbose_name='import run')),
                ('duplicate_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='duplicates', to='seeds.capture', verbose_name='same text as')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later_versions', to='seeds.capture', verbose_name='earlier version')),
            ],
            options={
                'verbose_name': 'captured page',
                'verbose_name_plural': 'captured pages',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('kind', models.CharField(choices=[('consortium', 'consortium'), ('membership', 'membership'), ('conference', 'conference'), ('agreement', 'agreement'), ('training_base', 'training base'), ('appointment', 'appointment'), ('document', 'document'), ('figure', 'figure')], max_length=15, verbose_name='kind')),
                ('payload', models.JSONField(default=dict, verbose_name='what is proposed')),
                ('evidence', models.JSONField(default=list, verbose_name='evidence')),
                ('identity', models.CharField(max_length=64, verbose_name='identity')),
                ('confidence', models.FloatField(verbose_name='confidence')),
                ('stated_confidence', models.FloatField(verbose_name='confidence that the rule states')),
                ('rule', models.CharField(max_length=80, verbose_name='rule')),
                ('rules_hash', models.CharField(max_length=64, verbose_name='hash of the rules')),
                ('status', models.CharField(choices=[('waiting', 'waiting'), ('later', 'not now'), ('accepted', 'accepted'), ('edited', 'edited and accepted'), ('refused', 'refused'), ('outdated', 'replaced by a later version of the page')], default='waiting', max_length=10, verbose_name='status')),
                ('object_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='record')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('undo_log', models.JSONField(blank=True, default=list, verbose_name='rows written')),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='articles.article', verbose_name='article')),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='seeds.capture', verbose_name='captured page')),
                ('content_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next_versions', to='seeds.proposal', verbose_name='on the earlier version')),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ('capture', 'position', 'pk'),
                'permissions': [('decide_proposal', 'Can decide on proposals')],
            },
        ),
        migrations.CreateModel(
            name='Shipped',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True, verbose_name='key')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='record')),
                ('entry_hash', models.CharField(max_length=64, verbose_name='hash of the entry')),
                ('record_hash', models.CharField(max_length=64, verbose_name='hash of the record')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype', verbose_name='kind of record')),
            ],
            options={
                'verbose_name': 'shipped record',
                'verbose_name_plural': 'shipped records',
                'ordering': ('key',),
            },
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='seeds_batch_undone_whole'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['status', 'capture'], name='seeds_proposal_queue'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['rule', 'status'], name='seeds_proposal_by_rule'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('capture', 'identity'), name='seeds_proposal_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__gte', 0), ('confidence__lte', 1), ('stated_confidence__gte', 0), ('stated_confidence__lte', 1)), name='seeds_proposal_confidence_in_bounds'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('status__in', frozenset(['accepted', 'edited', 'refused']))), models.Q(models.Q(('status__in', frozenset(['accepted', 'edited', 'refused'])), _negated=True), ('decided_at__isnull', True)), _connector='OR'), name='seeds_proposal_decided_at_a_moment'),
        ),
    ]
