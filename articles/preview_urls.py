"""Addresses of preview links: no language prefix, nothing to guess."""

from django.urls import path

from articles import preview

urlpatterns = [
    path("<str:token>/", preview.preview, name="preview"),
    path("<str:token>/answer/", preview.answer, name="preview-answer"),
    path("<str:token>/thanks/", preview.thanks, name="preview-thanks"),
    path("<str:token>/pictures/<int:place>/", preview.picture, name="preview-picture"),
]
