"""How resources are named, and which names the provider generated."""

from __future__ import annotations

import re

from policypack.aws.common.versions import own_provider_major
from policypack.catalog.types import TypeFacts, resource_type_facts
from policypack.fix import Set, StackName
from policypack.model.facts import Fact
from policypack.model.resources import Resource
from policypack.model.values import Value

_MAJORS = (7, 6)
"""The majors of pulumi-aws that the data on types covers, newest first."""

_RANDOM_PART = re.compile(r"([-_](?=[a-f]*[0-9])[0-9a-f]{7}|(?=[0-9a-f]*[a-f])[0-9a-f]{7})(\.fifo)?")
"""What the provider adds to the logical name. Seven letters are rather a word, and seven decimal digits without a
separator rather a number: to count them as random would report a name that the program sets."""

FIFO_SUFFIX = ".fifo"
FIFO_FLAGS = {"aws:sqs/queue:Queue": "fifoQueue", "aws:sns/topic:Topic": "fifoTopic"}
"""Types with names that end in the suffix if and only if the argument is true."""
_GLOBALLY_NAMED = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
_LONGEST_BUCKET_PREFIX = 37
"""Characters: the provider adds 26."""
_ALIAS = "aws:kms/alias:Alias"
_ALIAS_PREFIX = "alias/"


def type_facts(resource: Resource) -> TypeFacts | None:
    """The facts of the type in the resource's own pulumi-aws, or the newest that has the type; None where none has."""
    majors = dict.fromkeys((own_provider_major(resource), *_MAJORS))
    found = (resource_type_facts(resource.type, major) for major in majors if major is not None)
    return next((facts for facts in found if facts is not None), None)


def is_automatic(name: Value, resource: Resource) -> Fact:
    """The name is one that the provider generates from the logical name and random digits."""
    return name.as_text().test(lambda text: _is_made_of(text, resource.name))


def _is_made_of(name: str, logical_name: str) -> bool:
    name, logical_name = name.lower().removeprefix(_ALIAS_PREFIX), logical_name.lower().removeprefix(_ALIAS_PREFIX)
    return name.startswith(logical_name) and bool(_RANDOM_PART.fullmatch(name[len(logical_name) :]))


def explicit_name(resource: Resource, facts: TypeFacts) -> Set:
    """The step that gives the resource a name, which is another one in each stack.

    A bucket's name must be unique in all of AWS: it gets a prefix.
    """
    letters = _letters(resource.name)
    if resource.type in _GLOBALLY_NAMED and facts.prefix:
        return Set(facts.prefix, f"{letters[: _LONGEST_BUCKET_PREFIX - 1]}-")
    flag = FIFO_FLAGS.get(resource.type)
    suffix = FIFO_SUFFIX if flag and resource[flag].is_true().truth else ""
    prefix = _ALIAS_PREFIX if resource.type == _ALIAS else ""
    return Set(facts.name or "name", StackName(prefix, f"-{letters}{suffix}"))


def _letters(logical_name: str) -> str:
    """The logical name in lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", logical_name.lower()).strip("-") or "main"
