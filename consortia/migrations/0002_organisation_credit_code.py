import portal.core.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalorganisation',
            name='credit_code',
            field=portal.core.fields.CreditCodeField(blank=True, default='', help_text='18 digits and capital letters, the last of them a check digit.', max_length=18, verbose_name='unified social credit code'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='credit_code',
            field=portal.core.fields.CreditCodeField(blank=True, default='', help_text='18 digits and capital letters, the last of them a check digit.', max_length=18, verbose_name='unified social credit code'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('credit_code', ''), _negated=True), fields=('credit_code',), name='consortia_organisation_credit_code_once', violation_error_message='Another organisation has this credit code.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('credit_code', ''), ('credit_code__regex', '^[0123456789ABCDEFGHJKLMNPQRTUWXY]{18}$'), _connector='OR'), name='consortia_organisation_credit_code_form', violation_error_message='A credit code has 18 digits and capital letters.'),
        ),
    ]
