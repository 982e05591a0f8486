"""The arguments that hold a policy document, and which kind of document each holds."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

from policypack.aws.common.tables import table as table_of
from policypack.catalog.files import Section
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Value

TYPES = (
    "aws:iam/role:Role",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:sqs/queue:Queue",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:sns/topic:Topic",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
)
"""The type tokens that have such arguments: the table's, repeated here because importing a rule reads no file."""


class Kind(Enum):
    """Whose document it is: what an identity may do, who may assume a role, or who may use a resource."""

    IDENTITY = "identity"
    TRUST = "trust"
    RESOURCE = "resource"
    BUCKET = "bucket"


@record(frozen=True, slots=True)
class PolicyArgument:
    """An argument of a resource of ``service`` that holds a document: ``path`` has ``[]`` for each element of a list.

    ``longest`` is the size in characters, white space outside of texts not counted; None where the service's own
    quota applies. ``managed`` is whether the policy has versions of its own, ``needs_principal`` whether the service
    rejects a statement without one: SQS accepts it, https://github.com/Netflix/security_monkey/pull/350.
    """

    path: str
    service: str
    kind: Kind
    longest: int | None
    managed: bool
    needs_principal: bool = True


def documents_in(resource: Resource) -> Iterator[tuple[PolicyArgument, Value]]:
    """Each document that the resource's own arguments hold, absent ones included."""
    for argument in _arguments()[resource.type]:
        for document in resource.each(argument.path):
            yield argument, document


def is_of_topic(service: str, action: str) -> bool:
    """SNS accepts the action in the policy of a topic, as far as the table tells."""
    return service.lower() == "sns" and action.lower() not in _not_of_topics()


@cache
def _not_of_topics() -> frozenset[str]:
    return frozenset(table_of("iam/policy_arguments").section("not_in_a_topics_policy").texts("actions"))


@cache
def _arguments() -> dict[str, tuple[PolicyArgument, ...]]:
    table = table_of("iam/policy_arguments").section("arguments")
    return {token: tuple(_read(table.section(token), token, path) for path in table.section(token)) for token in table}


def _read(arguments: Section, token: str, path: str) -> PolicyArgument:
    entry = arguments.section(path)
    longest = entry.number("longest") if "longest" in entry else None
    return PolicyArgument(
        path,
        token.split("/", 1)[0].removeprefix("aws:"),
        Kind(entry.text("kind")),
        longest,
        managed=entry.flag("managed", default=False),
        needs_principal=entry.flag("needs_principal", default=True),
    )
