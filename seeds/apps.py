from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedsConfig(AppConfig):
    name = "seeds"
    verbose_name = _("Imports")

    def ready(self):
        """Have held decisions written when their article is published."""
        from articles.publication_registry import register_follow_up  # noqa: PLC0415
        from seeds.reviewing.release import release_on_publication  # noqa: PLC0415  needs the models

        register_follow_up(release_on_publication)
