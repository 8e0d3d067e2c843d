"""Register the models of articles in the admin, in the order of its start page."""

from django.contrib import admin
from taggit.models import Tag

from articles.admin.article import ArticleAdmin
from articles.admin.key_point import KeyPointAdmin
from articles.admin.media import MediaItemAdmin
from articles.admin.outlet import ColumnAdmin, OutletAdmin, OutletAliasAdmin
from articles.admin.picture import PictureAdmin
from articles.admin.topic import TopicAdmin
from articles.admin.view_counts import ViewCountAdmin
from articles.models import (
    Article,
    Column,
    KeyPoint,
    MediaItem,
    Outlet,
    OutletAlias,
    Picture,
    Topic,
    ViewCount,
)

admin.site.unregister(Tag)  # topics take the place of the tag library's own model

admin.site.register(Article, ArticleAdmin)
admin.site.register(MediaItem, MediaItemAdmin)
admin.site.register(Topic, TopicAdmin)
admin.site.register(Column, ColumnAdmin)
admin.site.register(Outlet, OutletAdmin)
admin.site.register(OutletAlias, OutletAliasAdmin)
admin.site.register(Picture, PictureAdmin)
admin.site.register(KeyPoint, KeyPointAdmin)
admin.site.register(ViewCount, ViewCountAdmin)
