from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='journalentry',
            name='act',
            field=models.CharField(choices=[('step', 'step of the chain'), ('deleted', 'deleted'), ('restored', 'brought back after its deletion'), ('reverted', 'brought back to an earlier version'), ('merged', 'merged'), ('forgotten', "a person's name taken out"), ('exported', 'exported'), ('imported', 'imported from a spreadsheet'), ('undone', 'import from a spreadsheet undone')], max_length=10, verbose_name='act'),
        ),
    ]
