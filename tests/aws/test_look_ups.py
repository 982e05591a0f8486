"""What rules look up instead of comparing each pair leaves out no pair that counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policypack.aws import ec2, rds
from policypack.aws.secretsmanager import SECRET_VERSION
from policypack.aws.secretsmanager.database_secrets import databases_of, holds_credentials
from policypack.aws.vpc import cidrs
from policypack.aws.vpc.subnet_rivals import earlier_rivals
from policypack.check import UNKNOWN, Resource, Stack, all_of
from policypack.model.values import Secret
from policypack.testing import resource
from tests.generation.effort import effort

PASSWORD, RANDOM_ID = "random:index/randomPassword:RandomPassword", "random:index/randomId:RandomId"
SOURCES = [resource(PASSWORD, "one"), resource(PASSWORD, "two"), resource(RANDOM_ID, "id"), resource("acme:x:X", "x")]
CONTENTS = (
    "hunter2-hunter2",
    UNKNOWN,
    Secret('{"password": "hunter2-hunter2"}'),
    None,
    "",
    "short",
    Secret(UNKNOWN),
    {},
)
BLOCKS = ("10.0.0.0/16", "10.0.0.0/24", "10.0.0.128/25", "10.0.1.0/24", "10.0.0.0/8", "10.1.0.0/16", UNKNOWN, None, "x")
VPCS = [resource(ec2.VPC[0], "main"), resource(ec2.VPC[0], "other", outputs={"id": "vpc-1"})]


def several(of: Callable[[str, Any], Resource], *choices: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Resource]]:
    drawn = st.lists(st.tuples(*choices), max_size=5)
    return drawn.map(lambda rows: [of(f"r{number}", *row) for number, row in enumerate(rows)])


def database(name: str, password: Any, sources: list[Resource]) -> Resource:
    return resource(rds.INSTANCE[0], name, {"password": password}, depends={"password": sources})


def version(name: str, content: Any, sources: list[Resource]) -> Resource:
    return resource(SECRET_VERSION[0], name, {"secretString": content}, depends={"secretString": sources})


def subnet(name: str, block: Any, vpc: Any, sources: list[Resource]) -> Resource:
    return resource(ec2.SUBNET[0], name, {"cidrBlock": block, "vpcId": vpc}, depends={"vpcId": sources})


contents, some_sources = st.sampled_from(CONTENTS), st.lists(st.sampled_from(SOURCES), max_size=2)


@settings(max_examples=effort(300), deadline=None)
@given(several(database, contents, some_sources), several(version, contents, some_sources), st.booleans())
def test_databases_of_a_secret(databases: list[Resource], versions: list[Resource], chained: bool) -> None:
    if chained and versions:
        databases.append(database("chained", UNKNOWN, versions[:1]))
    stack = Stack([*SOURCES[:3], *databases, *versions])
    for one in versions:
        found = databases_of(stack, one)
        assert [other for other in stack.of_type(rds.INSTANCE) if other in found] == list(found)
        for other in databases:
            assert other in found or holds_credentials(stack, one, other).truth is False


@settings(max_examples=effort(300), deadline=None)
@given(
    several(
        subnet,
        st.sampled_from(BLOCKS),
        st.sampled_from((UNKNOWN, "vpc-1", "vpc-2", None, Secret("vpc-2"))),
        st.lists(st.sampled_from(VPCS), max_size=2),
    )
)
def test_rivals_of_a_subnet(subnets: list[Resource]) -> None:
    stack = Stack([*VPCS, *subnets])
    for one in stack.of_type(ec2.SUBNET):
        found = earlier_rivals(stack, one)
        earlier = [other for other in stack.of_type(ec2.SUBNET) if other.urn < one.urn]
        assert [other for other in earlier if other in found] == found
        for other in earlier:
            blocks = (cidrs.network(subnet["cidrBlock"]) for subnet in (one, other))
            shared = all_of(cidrs.overlap(*blocks), cidrs.same_vpc(one, other, stack))
            is_asked = cidrs.network(one["cidrBlock"]).is_set().truth
            assert other in found or shared.truth is False or not is_asked
