"""Addresses of articles, under a language prefix."""

from django.urls import path

from articles import views

urlpatterns = [
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("articles/<int:pk>/versions/<int:number>/pictures/<int:place>/", views.picture, name="picture"),
    path("articles/<int:pk>/versions/<int:number>/pictures/<int:place>/<int:width>/", views.picture, name="rendition"),
]
