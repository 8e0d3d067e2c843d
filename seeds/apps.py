from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedsConfig(AppConfig):
    name = "seeds"
    verbose_name = _("Imports")

    def ready(self):
        """Register the checks, the panel beside the editor of a draft, and the writing of held decisions."""
        # These need the models
        from articles.editor.editor_panels import register_panel  # noqa: PLC0415  needs the models
        from articles.publication_registry import register_follow_up  # noqa: PLC0415  needs the models
        from seeds import checks  # noqa: F401, PLC0415  registers itself
        from seeds.capture_panel import render_capture_panel  # noqa: PLC0415  needs the models
        from seeds.reviewing.release import release_on_publication  # noqa: PLC0415  needs the models

        register_panel(render_capture_panel)
        register_follow_up(release_on_publication)
