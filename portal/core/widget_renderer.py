"""Rendering the widgets of long forms without a template for each.

A form of 120 rows has some 2,000 widgets; Django's templates of inputs and selects take most of its time.
"""

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class WidgetRenderer(DjangoTemplates):
    """Django's renderer, which writes inputs, text areas and selects itself, to the same HTML."""

    def render(self, template_name, context, request=None):
        """The HTML of a widget."""
        if template_name == EMPTY_ERRORS and not context["errors"]:
            return ""
        if template_name == "django/forms/widgets/textarea.html":
            return _textarea(context["widget"])
        if template_name in PLAIN_INPUTS:
            return _input(context["widget"])
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        return super().render(template_name, context, request)


EMPTY_ERRORS = "django/forms/errors/list/ul.html"
PLAIN_INPUTS = {
    f"django/forms/widgets/{name}.html"
    for name in ("input", "text", "number", "hidden", "url", "checkbox")
}


def _attributes(values: dict) -> SafeString:
    shown = [(name, value) for name, value in values.items() if value is not False]
    return mark_safe(  # noqa: S308  each part is escaped
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
            for name, value in shown
        )
    )


def _input(widget) -> SafeString:
    value = {} if widget["value"] is None else {"value": widget["value"]}
    return format_html(
        "<input{}>",
        _attributes({"type": widget["type"], "name": widget["name"], **value, **widget["attrs"]}),
    )


def _textarea(widget) -> SafeString:
    attributes = _attributes({"name": widget["name"], **widget["attrs"]})
    return format_html("<textarea{}>\n{}</textarea>", attributes, widget["value"] or "")


def _select(widget) -> SafeString:
    options = format_html_join("\n", "{}", ((_group(*each),) for each in widget["optgroups"]))
    attributes = _attributes({"name": widget["name"], **widget["attrs"]})
    return format_html("<select{}>\n{}\n</select>", attributes, options)


def _group(name, choices, _index) -> SafeString:
    options = format_html_join(
        "\n",
        "<option{}>{}</option>",
        (
            (_attributes({"value": str(option["value"]), **option["attrs"]}), option["label"])
            for option in choices
        ),
    )
    if not name:
        return options
    return format_html('<optgroup label="{}">\n{}\n</optgroup>', name, options)


WIDGET_RENDERER = WidgetRenderer()
