"""Every argument of pulumi-aws that is an EC2 instance type is asked, by one of two rules."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from policypack.aws.ec2.instance_types import CHECKED, LAUNCHED
from policypack.aws.ec2.rules.ec2_instance_type_in_region import RULE as CHECKS
from policypack.aws.ec2.rules.ec2_launch_type_in_region import RULE as LAUNCHES
from policypack.catalog.catalog import load_catalog
from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema
from policypack.testing import judge_stack, resource

ASKED = {(type_, path) for table in (CHECKED, LAUNCHED) for type_, paths in table.items() for path in paths}
OTHERS = re.compile(
    r"aws:(appstream|cloudsearch|codecatalyst|elasticsearch|m2|mq|msk|opensearch|sagemaker|timestreaminfluxdb)/"
)
"""Services with types of their own: `ml.m5.large`, `mq.m5.large`, `m5.large.search`, `stream.standard.medium`."""
NOT_OF_THE_REGION = {
    ("aws:eks/cluster:Cluster", "outpostConfig.controlPlaneInstanceType"),
    ("aws:eks/cluster:Cluster", "outpostConfig.etcdInstanceType"),
    ("aws:outposts/capacityTask:CapacityTask", "instancePools[].instanceType"),
}
"""Types of an Outpost."""
NO_TYPES = {
    ("aws:ec2/fleet:Fleet", "fleetInstanceSets[].instanceType"),  # what EC2 says that it launched
    ("aws:securityhub/insight:Insight", "filters.resourceAwsEc2InstanceTypes[]"),
    ("aws:workspacesweb/portal:Portal", "instanceType"),  # standard.regular
}


def test_each_argument_that_is_an_instance_type_is_asked() -> None:
    found = {(token, path) for token in all_tokens() for path in types_in(input_schema(token))}
    assert found.issuperset(ASKED)
    assert {
        (token, path)
        for token, path in found - ASKED - NOT_OF_THE_REGION - NO_TYPES
        if not OTHERS.match(token) and not path.endswith(("allowedInstanceTypes[]", "excludedInstanceTypes[]"))
    } == set()


def types_in(fields: Mapping[str, PropertyType], above: str = "", seen: tuple[object, ...] = ()) -> Iterator[str]:
    """The paths of the arguments whose names end as one of an instance type does."""
    for name, field in fields.items():
        path, one = f"{above}{name}", field
        while one.kind is Kind.LIST and one.element is not None:
            path, one = f"{path}[]", one.element
        if one.kind is Kind.STRING and re.search(r"(^|[a-z0-9])[iI]nstanceTypes?$", name):
            if not re.search(r"spotInstanceType$|^dbInstanceType$|desiredInstanceType$", name):
                yield path
        elif one.kind is Kind.OBJECT and one.source not in seen:
            yield from types_in(one.fields, f"{path}.", (*seen, one.source))


@pytest.mark.parametrize(("type_", "path"), sorted(ASKED))
def test_each_is_judged_by_its_region(type_: str, path: str) -> None:
    rule = CHECKS if type_ in CHECKED else LAUNCHES
    catalog = load_catalog(today=date(2026, 11, 26))
    for chosen, region, verdict in (
        ("m4.large", "eu-south-2", "violated"),
        ("m4.large", "eu-west-1", "fine"),
        ("m5.large", "eu-south-2", "fine"),
        ("m8a.large", "eu-north-1", "undetermined"),
        ("m19.large", "eu-south-2", "fine"),
        ("m4", "eu-south-2", "fine"),
        ("", "eu-south-2", "fine"),
    ):
        it = resource(type_, "it", made(path, chosen))
        judged = judge_stack(rule, it, config={"aws:region": region}, catalog=catalog)["it"]
        assert str(judged).partition(":")[0] in (verdict, "not applicable" if not chosen else verdict), (chosen, region)


def made(path: str, value: str) -> dict[str, object]:
    """The inputs that have the value at the path."""
    name, _, rest = path.partition(".")
    inner: object = made(rest, value) if rest else value
    return {name.removesuffix("[]"): [inner] if name.endswith("[]") else inner}
