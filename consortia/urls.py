"""Addresses of the records, under a language prefix."""

from django.urls import path

from consortia import views

urlpatterns = [
    path("consortia/", views.consortium_list, name="consortia"),
    path("consortia/<int:pk>/", views.consortium_detail, name="consortium"),
    path("changes/", views.membership_changes, name="changes"),
    path("organisations/", views.organisation_list, name="organisations"),
    path("organisations/<int:pk>/", views.organisation_detail, name="organisation"),
    path("conferences/", views.conference_list, name="conferences"),
    path("conferences/<int:pk>/", views.conference_detail, name="conference"),
    path("agreements/", views.agreement_list, name="agreements"),
    path("agreements/<int:pk>/", views.agreement_detail, name="agreement"),
    path("training-bases/", views.training_base_list, name="training-bases"),
    path("training-bases/<int:pk>/", views.training_base_detail, name="training-base"),
    path("documents/<int:pk>/file/", views.document_file, name="document-file"),
]
