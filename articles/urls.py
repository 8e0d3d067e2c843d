"""Addresses of articles, under a language prefix."""

from django.urls import path

from articles import views

urlpatterns = [
    path("articles/", views.article_list, name="articles"),
    path("articles/<int:pk>/", views.article_detail, name="article"),
    path("articles/<int:pk>/versions/<int:number>/", views.article_version, name="version"),
    path(
        "articles/<int:pk>/versions/<int:number>/pictures/<int:place>/",
        views.article_picture,
        name="picture",
    ),
    path(
        "articles/<int:pk>/versions/<int:number>/pictures/<int:place>/<int:width>/",
        views.article_picture,
        name="rendition",
    ),
    path("articles/<int:pk>/card/", views.article_card_picture, name="article-card"),
    path(
        "articles/<int:pk>/card/<int:width>/",
        views.article_card_picture,
        name="article-card-in-width",
    ),
]
