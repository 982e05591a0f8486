"""CIDR arithmetic of subnets: limits, secondary blocks, VPCs from elsewhere, values of an update."""

import pytest

from policypack.aws.vpc.rules.subnet_cidr_in_vpc import RULE as IN_VPC
from policypack.aws.vpc.rules.subnet_cidrs_disjoint import RULE as DISJOINT
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"
ASSOCIATION = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"
main = resource(VPC, "main", {"cidrBlock": "10.0.0.0/16"})


def subnet(name, cidr, vpc=main, vpc_id=UNKNOWN):
    return resource(SUBNET, name, {"cidrBlock": cidr, "vpcId": vpc_id}, depends={"vpcId": [vpc]} if vpc else None)


@pytest.mark.parametrize(
    ("cidr", "verdict"),
    [
        ("10.0.0.0/16", "fine"),
        ("10.0.255.240/28", "fine"),
        ("10.0.0.0/15", "violated: cidrBlock"),
        ("10.0.0.0/29", "violated: cidrBlock"),
        ("10.1.0.0/24", "violated: cidrBlock"),
        (secret("10.1.0.0/24"), "violated: cidrBlock"),
        (UNKNOWN, "undetermined: cidrBlock"),
        (None, "not applicable"),
        ("no cidr", "fine"),
        (17, "fine"),
    ],
)
def test_a_subnet_in_its_vpc(cidr, verdict):
    judged = judge_stack(IN_VPC, main, subnet("s", cidr))["s"]
    assert str(judged) == verdict
    if isinstance(cidr, type(secret(""))):
        assert "10.1.0.0/24" not in " ".join(judged.messages)


def test_a_secondary_block_counts_and_an_unknown_one_undecides():
    inside = subnet("s", "100.64.0.0/24")
    block = resource(ASSOCIATION, "more", {"cidrBlock": "100.64.0.0/16", "vpcId": UNKNOWN}, depends={"vpcId": [main]})
    assert str(judge_stack(IN_VPC, main, inside, block)["s"]) == "fine"
    open_ = resource(ASSOCIATION, "more", {"cidrBlock": UNKNOWN, "vpcId": UNKNOWN}, depends={"vpcId": [main]})
    assert str(judge_stack(IN_VPC, main, inside, open_)["s"]) == "undetermined: cidrBlock"


def test_a_vpc_from_a_pool_decides_nothing():
    pooled = resource(VPC, "main", {"ipv4IpamPoolId": "ipam-pool-1", "ipv4NetmaskLength": 16})
    assert str(judge_stack(IN_VPC, pooled, subnet("s", "10.1.0.0/24", pooled))["s"]) == "undetermined: cidrBlock"


def test_a_vpc_of_another_stack_is_not_asked():
    assert str(judge_stack(IN_VPC, main, subnet("s", "10.1.0.0/24", None, "vpc-1"))["s"]) == "fine"


def test_values_of_an_update_link_by_id():
    made = resource(VPC, "main", {"cidrBlock": "10.0.0.0/16"}, outputs={"id": "vpc-1"})
    for vpc_id, verdict in (("vpc-1", "violated: cidrBlock"), ("vpc-2", "fine")):
        assert str(judge_stack(IN_VPC, made, subnet("s", "10.1.0.0/24", None, vpc_id))["s"]) == verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("10.0.0.0/24", "10.0.1.0/24", "fine"),
        ("10.0.0.0/24", "10.0.0.0/24", "violated: cidrBlock"),
        ("10.0.0.0/16", "10.0.255.0/28", "violated: cidrBlock"),
        ("10.0.0.0/24", UNKNOWN, "undetermined: cidrBlock"),
        (UNKNOWN, "10.0.0.0/24", "undetermined: cidrBlock"),
        (None, "10.0.0.0/24", "fine"),
    ],
)
def test_two_subnets_of_a_vpc(one, other, verdict):
    assert str(judge_stack(DISJOINT, main, subnet("a", one), subnet("b", other))["b"]) == verdict


def test_only_subnets_of_the_same_vpc_conflict():
    second = resource(VPC, "second", {"cidrBlock": "10.0.0.0/16"})
    a = subnet("a", "10.0.0.0/24")
    assert str(judge_stack(DISJOINT, main, second, a, subnet("b", "10.0.0.0/24", second))["b"]) == "fine"
    assert str(judge_stack(DISJOINT, main, a, subnet("b", "10.0.0.0/24", None, "vpc-9"))["b"]) == "fine"
    unknown = subnet("b", "10.0.0.0/24", None, UNKNOWN)
    assert str(judge_stack(DISJOINT, main, a, unknown)["b"]) == "undetermined: vpcId"
