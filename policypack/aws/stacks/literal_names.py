"""Whether two literals name the same thing: by its ARN, its name or its URL."""

from __future__ import annotations

import re
from functools import lru_cache

_ARN = re.compile(r"arn:[^:]*:([^:]*):([^:]*):([^:]*):(.+)")
_QUEUE_URL = re.compile(r"https://sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/([0-9]{12})/([^/]+)")
_NAMES = {
    "lambda": re.compile(r"function:([^:]+)(?::[^:]+)?"),
    "iam": re.compile(r"(?:role|instance-profile)/(?:.*/)?([^/]+)"),
    "s3": re.compile(r"([^/]+)"),
    "sqs": re.compile(r"(.+)"),
}
"""Service -> the name in the resource part of its ARNs, of those things that arguments name by either."""

Identity = tuple[str, ...]


def is_global_name(text: str) -> bool:
    """An ARN or a queue's URL, which names one thing in all of AWS."""
    return text.startswith("arn:") or _QUEUE_URL.fullmatch(text) is not None


def same_thing(one: str, other: str) -> bool:
    """Both name the same thing of a kind; a name alone is taken for that of the same account and region."""
    first, second = _identity(one), _identity(other)
    return first == second if len(first) == len(second) else first[-1] == second[-1]


def name_in(text: str) -> str:
    """The name in an ARN or a URL, or the text itself."""
    return _identity(text)[-1]


@lru_cache(maxsize=4096)
def _identity(text: str) -> Identity:
    """Service, region, account and name of an ARN or a URL; only the name of a name."""
    url = _QUEUE_URL.fullmatch(text)
    if url is not None:
        return ("sqs", *url.groups())
    arn = _ARN.fullmatch(text)
    if arn is None:
        return (text,)
    service, region, account, resource = arn.groups()
    name = _NAMES[service].fullmatch(resource) if service in _NAMES else None
    return (service, region, account, name[1] if name else text)
