import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0002_figures_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalNotTheSame',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(help_text='As names are compared, without case and marks.', max_length=300, verbose_name='name, folded')),
                ('printed', models.CharField(max_length=300, verbose_name='name as printed')),
                ('at', models.DateTimeField(verbose_name='decided at')),
                ('why', models.TextField(verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='consortia.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'historical name that means another body',
                'verbose_name_plural': 'historical names that mean another body',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As names are compared, without case and marks.', max_length=300, verbose_name='name, folded')),
                ('printed', models.CharField(max_length=300, verbose_name='name as printed')),
                ('at', models.DateTimeField(verbose_name='decided at')),
                ('why', models.TextField(verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='not_meant_by', to='consortia.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'name that means another body',
                'verbose_name_plural': 'names that mean another body',
                'ordering': ('-at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('name', 'organisation'), name='consortia_notthesame_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='consortia_notthesame_named'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='consortia_notthesame_with_reason')],
            },
        ),
    ]
