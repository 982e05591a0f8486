"""Exemptions in the program, beside the resource: the tag ``guardrails:exempt/RULE`` whose value is the reason.

    tags={"guardrails:exempt/s3-versioning": "rebuilt each night expires=2027-01-31 owner=web"}

The form uses only characters that AWS allows in the values of tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policypack.aws.common.tags import default_tags
from policypack.engine.configuration.tree import nearest
from policypack.engine.exemptions.exemption import Exemption, limit_problem, matches_rule
from policypack.engine.registry import find
from policypack.engine.settings import Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.values import Value, plain

TAG = "guardrails:exempt/"
_TERM = re.compile(r"(?:^|(?<=[\s;,]))(expires|owner)=([^\s;,]*)[;,]?")


class WrongExemptionError(Exception):
    """A tag that exempts nothing, and why."""


def exemption_tags(resource: Resource, deployment: Deployment) -> Iterator[tuple[str, Value]]:
    """The rule and the value of each exemption tag, the resource's own before those that its provider adds."""
    places = [resource["tags"]] if "tags" in resource.inputs else []
    if _may_exempt(resource, deployment):
        places.append(default_tags(resource, deployment))
    seen = set()
    for tags in places:
        for key, value in _pairs(tags):
            if key.startswith(TAG) and key not in seen:
                seen.add(key)
                yield key.removeprefix(TAG), value


def _may_exempt(resource: Resource, deployment: Deployment) -> bool:
    """Whether the tags of the resource's provider are worth reading: they are a JSON text, and parsing takes time."""
    provider = resource.provider
    told = deployment.config.get("aws:defaultTags") if provider is None else provider.inputs.get("defaultTags")
    return bool(told) and (not isinstance(told, str) or TAG in told or "\\" in told)


def is_own(rule: str, resource: Resource) -> bool:
    """The resource itself carries the tag; it does not come from its provider alone."""
    return any(key == TAG + rule for key, _ in _pairs(resource["tags"]))


def read_tag(
    rule: str, value: Value, resource: Resource, settings: Settings, today: date
) -> Exemption | WrongExemptionError:
    """The exemption that a tag makes, or why it makes none."""
    try:
        return _read(rule, value, resource, settings, today)
    except WrongExemptionError as error:
        return error


def _read(rule: str, value: Value, resource: Resource, settings: Settings, today: date) -> Exemption:
    found = find(rule, (setting.rule for setting in settings.rules))
    if found is None:
        rules = [setting.rule.id for setting in settings.rules]
        raise WrongExemptionError(f"there is no rule {rule}; {nearest(rule, rules)}")
    alias, rule = ("", rule) if found.id == rule else (rule, found.id)
    allowed = settings.exemptions
    if not any(matches_rule(glob, rule) for glob in allowed.stacks_may_exempt):
        raise WrongExemptionError(
            f"programs and stacks may not exempt {rule}; ask the owners of guardrails.yaml, or of the policy group, to"
            " add it to stacksMay.exempt."
        )
    if value.is_secret or not value.is_known:
        raise WrongExemptionError("its reason is secret or not known yet; write it as a plain text.")
    text = str(plain(value))
    terms = dict(_TERM.findall(text))
    reason = " ".join(_TERM.sub(" ", text).split()).strip(" ;,")
    if not reason:
        raise WrongExemptionError("it has no reason; write one as the tag's value.")
    exemption = Exemption(
        rule=rule,
        resource=resource.urn,
        reason=reason,
        origin="program",
        where=f"tag {TAG}{alias or rule}",
        alias=alias,
        owner=terms.get("owner", ""),
        expires=_day(terms["expires"]) if "expires" in terms else None,
    )
    problem = limit_problem(exemption, allowed.max_days, today)
    if problem:
        raise WrongExemptionError(f"expires: {problem}")
    return exemption


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongExemptionError(f"expires: {text!r} is not a date; write expires=2027-01-31.") from None


def _pairs(tags: Value) -> Sequence[tuple[str, Value]]:
    """Tags as an object, or as the list of objects that Auto Scaling groups have."""
    fields = tags.fields()
    if fields:
        return fields
    if tags.is_known and isinstance(plain(tags), list):
        listed = [(one["key"], one["value"]) for one in tags.elements()]
        return [(str(plain(key)), value) for key, value in listed if key.is_known]
    return ()
