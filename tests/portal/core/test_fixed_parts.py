"""The parts of a template that are rendered once."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError

from portal.core.templatetags.fixed_parts import MAX_RENDERED, FixedNode

ENGINE = Engine(libraries={"fixed_parts": "portal.core.templatetags.fixed_parts"})


def _template(text):
    return ENGINE.from_string("{% load fixed_parts %}" + text)


class Counter:
    """Says how often it was asked."""

    asked = 0

    def number(self) -> int:
        """One more each time."""
        self.asked += 1
        return self.asked


def test_fixed_part_with_the_same_values_is_rendered_once():
    template = _template("{% fixed language %}{{ language }}{{ counter.number }}{% endfixed %}")
    counter = Counter()
    texts = [
        template.render(Context({"language": language, "counter": counter}))
        for language in ("en", "zh-hans", "en", "zh-hans")
    ]
    assert texts == ["en1", "zh-hans2", "en1", "zh-hans2"]


def test_fixed_part_with_missing_values_is_rendered_once():
    template = _template("{% fixed section.sign %}{{ counter.number }}{% endfixed %}")
    counter = Counter()
    context = {"section": None, "counter": counter}
    assert [template.render(Context(context)) for _time in range(2)] == ["1", "1"]


def test_fixed_part_without_values_is_rendered_once_for_each_template():
    counter = Counter()
    texts = [
        _template("{% fixed %}{{ counter.number }}{% endfixed %}").render(
            Context({"counter": counter})
        )
        for _template_number in range(2)
    ]
    assert texts == ["1", "2"]


def test_fixed_part_with_a_block_is_refused():
    with pytest.raises(TemplateSyntaxError, match="holds no blocks"):
        _template("{% fixed %}<p>{% block name %}{% endblock %}</p>{% endfixed %}")


def test_fixed_part_keeps_a_bounded_number_of_texts():
    template = _template("{% fixed number %}{{ number }}{% endfixed %}")
    texts = [template.render(Context({"number": number})) for number in range(MAX_RENDERED * 2 + 1)]
    assert texts[-1] == str(MAX_RENDERED * 2)
    part = next(node for node in template.nodelist if isinstance(node, FixedNode))
    assert len(part.rendered) == 1
