
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_autosave'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_hash', models.CharField(max_length=64, verbose_name='hash of the text')),
                ('moment', models.DateTimeField(verbose_name='moment')),
            ],
            options={
                'verbose_name': 'look at a text',
                'verbose_name_plural': 'looks at texts',
                'ordering': ('moment', 'pk'),
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='historicalremark',
            name='reply_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.remark', verbose_name='reply to'),
        ),
        migrations.AddField(
            model_name='remark',
            name='reply_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='articles.remark', verbose_name='reply to'),
        ),
        migrations.AlterField(
            model_name='historicalreview',
            name='stage',
            field=models.CharField(choices=[('submitted', 'submitted'), ('first', 'first review'), ('second', 'second review'), ('sign_off', 'sign-off'), ('returned', 'returned to author'), ('correction', 'correction opened'), ('cancelled', 'correction cancelled'), ('withdrawn', 'withdrawn'), ('shipped', 'shipped with the portal'), ('voided', 'signatures voided by a change')], max_length=12, verbose_name='step'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='stage',
            field=models.CharField(choices=[('submitted', 'submitted'), ('first', 'first review'), ('second', 'second review'), ('sign_off', 'sign-off'), ('returned', 'returned to author'), ('correction', 'correction opened'), ('cancelled', 'correction cancelled'), ('withdrawn', 'withdrawn'), ('shipped', 'shipped with the portal'), ('voided', 'signatures voided by a change')], max_length=12, verbose_name='step'),
        ),
        migrations.AlterField(
            model_name='review',
            name='stage',
            field=models.CharField(choices=[('submitted', 'submitted'), ('first', 'first review'), ('second', 'second review'), ('sign_off', 'sign-off'), ('returned', 'returned to author'), ('correction', 'correction opened'), ('cancelled', 'correction cancelled'), ('withdrawn', 'withdrawn'), ('shipped', 'shipped with the portal'), ('voided', 'signatures voided by a change')], max_length=12, verbose_name='step'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('reply_to__isnull', True), ('resolved_at__isnull', True), _connector='OR'), name='articles_remark_reply_is_not_resolved'),
        ),
        migrations.AddField(
            model_name='reviewlook',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='reviewlook',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='reviewlook',
            constraint=models.UniqueConstraint(fields=('article', 'person', 'text_hash'), name='articles_reviewlook_once'),
        ),
    ]
