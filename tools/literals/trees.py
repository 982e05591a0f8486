"""Arguments as the provider's schema names them, from trees whose names are those of another tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema
from policypack.catalog.sdk import resource_type
from policypack.harvest.names import plain, singular
from policypack.model.values import UNKNOWN

COMPUTED = object()
"""What a program computes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A resource with what a program writes of it: ``inputs`` as a preview would get them, computed ones left out.

    ``given`` has the computed ones, too, as unknown. What a program adds that cannot be read makes it no ``whole``.
    """

    type: str
    inputs: Mapping[str, Any]
    place: str
    given: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = True


def written(token: str, tree: Mapping[str, Any], place: str, *, whole: bool = True) -> Written:
    """The tree with the provider's names; what it does not know is left out."""
    schema = input_schema(token)
    return Written(token, _block(schema, tree), place, _block(schema, tree, computed=UNKNOWN), whole)


def _block(schema: Mapping[str, PropertyType], tree: Mapping[str, Any], computed: Any = COMPUTED) -> dict[str, Any]:
    """The tree with the schema's names; ``computed`` stands for what is computed, or leaves it out."""
    names = {known: name for name in schema for known in (singular(plain(name)), plain(name))}
    names.update({plain(name): name for name in schema})
    found = {}
    for key, value in tree.items():
        name = names.get(plain(str(key))) or names.get(singular(plain(str(key))))
        if name is not None and value is not None:
            made = _value(schema[name], value, computed)
            if made is not COMPUTED:
                found[name] = made
    return found


def _value(type_: PropertyType, value: Any, computed: Any) -> Any:
    if value is COMPUTED or (isinstance(value, str) and "${" in value):
        return computed
    if type_.kind is Kind.LIST and type_.element is not None:
        items = value if isinstance(value, list) else [value]
        made = [_value(type_.element, item, computed) for item in items if item is not None]
        known = [one for one in made if one is not COMPUTED]
        return known if known or not items else computed
    if type_.kind is Kind.OBJECT:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return _block(type_.fields, value, computed) if isinstance(value, Mapping) else computed
    return value if isinstance(value, str | int | float) else computed


@cache
def tokens_by_name() -> Mapping[str, tuple[str, ...]]:
    """The resource types by what other tools may call them, in letters and digits: ``sqsqueue`` and ``queue``."""
    found: dict[str, list[str]] = {}
    for token in all_tokens():
        module = plain(token.partition(":")[2].partition("/")[0])
        own = plain(resource_type(token).class_name)
        for name in {module + own, own, *(alias + own for alias in _ALIASES.get(module, ()))}:
            found.setdefault(name, []).append(token)
    return {name: tuple(tokens) for name, tokens in found.items()}


_ALIASES = {
    "rds": ("db", "rds"),
    "ec2": ("ec2", "vpc", "ebs"),
    "ebs": ("ebs",),
    "lb": ("lb", "alb"),
    "cfg": ("config", "configconfiguration", "configservice"),
    "directoryservice": ("directoryservice", "ds"),
    "directconnect": ("dx",),
    "codestarconnections": ("codestarconnections",),
    "servicediscovery": ("servicediscovery",),
    "docdb": ("docdb",),
    "opensearch": ("opensearch", "opensearchserverless"),
    "cloudwatch": ("cloudwatch", "cloudwatchlogs", "cloudwatchevents"),
    "kinesis": ("kinesis", "firehose"),
    "ec2transitgateway": ("ec2", "ec2transitgateway"),
    "ec2clientvpn": ("ec2", "ec2clientvpn"),
    "appautoscaling": ("appautoscaling",),
}


_OTHER_NAMES = {
    "alb": "aws:alb/loadBalancer:LoadBalancer",
    "albtargetgroup": "aws:alb/targetGroup:TargetGroup",
    "ceanomalymonitor": "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    "cloudtrail": "aws:cloudtrail/trail:Trail",
    "ec2host": "aws:ec2/dedicatedHost:DedicatedHost",
    "elb": "aws:elb/loadBalancer:LoadBalancer",
    "instance": "aws:ec2/instance:Instance",
    "internetmonitormonitor": "aws:cloudwatch/internetMonitor:InternetMonitor",
    "lb": "aws:lb/loadBalancer:LoadBalancer",
    "macie2customdataidentifier": "aws:macie/customDataIdentifier:CustomDataIdentifier",
    "macie2findingsfilter": "aws:macie/findingsFilter:FindingsFilter",
    "route": "aws:ec2/route:Route",
    "route53recoverycontrolconfigsafetyrule": "aws:route53recoverycontrol/safetyRule:SafetyRule",
    "s3bucketanalyticsconfiguration": "aws:s3/analyticsConfiguration:AnalyticsConfiguration",
    "s3bucketinventory": "aws:s3/inventory:Inventory",
    "s3object": "aws:s3/bucketObjectv2:BucketObjectv2",
    "storagegatewaycachediscsivolume": "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume",
}
"""Resource types whose name in other tools is not made of their own."""


def token_of(name: str, arguments: Mapping[str, Any]) -> str | None:
    """The one resource type of that name; of several, the one that has the arguments; None where several have."""
    if plain(name) in _OTHER_NAMES:
        return _OTHER_NAMES[plain(name)]
    known = tokens_by_name().get(plain(name), ())
    fitting = known if len(known) == 1 else [token for token in known if _has(token, arguments)]
    return fitting[0] if len(fitting) == 1 else None


def _has(token: str, arguments: Mapping[str, Any]) -> bool:
    names = {one for name in input_schema(token) for one in (plain(name), singular(plain(name)))}
    asked = [
        plain(name)
        for name in arguments
        if name not in ("count", "for_each", "depends_on", "lifecycle", "provider", "timeouts", "dynamic")
    ]
    return all(one in names or singular(one) in names for one in asked)


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each value in a tree by its path."""
    yield path, tree
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(tree, list):
        for value in tree:
            yield from leaves(value, f"{path}[]")
