"""Every string for translation stands where gettext finds it, and is translated when somebody reads it."""

import ast
import re

from tests.test_conventions import MODULES, PACKAGES, PROJECT

# Which arguments of each function gettext reads out of the source
TEXT_ARGUMENTS = {
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}  # in the language of the moment
# Modules that translate what a variable holds, which their own table marks with gettext_noop
TABLES = {
    "portal/audit/history_reasons.py": "the reasons that code gives, each declared where it is given",
    "portal/core/permission_labels.py": "the roles, and the rights on models that are gone",
    "seeds/page_import/reasons.py": "the sentences and words listed above it",
}
TRANSLATED_VARIABLE = re.compile(r"""\{%\s*trans(?:late)?\s+(?!["'])[^%]*%\}""")


def translating_calls(tree):
    """Each call of a function of Django's translation, with the function's own name."""
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = names.get(node.func.id)
            if function in TEXT_ARGUMENTS:
                yield function, node


def hidden_strings(tree):
    """The lines of calls with a text that gettext cannot see: a variable, an f-string, a sum."""
    return [
        node.lineno
        for function, node in translating_calls(tree)
        if not all(is_text(argument) for argument in texts_given(function, node))
    ]


def texts_given(function, call):
    return [call.args[place] for place in TEXT_ARGUMENTS[function] if place < len(call.args)]


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def frozen_strings(tree):
    """The lines of calls that translate while the module is read, so that every reader gets one language."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    return [
        node.lineno
        for function, node in translating_calls(tree)
        if function in AT_ONCE and id(node) not in inside
    ]


def test_gettext_sees_every_string():
    hidden = {str(path): hidden_strings(tree) for path, tree in MODULES.items()}
    assert {path for path, lines in hidden.items() if lines} == set(TABLES), hidden


def test_nothing_is_translated_while_modules_are_read():
    frozen = {str(path): frozen_strings(tree) for path, tree in MODULES.items()}
    assert {path: lines for path, lines in frozen.items() if lines} == {}


def test_templates_translate_no_variable():
    pages = [page for package in PACKAGES for page in (PROJECT / package).rglob("*.html")]
    found = {str(page): TRANSLATED_VARIABLE.findall(page.read_text()) for page in pages}
    assert {page: tags for page, tags in found.items() if tags} == {}


def test_hidden_and_frozen_strings_are_found():
    source = "from django.utils.translation import gettext as _, ngettext\n"
    tree = ast.parse(f'{source}_("a")\n_(text)\n_(f"{{a}}")\ndef f():\n    ngettext("a", many, 2)')
    assert (hidden_strings(tree), frozen_strings(tree)) == ([3, 4, 6], [2, 3, 4])
