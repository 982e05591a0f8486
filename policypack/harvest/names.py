"""Names of the same thing in the API, in CloudFormation and in the provider."""

from __future__ import annotations

import re

_VERBS = re.compile(
    r"^(Create|Put|Register|Add|Start|Allocate|Import|Request|Associate|Attach|Enable|Set|Update|Modify|Authorize|Publish"
    r"|Run|Define|Provision|Upload|Purchase|Subscribe|Change|Accept|Build|Configure|Grant|Deploy|Issue|Activate|Initiate"
    r"|Share|Send|Verify)"
)


def plain(name: str) -> str:
    """Letters and digits alone: ``kms_key-Id`` is ``kmskeyid``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def noun(operation: str) -> str:
    """What an operation makes or changes: ``queue`` of ``CreateQueue``."""
    return plain(_VERBS.sub("", operation))


def verb(operation: str) -> str:
    """``Create`` of ``CreateQueue``."""
    match = _VERBS.match(operation)
    return match.group() if match else ""


def singular(name: str) -> str:
    """A plain name without the ending of several: ``subnetids`` and ``subnetidlist`` are ``subnetid``."""
    for ending in ("list", "set"):
        if name.endswith(ending) and len(name) > len(ending) + 3:
            name = name.removesuffix(ending)
    return name.removesuffix("s") if not name.endswith("ss") else name
