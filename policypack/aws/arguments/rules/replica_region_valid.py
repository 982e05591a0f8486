"""replica-region-valid: Replicas must be in another region than what they replicate."""

from collections.abc import Iterator

from policypack.aws.arguments.regional import shown
from policypack.aws.common.regions import region_of
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.facts import Fact, is_not
from policypack.model.links import dependencies_at
from policypack.model.paths import top
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, together
from policypack.model.verdicts import Verdict, require
from policypack.rule import StackContext, StackRule

KEY = ("aws:kms/key:Key", "aws:kms/externalKey:ExternalKey")
TABLE = ("aws:dynamodb/table:Table",)
_REGION_OF_ARN = 3

OF_SECRET = Rejection(
    service="Secrets Manager",
    condition="A secret is replicated to its own region",
    error="InvalidParameterException: Invalid replica region.",
    source="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
    invalid="own-secret",
    valid="other-secret",
)
OF_TABLE = Rejection(
    service="DynamoDB",
    condition="A table has a replica in its own region",
    error="ValidationException: Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable,"
    " DeleteTable, or UpdateTable as required.",
    source="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html",
    invalid="own-table",
    valid="other-table",
)
OF_KEY = Rejection(
    service="KMS",
    condition="A replica of a key is in the region of its primary key",
    error="us-east-1 cannot have a replica because it contains the primary.",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html",
    invalid="own-key",
    valid="other-key",
)
LISTS = {
    "aws:secretsmanager/secret:Secret": ("region", OF_SECRET),
    "aws:dynamodb/table:Table": ("regionName", OF_TABLE),
}
"""Those that list the regions of their replicas: the field of an element that names one."""
REPLICAS = {
    "aws:kms/replicaKey:ReplicaKey": ("primaryKeyArn", KEY, OF_KEY),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ("primaryKeyArn", KEY, OF_KEY),
    "aws:dynamodb/tableReplica:TableReplica": ("globalTableArn", TABLE, OF_TABLE),
}
"""Replicas that are resources: the argument that is the ARN of what they replicate, and that one's types."""


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No replica that the resource lists, or is, shares the region."""
    own = region_of(resource, context.deployment)
    if resource.type in LISTS:
        field, rejection = LISTS[resource.type]
        for replica in resource.each("replicas[]"):
            yield require(
                is_not(together(_is_same, replica[field], own)),
                at=replica[field],
                problem=f"{field} is {replica[field]}: that is the region of {resource} itself.",
                fix=fix(Remove(replica.path), otherwise=Set(replica[field].path, Blank("another region"))),
                rejects=rejection,
            )
        return
    name, types, rejection = REPLICAS[resource.type]
    value = resource[name]
    yield require(
        is_not(_is_in(value, own, types, resource, context)),
        when=value.is_set(),
        at=name,
        problem=f"{name} is {shown(value, resource, context.stack)}: that is in the region of the replica, {own}.",
        fix=fix(Set("region", Blank("another region than that of the primary"))),
        rejects=rejection,
    )


def _is_in(value: Value, own: Value, types: tuple[str, ...], resource: Resource, context: StackContext[None]) -> Fact:
    """What the ARN names is in the region. An output that is not known yet is in the region of its resource."""
    if not value.is_unknown:
        return together(_names, value, own)
    origins = [context.stack.get(urn) for urn in dependencies_at(resource, top(value.path))]
    sources = [one for one in origins if one is not None and one.type in types]
    if len(sources) != 1:
        return value.undecided()
    return together(_is_same, region_of(sources[0], context.deployment), own)


def _names(arn: Plain, own: Plain) -> bool:
    parts = str(arn).split(":")
    return len(parts) > _REGION_OF_ARN and parts[0] == "arn" and _is_same(parts[_REGION_OF_ARN], own)


def _is_same(region: Plain, own: Plain) -> bool:
    """Both are said, and are the same."""
    return bool(own) and region == own


RULE = StackRule(
    id="replica-region-valid",
    summary="Replicas must be in another region than what they replicate",
    rationale="""
        A secret, a table and a multi-Region key have one copy in each region. The resource itself is that of its own
        region; a list of replicas names the others only, and a replica that is a resource of its own needs a provider,
        or the argument region, of another one.
    """,
    rejections=(OF_SECRET, OF_TABLE, OF_KEY),
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*LISTS, *REPLICAS),
    references=(OF_SECRET.source, OF_TABLE.source, OF_KEY.source),
    check=check,
)
