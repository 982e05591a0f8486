"""iam-service-role-valid: Roles that AWS services act through must trust the service."""

from collections.abc import Iterator

from policypack.aws import iam
from policypack.aws.common.computed import comes_from
from policypack.aws.common.parts import named_by
from policypack.aws.iam.service_roles import SERVICE_ROLES, ServiceRole
from policypack.check import Linked, Resource, Stack, Value, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Edit, Fix, Set, Target, fix
from policypack.model.values import Plain, plain, text_of
from policypack.rule import Rejection, StackContext, StackRule

TRUST = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html"
TYPES = tuple(dict.fromkeys(type_ for one in SERVICE_ROLES for type_ in one.arguments))


ROLE_NAME = Rejection(
    service="IAM",
    condition="A role is named by its name where AWS wants its ARN",
    error="ValidationException: 1 validation error detected: Value 'orders' at 'role' failed to satisfy constraint:"
    r" Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/13709",
    invalid="named",
    valid="lambda-trusted",
)
TAKES_A_NAME = ("aws:ecs/taskDefinition:TaskDefinition", "aws:glue/crawler:Crawler")
"""Types that take the name of a role, too."""


def check(user: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each role that the resource names trusts the service that acts through it."""
    for kind in SERVICE_ROLES:
        for argument in kind.arguments.get(user.type, ()):
            if "[]" in argument:
                yield from trusted_in_blocks(kind, argument, user, context)
                continue
            yield from trusted(kind, argument, user, context)
            if user.type not in TAKES_A_NAME:
                yield is_an_arn(argument, user, context.stack)


def is_an_arn(argument: str, user: Resource, stack: Stack) -> Verdict:
    """A text that is no ARN, or the output of a role that is its name; another output of a role is assumed to be
    right."""
    value = user.at(argument)
    text = text_of(value)
    is_name = text is not None and text.sole is not None and _is_name_of_role(text.sole.urn, text.sole.output)
    written = value.as_text().test(lambda name: bool(name) and not name.startswith("arn:"))
    return require(
        is_not(any_of(known(is_name), written)),
        when=is_not(all_of(known(not is_name), comes_from(iam.ROLE.__contains__, value, user, argument, stack))),
        at=argument,
        problem=f"{argument} is {value}, the name of a role and not its ARN.",
        fix=fix(Set(argument, Blank("the ARN of the role"))),
        rejects=ROLE_NAME,
    )


def _is_name_of_role(urn: str, output: str) -> bool:
    return output in ("name", "id", "uniqueId") and f"{iam.ROLE[0]}::" in f"{urn}::"


def trusted(kind: ServiceRole, argument: str, user: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The roles of one argument let their service in; a role that is not in the stack is not known."""
    yield from each_trusts(kind, argument, context.stack.referred(user, argument, iam.ROLE, iam.NAMES), context)


def trusted_in_blocks(
    kind: ServiceRole, argument: str, user: Resource, context: StackContext[None]
) -> Iterator[Verdict]:
    """The role of each block of a list lets the service in."""
    for value in user.each(argument):
        if not value.is_absent:
            named = named_by(value, user, iam.ROLE, iam.NAMES, context.stack)
            yield from each_trusts(kind, argument.partition("[]")[0], named, context)


def each_trusts(kind: ServiceRole, argument: str, roles: Linked, context: StackContext[None]) -> Iterator[Verdict]:
    """Each of the roles that an argument names lets the service in."""
    for role, named in roles.links:
        trust = iam.document(role, role["assumeRolePolicy"], context.stack)
        yield require(
            any_of(is_not(named), kind.is_trusted(trust)),
            at=argument,
            problem=f"{argument} names {role}, whose assumeRolePolicy does not let {kind.name} assume the role.",
            fix=let_in(kind, role),
            rejects=kind.rejection,
        )


def let_in(kind: ServiceRole, role: Resource) -> Fix:
    """A further statement of the trust policy."""
    statement: Plain = {"Effect": "Allow", "Principal": {"Service": kind.name}, "Action": "sts:AssumeRole"}
    return fix(
        append_statement(role["assumeRolePolicy"], statement, role),
        note=f"or name another role, which trusts {kind.name}",
    )


def append_statement(policy: Value, statement: Plain, owner: Resource) -> Edit:
    """The statement behind those that the policy has."""
    statements = plain(policy.as_json()["Statement"])
    if isinstance(statements, list):
        return Edit(policy.path, f"Statement[{len(statements)}]", statement, Target.of(owner))
    present = statements if isinstance(statements, dict) else Blank("the statement that the policy has")
    return Edit(policy.path, "Statement", [present, statement], Target.of(owner))


RULE = StackRule(
    id="iam-service-role-valid",
    summary="Roles that AWS services act through must trust the service",
    rationale="""
        A service acts in your account through a role, and it can assume only a role whose trust policy
        (assumeRolePolicy) allows its service principal. Most services check that when they are given the role: a role
        that trusts EC2 makes CodeBuild, CodePipeline, Lambda or Step Functions refuse the resource. Conditions of the
        trust policy count as met, and a regional principal (states.eu-west-1.amazonaws.com) counts as the service.
        Services take a role by its ARN, ECS and Glue by its name, too. Whether the role allows what the service does
        with it is not checked here.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=TYPES,
    references=(TRUST,),
    rejections=(*(one.rejection for one in SERVICE_ROLES), ROLE_NAME),
    check=check,
)
