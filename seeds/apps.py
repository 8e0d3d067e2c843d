from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedsConfig(AppConfig):
    name = "seeds"
    verbose_name = _("Imports")

    def ready(self):
        """Register the panel beside the editor of a draft."""
        from articles.editor.editor_panels import register_panel  # noqa: PLC0415  needs the models
        from seeds.capture_panel import render_capture_panel  # noqa: PLC0415

        register_panel(render_capture_panel)
