
import django.db.models.deletion
from django.db import migrations, models


def follow_the_original(apps, schema_editor):
    """Have each signed translation follow the original as it was when the translation was signed."""
    article_model = apps.get_model("articles", "Article")
    version_model = apps.get_model("articles", "Version")
    translations = article_model.objects.filter(
        translation_of__isnull=False, signed__isnull=False, original_version__isnull=True
    )
    for article in translations.select_related("signed"):
        versions = version_model.objects.filter(article=article.translation_of_id).order_by("number")
        earlier = versions.filter(made_at__lte=article.signed.made_at).last()
        article_model.objects.filter(pk=article.pk).update(
            original_version=earlier or versions.first()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_review_looks_and_replies'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='original_version',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.version', verbose_name='version of the original that it follows'),
        ),
        migrations.RunPython(follow_the_original, migrations.RunPython.noop),
    ]
