"""Blocks of each family, in each form, in arguments that require a network and in those that do not."""

import pytest

from policypack.aws.vpc.rules.cidr_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VPC, SUBNET, ROUTE = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/route:Route"
GROUP, RULE_OF_GROUP = "aws:ec2/securityGroup:SecurityGroup", "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
EKS = "aws:eks/cluster:Cluster"
IP_SET = "aws:wafv2/ipSet:IpSet"


def judged(type_, inputs):
    return judge_stack(RULE, resource(type_, "it", inputs))["it"]


@pytest.mark.parametrize(
    ("cidr", "verdict"),
    [
        ("10.0.0.0/8", "fine"),
        ("10.0.0.1/32", "fine"),
        ("0.0.0.0/0", "fine"),
        ("10.30.0.0/33", "violated: cidrIpv4"),
        ("10.30.0.0", "violated: cidrIpv4"),
        ("10.30.0.0/", "violated: cidrIpv4"),
        ("10.30.0/24", "violated: cidrIpv4"),
        ("10.30.0.256/32", "violated: cidrIpv4"),
        ("10.0.0.0/255.255.0.0", "violated: cidrIpv4"),
        (" 10.0.0.0/8", "violated: cidrIpv4"),
        ("10.0.0.1/8", "violated: cidrIpv4"),
        ("office", "violated: cidrIpv4"),
        ("::/0", "violated: cidrIpv4"),
        ("", "not applicable"),
        (None, "not applicable"),
        (UNKNOWN, "undetermined: cidrIpv4"),
        (secret("10.0.0.1/8"), "violated: cidrIpv4"),
        (["10.0.0.0/8"], "fine"),
        ({"cidr": "10.0.0.0/8"}, "undetermined: cidrIpv4"),
    ],
)
def test_ipv4(cidr, verdict):
    assert str(judged(INGRESS, {"cidrIpv4": cidr})) == verdict


@pytest.mark.parametrize(
    ("cidr", "verdict"),
    [
        ("::/0", "fine"),
        ("2001:db8::/32", "fine"),
        ("2001:DB8:0:0::/64", "fine"),
        ("2001:db8::1/128", "fine"),
        ("2001:db8::/129", "violated: cidrIpv6"),
        ("2001:db8::1/64", "violated: cidrIpv6"),
        ("2001:db8:::/64", "violated: cidrIpv6"),
        ("10.0.0.0/8", "violated: cidrIpv6"),
    ],
)
def test_ipv6(cidr, verdict):
    assert str(judged(EGRESS, {"cidrIpv6": cidr})) == verdict


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (GROUP, {"ingress": [{"cidrBlocks": ["10.30.0.0/33"]}]}, "violated: ingress[0].cidrBlocks[0]"),
        (GROUP, {"egress": [{"ipv6CidrBlocks": ["::/129"]}]}, "violated: egress[0].ipv6CidrBlocks[0]"),
        (GROUP, {"egress": UNKNOWN}, "undetermined: egress"),
        (RULE_OF_GROUP, {"cidrBlocks": ["10.0.0.0/8", "10.30.0.0/33"]}, "violated: cidrBlocks[1]"),
        (RULE_OF_GROUP, {"ipv6CidrBlocks": ["::/0", "fe80::%eth0/10"]}, "violated: ipv6CidrBlocks[1]"),
        (VPC, {"cidrBlock": "10.0.0.1/16"}, "violated: cidrBlock"),
        (SUBNET, {"cidrBlock": "10.0.1.1/24"}, "violated: cidrBlock"),
        (ROUTE, {"destinationCidrBlock": "0.0.0.0"}, "violated: destinationCidrBlock"),
        (ACL_RULE, {"cidrBlock": "10.0.0.1/24"}, "fine"),
        (ACL_RULE, {"cidrBlock": "10.0.0.1/99"}, "violated: cidrBlock"),
        (EKS, {"vpcConfig": {"publicAccessCidrs": ["203.0.113.5/24"]}}, "violated: vpcConfig.publicAccessCidrs[0]"),
        (
            EKS,
            {"kubernetesNetworkConfig": {"serviceIpv4Cidr": "172.20.0.0"}},
            "violated: kubernetesNetworkConfig.serviceIpv4Cidr",
        ),
        (IP_SET, {"addresses": ["2001:db8::/32"]}, "fine"),
        (IP_SET, {"addresses": ["::/0"]}, "violated: addresses[0]"),
    ],
)
def test_arguments(type_, inputs, verdict):
    assert str(judged(type_, inputs)) == verdict


def test_the_fix_is_the_network_or_the_reader_s_choice():
    (host_bits,) = judged(INGRESS, {"cidrIpv4": "10.0.0.1/8"}).messages
    assert host_bits.endswith('cidr_ipv4="10.0.0.0/8"')
    (malformed,) = judged(RULE_OF_GROUP, {"cidrBlocks": ["10.30.0.0/33"]}).messages
    assert malformed.endswith(
        "cidr_blocks=[..., ...]  # in place of cidr_blocks[0]; ... is a block, such as 10.0.0.0/16"
    )
    (everybody,) = judged(IP_SET, {"addresses": ["0.0.0.0/0"]}).messages
    assert everybody.endswith("addresses=[..., ...]  # in place of addresses[0]; ... is a block, such as 10.0.0.0/16")


def test_a_secret_block_is_not_shown():
    (message,) = judged(INGRESS, {"cidrIpv4": secret("172.16.64.0/16")}).messages
    assert "172.16" not in message
