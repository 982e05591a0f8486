"""neptune-endpoint-valid: Custom endpoints of Neptune must be of readers or of any instances."""

from policypack.aws.neptune import CLUSTER_ENDPOINT
from policypack.constraint import not_with, one_of
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/neptune/latest/userguide/api-custom-endpoints.html"

RULE = constraints_rule(
    id="neptune-endpoint-valid",
    service="Neptune",
    summary="Custom endpoints of Neptune must be of readers or of any instances",
    rationale="""
        The cluster's own endpoint is that of the writer. A custom one leads to readers, or to any instances, and names
        those that it has or those that it has not.
    """,
    since="0.2.0",
    constraints={
        CLUSTER_ENDPOINT: (
            one_of(
                "endpointType",
                "READER",
                "ANY",
                but_not="WRITER",
                error="InvalidParameterValue: Endpoint type not supported by the cluster",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/39776",
            ),
            not_with(
                "excludedMembers",
                ["orders-2"],
                {"staticMembers": ["orders-1"]},
                error="ExcludedMembers: Only relevant if the list of static members is empty.",
                source=CREATE,
            ),
        )
    },
    base={
        CLUSTER_ENDPOINT[0]: {
            "clusterIdentifier": "orders",
            "clusterEndpointIdentifier": "orders",
            "endpointType": "ANY",
        }
    },
    references=(CREATE,),
)
