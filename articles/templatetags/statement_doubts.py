"""The mark at a key point or summary whose paragraph was corrected."""

from django import template

register = template.Library()


@register.inclusion_tag("articles/_statement_doubt.html", takes_context=True)
def statement_doubt(context, kind: str, text: str) -> dict:
    """When the paragraph was corrected; nothing on a page that knows of no doubts."""
    for doubt in context.get("doubts", ()):
        if (doubt.kind, doubt.text) == (kind, text):
            return {
                "since": doubt.corrected_in.public_from,
                "words": doubt.repeated_words,
                "page_language": context["page_language"],
            }
    return {"since": None}
