"""redshift-vpc-routing: Data warehouses must load and unload through their VPC."""

from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="redshift-vpc-routing",
    summary="Data warehouses must load and unload through their VPC",
    rationale="""
        With enhanced VPC routing, COPY and UNLOAD go through the VPC: its security groups, endpoint policies and flow
        logs see and confine where data goes. Without it they take AWS's own network, past all of these. The VPC then
        needs a way to S3, a gateway endpoint or a NAT gateway: make it first, or loads fail.
    """,
    harm="Data that is loaded and unloaded takes a way that the VPC's rules and flow logs do not see.",
    consequence="hygiene",
    rated="high",
    since="0.3.0",
    base=BASES,
    practices={
        ("aws:redshift/cluster:Cluster",): [turned_on("enhancedVpcRouting", controls=("Redshift.7",))],
        ("aws:redshiftserverless/workgroup:Workgroup",): [
            turned_on("enhancedVpcRouting", controls=("RedshiftServerless.1",))
        ],
    },
)
