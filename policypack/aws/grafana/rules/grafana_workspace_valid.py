"""grafana-workspace-valid: Grafana workspaces must have the role that they read with, and two subnets."""

from policypack.aws.grafana import WORKSPACE
from policypack.constraint import Constraint, argument, needs
from policypack.fix import Add, Blank, Ref, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspace.html"
GROUPS = ["sg-0a1b2c3d4e5f60718"]

subnets = argument("vpcConfiguration.subnetIds")

RULE = constraints_rule(
    id="grafana-workspace-valid",
    service="Managed Grafana",
    summary="Grafana workspaces must have the role that they read with, and two subnets",
    rationale="""
        With the permission type SERVICE_MANAGED Grafana makes the role with which a workspace reads data. With
        CUSTOMER_MANAGED it makes none, and the program has to name one. One that is connected to a VPC has two
        subnets of it at least.
    """,
    since="0.2.0",
    references=(CREATE,),
    constraints={
        WORKSPACE: (
            needs(
                {"permissionType": "CUSTOMER_MANAGED"},
                "roleArn",
                Ref("workspace_role", "arn"),
                blank="the ARN of the role with which the workspace reads data",
                error="ValidationException: When the permissionType is CUSTOMER_MANAGED a Workspace Role ARN should be"
                " provided.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/24342",
            ),
            Constraint(
                demand=subnets.has_at_least(2),
                when=subnets.is_given().unsaid(),
                error="SubnetIds: Array Members: Minimum number of 2 items. Maximum number of 6 items.",
                source="https://docs.aws.amazon.com/grafana/latest/APIReference/API_VpcConfiguration.html",
                fix=fix(Add(subnets.path, Blank("the ID of another subnet"))),
                invalid={"vpcConfiguration": {"subnetIds": ["subnet-0a1b2c3d4e5f60718"], "securityGroupIds": GROUPS}},
                valid={
                    "vpcConfiguration": {
                        "subnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
                        "securityGroupIds": GROUPS,
                    }
                },
            ),
        )
    },
    base={
        WORKSPACE[0]: {
            "accountAccessType": "CURRENT_ACCOUNT",
            "authenticationProviders": ["SAML"],
            "permissionType": "SERVICE_MANAGED",
        }
    },
)
