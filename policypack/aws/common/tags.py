"""The tags of a resource: its own, and those that its provider adds."""

from __future__ import annotations

from policypack.catalog.types import TypeFacts
from policypack.model.facts import FALSE, Fact, any_of, is_not, known
from policypack.model.resources import Deployment, Resource
from policypack.model.values import Value


def has_tag(resource: Resource, key: str, facts: TypeFacts, deployment: Deployment) -> Fact:
    """The resource has the tag, with any value, also one that is not known yet."""
    own = resource["tags"]
    if facts.tags_are_list:
        return own.any(lambda tag: tag["key"].equals(key))
    return any_of(_has_key(own, key), _has_key(default_tags(resource, deployment), key))


def has_any_tag(resource: Resource, facts: TypeFacts, deployment: Deployment) -> Fact:
    """The resource has at least one tag."""
    own = is_not(resource["tags"].is_empty())
    defaults = FALSE if facts.tags_are_list else is_not(default_tags(resource, deployment).is_empty())
    return any_of(own, defaults)


def default_tags(resource: Resource, deployment: Deployment) -> Value:
    """The tags that the resource's own provider adds; an Auto Scaling group gets none of them.

    On the wire the provider's argument is a JSON text. Where the provider is not known, the stack's
    ``aws:defaultTags`` is that of the default one.
    """
    provider = resource.provider
    return (deployment.setting("aws:defaultTags") if provider is None else provider["defaultTags"]).as_json()["tags"]


def _has_key(tags: Value, key: str) -> Fact:
    """A value that is no object, where an object should be, says nothing of its keys."""
    return tags.then(lambda tree: known(key in tree) if isinstance(tree, dict) else tags.undecided())
