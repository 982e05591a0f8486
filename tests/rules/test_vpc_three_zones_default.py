"""The account's default VPC has subnets of AWS's own, which no program shows."""

from policypack.aws.vpc.rules.vpc_three_zones import RULE
from policypack.testing import UNKNOWN, judge_stack, resource


def test_the_default_vpc_is_not_asked():
    vpc = resource("aws:ec2/defaultVpc:DefaultVpc", "default")
    local = {"vpcId": UNKNOWN, "cidrBlock": "172.31.96.0/20", "availabilityZone": "us-west-2-lax-1a"}
    subnet = resource("aws:ec2/subnet:Subnet", "edge", local, depends={"vpcId": [vpc]})
    assert judge_stack(RULE, vpc, subnet) == {}
