import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('seeds', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('written', models.JSONField(blank=True, default=list, verbose_name='rows written')),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ('capture', 'position', 'pk'),
                'permissions': [('decide_proposal', 'Can decide on proposals')],
            },
        ),
        migrations.AlterModelOptions(
            name='batch',
            options={'ordering': ('-started_at', '-pk'), 'permissions': [('undo_batch', 'Can undo what was decided on an import run')], 'verbose_name': 'import run', 'verbose_name_plural': 'import runs'},
        ),
        migrations.AddField(
            model_name='batch',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='undone at'),
        ),
        migrations.AddField(
            model_name='batch',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddField(
            model_name='capture',
            name='former',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later_versions', to='seeds.capture', verbose_name='earlier version'),
        ),
        migrations.AddField(
            model_name='capture',
            name='text_hash',
            field=models.CharField(blank=True, db_index=True, max_length=64, verbose_name='hash of the text'),
        ),
        migrations.AddField(
            model_name='capture',
            name='twin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='twins', to='seeds.capture', verbose_name='same text as'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='seeds_batch_undone_whole'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='article',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='capture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='seeds.capture', verbose_name='captured page'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='content_type',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='earlier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='repeated', to='seeds.proposal', verbose_name='on the earlier version'),
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
