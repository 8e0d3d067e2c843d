import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0002_organisation_credit_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('members', 'members'), ('training_bases', 'training bases'), ('agreements', 'agreements')], max_length=20, verbose_name='kind of list')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='file')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                ('sheet', models.JSONField(default=dict, verbose_name='what was read')),
                ('decisions', models.JSONField(default=dict, verbose_name='decisions')),
                ('counts', models.JSONField(default=dict, verbose_name='counts')),
                ('outcome', models.JSONField(default=list, verbose_name='what became of each row')),
                ('undo_log', models.JSONField(default=list, verbose_name='how to undo it')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
            ],
            options={
                'verbose_name': 'spreadsheet import',
                'verbose_name_plural': 'spreadsheet imports',
                'ordering': ('-uploaded_at', '-pk'),
                'default_permissions': ('view',),
            },
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='consortium',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_imports', to='consortia.consortium', verbose_name='consortium'),
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.UniqueConstraint(condition=models.Q(('applied_at__isnull', True)), fields=('consortium', 'kind', 'by', 'digest'), name='consortia_sheetimport_waiting_once'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), models.Q(('applied_at__isnull', False), ('undone_at__gte', models.F('applied_at'))), _connector='OR'), name='consortia_sheetimport_undone_after_applied'),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', False), ('undone_by__isnull', True), _connector='OR'), name='consortia_sheetimport_undone_at_a_time'),
        ),
    ]
