"""Addresses of the records, under a language prefix."""

from django.urls import path

from consortia import views

urlpatterns = [
    path("consortia/", views.consortia, name="consortia"),
    path("consortia/<int:pk>/", views.consortium, name="consortium"),
    path("changes/", views.changes, name="changes"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("conferences/", views.conferences, name="conferences"),
    path("conferences/<int:pk>/", views.conference, name="conference"),
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/<int:pk>/", views.agreement, name="agreement"),
    path("training-bases/", views.training_bases, name="training-bases"),
    path("training-bases/<int:pk>/", views.training_base, name="training-base"),
    path("documents/<int:pk>/file/", views.document_file, name="document-file"),
]
