"""elasticache-user-group-valid: User groups must have a default user, and each name once."""

from collections.abc import Iterator

from policypack.aws import elasticache
from policypack.check import Fact, Linked, Resource, Verdict, any_fact, any_of, combined, known, require
from policypack.fix import Add, Blank, fix, note
from policypack.rule import Rejection, StackContext, StackRule

DEFAULT = "default"
NO_DEFAULT = Rejection(
    service="ElastiCache",
    condition="A user group of Redis has no user whose name is default",
    error="DefaultUserRequired: User group needs to contain a user with the user name default.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/25593",
    invalid="without-default",
    valid="with-default",
)
TWICE = Rejection(
    service="ElastiCache",
    condition="Two users of a user group have the same name",
    error="DuplicateUserName: A user with this username already exists.",
    source="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html",
    invalid="twice",
    valid="with-default",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A group of Redis has a default user, and no two users of a group have one name."""
    users = context.stack.referred(group, "userIds", elasticache.USER, names=("userId",))
    ids = group["userIds"]
    yield require(
        any_of(
            ids.any(lambda one: one.equals(DEFAULT)),
            users.any(lambda user: user["userName"].as_text().map(str.lower).equals(DEFAULT)),
            others_may_be(group, users),
        ),
        when=group["engine"].as_text().map(str.lower).equals("redis"),
        at="userIds",
        problem=f"userIds is {ids}, and none of the users has the name default.",
        fix=fix(Add("userIds", Blank("the ID of a user whose userName is default")), note="or set engine to valkey"),
        rejects=NO_DEFAULT,
    )
    names = [user["userName"].as_text() for user in users.certain()]
    if names:
        twice = combined(first_twice, *names)
        yield require(
            twice.is_empty(),
            at="userIds",
            problem=f"Two of the users have the name {twice}.",
            fix=note("give each user of the group a name of its own, or remove one of them"),
            rejects=TWICE,
        )


def others_may_be(group: Resource, users: Linked) -> Fact:
    """The group has users that the stack does not make, whose names only AWS knows: unknown then, false otherwise."""
    ids = group["userIds"]
    elements = ids.elements()
    if ids.is_unknown:
        return ids.undecided()
    return known(False) if len(users.certain()) >= len(elements) else any_fact(one.undecided() for one in elements)


def first_twice(*names: str | None) -> str | None:
    """The first name that comes a second time."""
    small = [name.lower() for name in names if name]
    return next((name for number, name in enumerate(small) if name in small[:number]), None)


RULE = StackRule(
    id="elasticache-user-group-valid",
    summary="User groups must have a default user, and each name once",
    rationale="""
        A connection without a user name is the default user's, so a user group of Redis has one with that name: the
        account's own, whose ID is default, or one that replaces it. Valkey needs none. Users that the stack does not
        make are undetermined.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=elasticache.USER_GROUP,
    references=("https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html", NO_DEFAULT.source),
    rejections=(NO_DEFAULT, TWICE),
    check=check,
)
