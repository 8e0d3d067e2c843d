import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0003_not_the_same'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_id', models.PositiveBigIntegerField(verbose_name='number of the kept record')),
                ('gone_id', models.PositiveBigIntegerField(verbose_name='number of the record that is gone')),
                ('kept_name', models.CharField(max_length=300, verbose_name='kept record')),
                ('gone_name', models.CharField(max_length=300, verbose_name='record that is gone')),
                ('at', models.DateTimeField(verbose_name='merged at')),
                ('why', models.TextField(verbose_name='reason')),
                ('steps', models.JSONField(default=list, verbose_name='what was done')),
                ('left', models.JSONField(default=dict, verbose_name='hashes of the rows as they were left')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ('-pk',),
                'default_permissions': ('view', 'add', 'change'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kept_id', models.F('gone_id')), _negated=True), name='consortia_merge_of_two'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='consortia_merge_with_reason'), models.CheckConstraint(condition=models.Q(('undone_at__isnull', False), ('undone_by__isnull', True), _connector='OR'), name='consortia_merge_undone_at_a_time'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('content_type', 'gone_id'), name='consortia_merge_gone_once')],
            },
        ),
        migrations.CreateModel(
            name='NotTwins',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one_id', models.PositiveBigIntegerField(verbose_name='number of the one record')),
                ('other_id', models.PositiveBigIntegerField(verbose_name='number of the other record')),
                ('at', models.DateTimeField(verbose_name='decided at')),
                ('why', models.TextField(verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
            ],
            options={
                'verbose_name': 'pair that is two',
                'verbose_name_plural': 'pairs that are two',
                'ordering': ('-pk',),
                'default_permissions': ('view', 'add', 'delete'),
                'constraints': [models.UniqueConstraint(fields=('content_type', 'one_id', 'other_id'), name='consortia_nottwins_once'), models.CheckConstraint(condition=models.Q(('one_id', models.F('other_id')), _negated=True), name='consortia_nottwins_of_two'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='consortia_nottwins_with_reason')],
            },
        ),
    ]
