"""Widgets that are written without a template are what Django's templates make of them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from pytest_django.asserts import assertHTMLEqual

from portal.core.widget_renderer import WIDGET_RENDERER

CHOICES = [("", "—"), ("a<", "A & B"), ("group", [("b", "B"), (3, "3")])]
WIDGETS = [
    (forms.TextInput(attrs={"class": "v", "required": True, "hidden": False}), 'a"b<c>'),
    (forms.TextInput(), None),
    (forms.NumberInput(), 0),
    (forms.HiddenInput(), "7"),
    (forms.URLInput(), "https://a.example/?b=1&c=2"),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Textarea(attrs={"rows": 2}), "<b>\n"),
    (forms.Textarea(), None),
    (forms.Select(choices=CHOICES), "a<"),
    (forms.Select(choices=CHOICES, attrs={"class": "w"}), 3),
    (forms.SelectMultiple(choices=CHOICES), ["b", "3"]),
    (forms.RadioSelect(choices=CHOICES), "b"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_widget_is_the_same_as_by_template(widget, value):
    by_template = widget.render("n", value, {"id": "i"}, DjangoTemplates())
    assertHTMLEqual(widget.render("n", value, {"id": "i"}, WIDGET_RENDERER), by_template)


def test_errors_of_a_field_are_shown():
    class OneField(forms.Form):
        default_renderer = WIDGET_RENDERER
        name = forms.CharField()

    assert "errorlist" in str(OneField({})["name"].errors)
    assert str(OneField({"name": "a"})["name"].errors) == ""
