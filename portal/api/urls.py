"""The addresses of the API."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from portal.api import views

router = SimpleRouter()
for name, viewset in views.VIEWSETS.items():
    router.register(name, viewset, basename=name)

app_name = "api"
urlpatterns = [
    path("", views.api_docs, name="page"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include(router.urls)),
    re_path("^(?P<path>.+)$", views.not_found),
]
