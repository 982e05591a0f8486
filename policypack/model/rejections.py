"""What AWS itself rejects: the error, and where AWS or a user of it quotes the error."""

from __future__ import annotations

import re
from dataclasses import replace

from policypack.model.records import record
from policypack.model.resources import Resource

_PLACE = re.compile(r"(?<![#!$])\{([a-z][A-Za-z0-9.]{0,60})\}")


@record(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One thing that AWS rejects, so that a rule stops it first.

    ``condition`` is a clause ("A VPC has two internet gateways"), ``error`` AWS's own text, ``source`` a URL. In the
    error, ``{engineVersion}`` stands for the value of that argument, where AWS's text repeats it.
    A placeholder of AWS's own, ``#{host}``, stays.
    ``invalid`` names the resource of an example that shows it, ``valid`` its neighbour that AWS accepts: the limit
    itself, the one character that is allowed, the engine that is exempt.
    """

    service: str
    condition: str
    error: str
    source: str
    invalid: str
    valid: str

    def filled(self, resource: Resource) -> Rejection:
        """The rejection of this resource: with its own values in the error. What is not known or secret stays named."""

        def value(place: re.Match[str]) -> str:
            return resource.at(place[1]).as_text().say(str, place[1])

        return self if "{" not in self.error else replace(self, error=_PLACE.sub(value, self.error))

    @property
    def answer(self) -> str:
        """AWS's error as a sentence of a message."""
        return answer_of(self.service, self.error)


def answer_of(service: str, error: str) -> str:
    """The same, of a service's error."""
    return f"{service} rejects this: {error}{'' if error.endswith(('.', '!', '?')) else '.'}"
