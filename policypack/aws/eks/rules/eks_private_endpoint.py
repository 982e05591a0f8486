"""eks-private-endpoint: The API of a cluster must not be open to the internet."""

from policypack.aws import eks
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PUBLIC, PRIVATE = "vpcConfig.endpointPublicAccess", "vpcConfig.endpointPrivateAccess"

RULE = practices_rule(
    id="eks-private-endpoint",
    summary="The API of a cluster must not be open to the internet",
    rationale="""
        The API of a cluster is on the internet unless the program turns that off: then only credentials are between
        everyone and the cluster. With the private endpoint, kubectl comes from the VPC, by a VPN or a bastion host.
        publicAccessCidrs confine the public endpoint to a few networks; AWS Security Hub asks for more, and so does
        this rule: exempt a cluster where that is enough.
    """,
    harm="The cluster's API is on the internet, by default for every address.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    base=COMPUTE,
    practices={
        eks.CLUSTER: [
            practice(
                argument(PUBLIC).equals(False),
                fix=fix(Set(PUBLIC, False), Set(PRIVATE, True)),
                invalid=({}, {PUBLIC: True}),
                valid={PUBLIC: False, PRIVATE: True},
                controls=("EKS.1",),
            )
        ]
    },
)
