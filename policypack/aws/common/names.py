"""How resources are named, and which names the provider made up."""

from __future__ import annotations

import re

from policypack.aws.common.programs import python_name
from policypack.aws.common.versions import own_provider_major
from policypack.catalog.types import TypeFacts, resource_type_facts
from policypack.model.facts import Fact
from policypack.model.resources import Resource
from policypack.model.values import Value

_MAJORS = (7, 6)
"""The majors of pulumi-aws that the data on types covers, newest first."""

_RANDOM_PART = re.compile(r"([-_](?=[a-f]*[0-9])[0-9a-f]{7}|(?=[0-9a-f]*[a-f])[0-9a-f]{7})(\.fifo)?")
"""What the provider puts behind the logical name. Seven letters are rather a word, and seven decimal digits that
nothing separates a number: taking them for random would report a name that somebody chose."""

_FIFO_FLAGS = {"aws:sqs/queue:Queue": "fifoQueue", "aws:sns/topic:Topic": "fifoTopic"}
_ALIAS = "aws:kms/alias:Alias"
_ALIAS_PREFIX = "alias/"


def type_facts(resource: Resource) -> TypeFacts | None:
    """What the resource's own pulumi-aws says of its type, or the newest that has the type; None where none has."""
    majors = dict.fromkeys((own_provider_major(resource), *_MAJORS))
    found = (resource_type_facts(resource.type, major) for major in majors if major is not None)
    return next((facts for facts in found if facts is not None), None)


def is_automatic(name: Value, resource: Resource) -> Fact:
    """The name is one that the provider makes of the logical name and random digits where the program says none."""
    return name.as_text().test(lambda text: _is_made_of(text, resource.name))


def _is_made_of(name: str, logical_name: str) -> bool:
    name, logical_name = name.lower().removeprefix(_ALIAS_PREFIX), logical_name.lower().removeprefix(_ALIAS_PREFIX)
    return name.startswith(logical_name) and bool(_RANDOM_PART.fullmatch(name[len(logical_name) :]))


def code_of_name(resource: Resource, argument: str) -> str:
    """The argument with a name of one's own, which is another in each stack."""
    prefix = _ALIAS_PREFIX if resource.type == _ALIAS else ""
    flag = _FIFO_FLAGS.get(resource.type)
    suffix = ".fifo" if flag and resource[flag].is_true().truth else ""
    return f'{python_name(argument)}=f"{prefix}{{pulumi.get_stack()}}-{_letters(resource.name)}{suffix}"'


def _letters(logical_name: str) -> str:
    """The logical name without what a name, or the code of a fix, does not allow."""
    return re.sub(r"[^a-z0-9]+", "-", logical_name.lower()).strip("-") or "main"
