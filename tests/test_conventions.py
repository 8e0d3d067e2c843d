"""The conventions that are cheap to check, kept from the syntax tree and the model registry."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils.functional import Promise

PROJECT = Path(__file__).parents[1]
PACKAGES = ("portal", "articles", "consortia", "seeds")
# Each floor imports only from itself and those before it; the rest of portal/ is the roof.
FLOORS = (
    ("portal.core", "portal.search", "portal.listing", "portal.audit", "portal.caching"),
    ("articles",),
    ("consortia",),
    ("seeds",),
    ("portal",),
)
LONGEST = 300
LONGEST_LINE = 110  # of a template, a style or a script
LONGEST_DRAWN_LINE = 200  # of one that holds an SVG path
DRAWN = re.compile(r""" d=["']|data:image/svg""")
LONG_MODULES: dict[str, str] = {}  # path: the reason why it is not split
STATUS_WORDS = {"status", "status__in", "status__exact"}
VERBS = {"filter", "exclude", "get"}
REPEATED_CLASSES = {"Meta", "Command", "Migration"}  # as Django names them
LANGUAGE_NAMES = {"ZH", "EN"}
LANGUAGE_MODULE = re.compile(r"^(?:zh|en)(?:_|$)")
PATH_IN_DOCS = re.compile(r"`((?:portal|articles|consortia|seeds|tests|docs)(?:/[a-z0-9_.-]+)+/?)`")


def modules():
    """The project's own modules without migrations, each with its syntax tree."""
    for package in PACKAGES:
        for path in sorted((PROJECT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(PROJECT), ast.parse(path.read_text())


MODULES = dict(modules())
DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
FUNCTIONS = [
    (path, node)
    for path, tree in MODULES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]
OWN = [
    model
    for package in ("articles", "consortia", "seeds")
    for model in apps.get_app_config(package).get_models()
]
MODELS = [model for model in OWN if not model.__name__.startswith("Historical")]


def floor_of(name):
    """The place of a dotted name among the floors; none for what is not ours."""
    for place, packages in enumerate(FLOORS):
        if any(name == package or name.startswith(f"{package}.") for package in packages):
            return place
    return None


def dotted(path):
    return ".".join(path.with_suffix("").parts)


def imported(tree):
    """The dotted names that a module imports anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names
            )


def test_packages_import_downwards():
    upwards = {
        f"{path}: {name}"
        for path, tree in MODULES.items()
        for name in imported(tree)
        if name.startswith(".")
        or (floor_of(name) is not None and floor_of(name) > floor_of(dotted(path)))
    }
    assert upwards == set()


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("portal.core.names", 0),
        ("articles.models", 1),
        ("seeds", 3),
        ("portal.site.views", 4),
        ("portals", None),
        ("django.db", None),
    ],
)
def test_floor_of_a_name(name, floor):
    assert floor_of(name) == floor


def test_imports_are_found_inside_functions():
    tree = ast.parse(
        "def work():\n    from portal.site import views\n    import seeds.models as rows"
    )
    assert list(imported(tree)) == ["portal.site.views", "seeds.models"]


def is_flag(argument, default):
    """Whether a parameter is a yes or no."""
    said = isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    return said or (isinstance(default, ast.Constant) and isinstance(default.value, bool))


def placed_flags(function):
    """The yes-or-no parameters that a caller could give by place."""
    placed = [*function.args.posonlyargs, *function.args.args]
    defaults = [None] * (len(placed) - len(function.args.defaults)) + function.args.defaults
    return [
        argument.arg
        for argument, default in zip(placed, defaults, strict=True)
        if is_flag(argument, default)
    ]


def test_flags_are_given_by_name():
    assert [
        f"{path}: {node.name}({name})" for path, node in FUNCTIONS for name in placed_flags(node)
    ] == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [("a, b=True", ["b"]), ("a: bool, *, b=True", ["a"]), ("a, *, b: bool = False", [])],
)
def test_flags_given_by_place_are_found(text, flags):
    assert placed_flags(ast.parse(f"def work({text}): pass").body[0]) == flags


def test_modules_are_short():
    long = {
        str(path) for path in MODULES if len((PROJECT / path).read_text().splitlines()) > LONGEST
    }
    assert long == set(LONG_MODULES)


def is_long_line(line):
    """Whether a line of a template, a style or a script is longer than it may be."""
    return len(line) > (LONGEST_DRAWN_LINE if DRAWN.search(line) else LONGEST_LINE)


@pytest.mark.parametrize("suffix", ["html", "css", "js"])
def test_lines_of_what_is_not_python_are_short(suffix):
    paths = [path for package in PACKAGES for path in (PROJECT / package).rglob(f"*.{suffix}")]
    assert paths
    assert [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if is_long_line(line)
    ] == []


@pytest.mark.parametrize(
    ("line", "long"),
    [
        ("x" * 110, False),
        ("x" * 111, True),
        ('<path d="' + "x" * 191, False),
        ('<path d="' + "x" * 192, True),
    ],
)
def test_long_lines_are_found(line, long):
    assert is_long_line(line) == long


def test_class_names_are_unique():
    places = defaultdict(list)
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in REPEATED_CLASSES:
                places[node.name].append(str(path))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def folded_statements(tree):
    """The lines of expressions that stand for a statement: `a and b()`, `b() if a else c()`."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.BoolOp | ast.IfExp | ast.NamedExpr)
    ]


def test_control_flow_is_spelled_out():
    folded = {str(path): folded_statements(tree) for path, tree in MODULES.items()}
    assert {path: lines for path, lines in folded.items() if lines} == {}


def test_folded_statements_are_found():
    tree = ast.parse("a and b()\nif a:\n    b()\nb() if a else c()")
    assert folded_statements(tree) == [1, 4]


def crowded_comprehensions(tree):
    """The lines of comprehensions with more than one condition."""
    return [
        node.target.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.comprehension) and len(node.ifs) > 1
    ]


def test_comprehensions_have_one_condition():
    crowded = {str(path): crowded_comprehensions(tree) for path, tree in MODULES.items()}
    assert {path: lines for path, lines in crowded.items() if lines} == {}


def asks_for_status(node):
    """Whether a call asks a queryset for a status."""
    named = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in VERBS
    )
    return named and any(word.arg in STATUS_WORDS for word in node.keywords)


def test_status_is_asked_for_in_models_alone():
    asked = {
        str(path)
        for path, tree in MODULES.items()
        if "models" not in path.parts
        for node in ast.walk(tree)
        if asks_for_status(node)
    }
    assert {path for path in asked if not path.endswith("/models.py")} == set()


def test_asking_for_status_is_found():
    assert any(
        asks_for_status(node)
        for node in ast.walk(ast.parse('Article.objects.exclude(status__in=["draft"])'))
    )


def test_no_module_is_called_utils():
    assert [str(path) for path in MODULES if path.stem in {"utils", "helpers", "misc"}] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_says_what_it_is_called(model):
    assert "__str__" in {
        name
        for base in model.__mro__
        if base.__module__.split(".")[0] in PACKAGES
        for name in vars(base)
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_has_an_order(model):
    assert model._meta.ordering


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_has_names_to_translate(model):
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_of_forms_have_labels_to_translate(model):
    shown = [
        field
        for field in model._meta.fields
        if field.editable and not isinstance(field, models.AutoField)
    ]
    assert [field.name for field in shown if not isinstance(field.verbose_name, Promise)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_constraints_are_named_after_their_model(model):
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
    assert [each.name for each in model._meta.constraints if not each.name.startswith(prefix)] == []


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_paths_in_documents_exist(page):
    paths = PATH_IN_DOCS.findall(page.read_text())
    assert [path for path in paths if not (PROJECT / path).exists()] == []


def asks_for_language(tree):
    """Whether a module compares something with one of the languages."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Name) and side.id in LANGUAGE_NAMES for side in sides):
            return True
    return False


def test_extraction_asks_for_no_language_outside_of_the_modules_of_one():
    asking = {
        str(path)
        for path, tree in MODULES.items()
        if path.is_relative_to("seeds/extraction")
        and not LANGUAGE_MODULE.match(path.stem)
        and asks_for_language(tree)
    }
    assert asking == set()
