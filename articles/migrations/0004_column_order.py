from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_views")]
    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["column", "-listed_on", "-id"], name="articles_listed_under"),
        ),
    ]
