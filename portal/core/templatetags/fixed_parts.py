"""The parts of a template that do not depend on the page, rendered once by each process."""

from django import template
from django.template import Context, NodeList
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

register = template.Library()

MAX_RENDERED = 200  # texts of one part; past that it begins anew


class FixedNode(Node):
    """Content that is rendered once for each combination of some values.

    The rendered text lives as long as the compiled template does, so that a template that is read
    again is rendered again. The content is no part of `child_nodelists`: nothing looks for blocks
    in it at each rendering.
    """

    child_nodelists = ()

    def __init__(self, values: list[FilterExpression], content: NodeList):
        self.values = values
        self.content = content
        self.rendered: dict[tuple, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The content, from memory where it was rendered for these values before."""
        key = tuple(value.resolve(context, ignore_failures=True) for value in self.values)
        text = self.rendered.get(key)
        if text is None:
            if len(self.rendered) >= MAX_RENDERED:
                self.rendered.clear()
            text = self.rendered[key] = self.content.render(context)
        return text


@register.tag
def fixed(parser: Parser, token: Token) -> FixedNode:
    """Render what stands up to `endfixed` once for each combination of the values that the tag names.

    `{% fixed page_language section.sign %}`: the content may depend on these values and on the
    settings, on nothing else. It serves where the values are few, such as languages and sections.
    """
    _name, *words = token.split_contents()
    values = [parser.compile_filter(word) for word in words]
    content = parser.parse(("endfixed",))
    parser.delete_first_token()
    if content.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("A fixed part holds no blocks: pages fill them.")
    return FixedNode(values, content)
