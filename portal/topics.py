"""Topics as the public sees them: those that a public article carries."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from articles.models import Article, Topic
from portal.core.names import current_language


def topics_with_articles() -> QuerySet[Topic]:
    """The topics of public articles, the fullest first; `rows` counts the works in each."""
    shown = Article.objects.shown_in(current_language()).values("pk")
    carried = Q(items__content_type=ContentType.objects.get_for_model(Article), items__object_id__in=shown)
    return Topic.objects.annotate(rows=Count("items", filter=carried)).filter(rows__gt=0).order_by("-rows", "name")
