"""Addresses of preview links, without a language prefix."""

from django.urls import path

from articles import preview_views

urlpatterns = [
    path("<str:token>/", preview_views.preview, name="preview"),
    path("<str:token>/answer/", preview_views.preview_answer, name="preview-answer"),
    path("<str:token>/thanks/", preview_views.preview_thanks, name="preview-thanks"),
    path(
        "<str:token>/pictures/<int:place>/", preview_views.preview_picture, name="preview-picture"
    ),
]
