"""What AWS will name a resource by, as far as its arguments tell: its ID, ARN or URL before it is made.

The account is not among the arguments. A text with an account in it names a resource for certain where the provider
drew the resource's name, which no other account has, or where the account is known to be the provider's: from its
``allowedAccountIds``, or because a text with a drawn name had it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from policypack.aws.common.names import is_automatic
from policypack.aws.common.regions import region_of
from policypack.aws.common.tables import table
from policypack.model.resources import Deployment, Resource
from policypack.model.values import plain

_ACCOUNT = re.compile(r"(?<=[:/])([0-9]{12})(?=[:/])")
_PARTITION = re.compile(r"^arn:aws[a-z-]*:")
_SUFFIX = re.compile(r"\.amazonaws\.com\.cn(?=/)")
_FIELD = re.compile(r"\{(\w+)\}")


class KnownNames:
    """The names of an update's resources, and the accounts of its providers as far as they are known."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._accounts: dict[str, str] = {}

    def of(self, resource: Resource) -> Iterator[str]:
        """The texts that name the resource, in the form of :meth:`plain`."""
        for template in _templates(resource.type):
            filled = self._filled(template, resource)
            if filled is not None:
                yield filled

    def plain(self, text: str) -> str:
        """The text with the account left open, and without what follows from its region."""
        if ":" not in text:
            return text
        return _SUFFIX.sub(".amazonaws.com", _PARTITION.sub("arn:aws:", _ACCOUNT.sub("{account}", text)))

    def is_name_of(self, text: str, resource: Resource) -> bool:
        """Whether the text names the resource, and no other one of the same name in another account."""
        if self.plain(text) not in self.of(resource):
            return False
        account = _ACCOUNT.search(text)
        if account is None:
            return True
        if any(is_automatic(resource[argument], resource).truth for argument in _arguments(resource.type)):
            self._accounts.setdefault(_provider(resource), account.group())
            return True
        return account.group() == self._account_of(resource)

    def _account_of(self, resource: Resource) -> str | None:
        allowed = resource.provider["allowedAccountIds"].elements() if resource.provider is not None else ()
        if len(allowed) == 1 and allowed[0].is_known:
            return str(plain(allowed[0]))
        return self._accounts.get(_provider(resource))

    def _filled(self, template: str, resource: Resource) -> str | None:
        text = template
        for field in _fields(template):
            value = region_of(resource, self._deployment) if field == "region" else resource[field]
            said = plain(value.or_default(_defaults().get(field)))
            if not isinstance(said, str):
                return None
            text = text.replace(f"{{{field}}}", said)
        return text


def _provider(resource: Resource) -> str:
    return resource.provider.urn if resource.provider is not None else ""


@lru_cache(maxsize=4096)
def _templates(token: str) -> tuple[str, ...]:
    return table("common/names_by_arguments").section("names").texts(token)


@cache
def _defaults() -> dict[str, str]:
    said = table("common/names_by_arguments").section("defaults")
    return {argument: said.text(argument) for argument in said}


@cache
def _fields(template: str) -> tuple[str, ...]:
    """What the arguments and the region tell of the template."""
    return tuple(dict.fromkeys(field for field in _FIELD.findall(template) if field != "account"))


@lru_cache(maxsize=4096)
def _arguments(token: str) -> tuple[str, ...]:
    """The arguments that may have a drawn name."""
    fields = dict.fromkeys(field for template in _templates(token) for field in _fields(template))
    return tuple(field for field in fields if field != "region" and field not in _defaults())
