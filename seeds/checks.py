"""System checks: what the environment says of rules and of the second reader has to make sense."""

from django.core.checks import Error, register

from seeds.proposing.rule_floor import read_rule_floor
from seeds.second_reader.configuration import ConfigurationRefused, read_configuration


@register()
def check_environment(**_options) -> list[Error]:
    """A sentence for each variable that cannot be used."""
    errors = []
    try:
        read_rule_floor()
    except ValueError as error:
        errors.append(Error(str(error), id="seeds.E001"))
    try:
        read_configuration()
    except ConfigurationRefused as refused:
        errors += [Error(reason, id="seeds.E002") for reason in refused.reasons]
    return errors
