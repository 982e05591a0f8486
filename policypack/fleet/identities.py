"""By what stacks know each other's resources: ARNs, IDs that AWS draws, URLs of queues, and names of buckets.

Names of other kinds are no such thing: two accounts may have a role of one name each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Plain

_IDENTITY = re.compile(
    r"arn:aws[a-z-]*:\S+"
    r"|[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,17}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|https://sqs\.\S+"
)
_LONGEST = 512
_BUCKETS = frozenset({"aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"})
_BUCKET = "bucket"
"""The argument by which resources of S3 name their bucket."""


@record(frozen=True, slots=True)
class Touch:
    """What a stack is known by, and what it names, each as 64 bits; texts of states never leave their worker."""

    has: frozenset[int]
    names: frozenset[int]


def touch_of(resources: Iterable[Resource]) -> Touch:
    """That of a stack. What it names itself is not among its names."""
    has: set[str] = set()
    names: set[str] = set()
    for one in resources:
        has.update(identities(one))
        names.update(mentions(one))
    return Touch(frozenset(map(_hashed, has)), frozenset(map(_hashed, names - has)))


def identities(resource: Resource) -> Iterator[str]:
    """The texts by which others know the resource."""
    outputs = resource.outputs or {}
    for key in ("id", "arn"):
        text = outputs.get(key)
        if isinstance(text, str) and len(text) <= _LONGEST:
            if _IDENTITY.fullmatch(text):
                yield text
            elif key == "id" and resource.type in _BUCKETS:
                yield f"{_BUCKET}:{text}"


def mentions(resource: Resource) -> Iterator[str]:
    """The texts in the resource's inputs by which it may know others."""
    for key, value in resource.inputs.items():
        if key == _BUCKET and isinstance(value, str) and resource.type not in _BUCKETS:
            yield f"{_BUCKET}:{value}"
        for text in _texts(value):
            if len(text) <= _LONGEST and _IDENTITY.fullmatch(text):
                yield text


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _texts(tree: Plain) -> Iterator[str]:
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
