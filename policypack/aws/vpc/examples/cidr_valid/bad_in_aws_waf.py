"""In AWS WAF."""

import pulumi_aws as aws


def ip_set(name, *addresses):
    aws.wafv2.IpSet(name, scope="REGIONAL", ip_address_version="IPV4", addresses=addresses)


ip_set("offices", "195.178.188.66/29", "203.0.113.10")
ip_set("everybody", "0.0.0.0/0")

# finds offices: addresses[0], addresses[1]
# finds everybody: addresses[0]
