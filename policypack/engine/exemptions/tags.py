"""Exemptions in the program, beside the resource: the tag ``guardrails:exempt/RULE`` whose value is the reason.

    tags={"guardrails:exempt/s3-versioning": "rebuilt each night expires=2027-01-31 owner=web"}

The form uses only characters that AWS allows in the values of tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import islice

from policypack.aws.common.tags import default_tags
from policypack.engine.configuration.tree import nearest
from policypack.engine.exemptions.exemption import Exemption, limit_problem, matches_rule
from policypack.engine.registry import find
from policypack.engine.settings import Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.values import Value, plain

TAG = "guardrails:exempt/"
MOST = 200
TERMS = ("expires", "owner")
_TERM = re.compile(r"(?:^|(?<=[\s;,]))(expires|owner)=([^\s;,]*)[;,]?")
_ANY_TERM = re.compile(r"(?:^|(?<=[\s;,]))([A-Za-z_-]{2,20})\s*[=:]")
_PREFIX = re.compile(r"guard-?rails?[:/.-]+(?:exempt\w*|skip\w*|ignore\w*|suppress\w*)\b.*", re.IGNORECASE)
"""A key that means to exempt, whether or not it is of the form."""


class WrongExemptionError(Exception):
    """A tag that exempts nothing, and why."""


def exemption_tags(resource: Resource, deployment: Deployment) -> Iterator[tuple[str, Value]]:
    """The rule and the value of each exemption tag, the resource's own before those that its provider adds.

    Of many, no more than :data:`MOST`: AWS takes 50 tags.
    """
    return islice(_exemption_tags(resource, deployment), MOST)


def _exemption_tags(resource: Resource, deployment: Deployment) -> Iterator[tuple[str, Value]]:
    places = [resource["tags"]] if "tags" in resource.inputs else []
    if _may_exempt(resource, deployment):
        places.append(default_tags(resource, deployment))
    seen = set()
    for tags in places:
        for key, value in _pairs(tags):
            if key.startswith(TAG) and key not in seen:
                seen.add(key)
                yield key.removeprefix(TAG), value


def mistyped_tags(resource: Resource) -> Iterator[str]:
    """The keys of tags that mean to exempt something and are not of the form."""
    if "tags" in resource.inputs:
        keys = (key for key, _ in _pairs(resource["tags"]))
        wrong = (key for key in keys if _PREFIX.fullmatch(key[:200]) and not key.startswith(TAG))
        yield from islice(wrong, MOST)


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
    terms = _terms(text)
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


def _terms(text: str) -> dict[str, str]:
    """The terms in a tag's value. A mistyped or repeated one is an error: it would make an exemption without an end."""
    found = _TERM.findall(text)
    for name, _ in found:
        if sum(one == name for one, _ in found) > 1:
            raise WrongExemptionError(f"it has {name}= twice; keep one.")
    if ("owner", "") in found:
        raise WrongExemptionError("owner= names nobody; write owner=NAME.")
    for name in _ANY_TERM.findall(text):
        near = get_close_matches(name.lower(), TERMS, n=1, cutoff=0.75)
        if near and (name not in TERMS or f"{name}=" not in text):
            raise WrongExemptionError(f"{name} is not one of its terms; write {near[0]}=...")
    return dict(found)


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise WrongExemptionError(f"expires: {text!r} is not a date; write expires=2027-01-31.") from None


def _pairs(tags: Value) -> Sequence[tuple[str, Value]]:
    """Tags as an object, or as the list of objects that Auto Scaling groups have. Their keys are printed, so a secret
    key is nobody's to read."""
    if tags.hides_its_keys:
        return ()
    fields = tags.fields()
    if fields:
        return fields
    if tags.is_known and isinstance(plain(tags), list):
        listed = [(one["key"], one["value"]) for one in tags.elements()]
        return [(str(plain(key)), value) for key, value in listed if key.is_known and not key.is_secret]
    return ()
