"""rds-proxy-valid: RDS proxies must have valid authentication, timeouts and pools."""

from policypack.aws import rds
from policypack.constraint import Blank, Constraint, Set, argument, fix, ordered, within
from policypack.model.conditions import any_condition
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html"
POOL = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html"
CONFIG = "connectionPoolConfig"
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-a1b2c3"
AUTH = {"authScheme": "SECRETS", "secretArn": SECRET}

PROXY_ROWS = (
    within(
        "idleClientTimeout",
        1,
        28800,
        error="InvalidParameterValue: Invalid IdleClientTimeout - valid range is 1 - 28800",
        source=API,
    ),
    Constraint(
        demand=argument("requireTls").is_true(),
        when=argument("auths").has_element("iamAuth", "REQUIRED"),
        error="InvalidParameterCombination: Must enable TLS, when IAM Auth is required",
        source=API,
        fix=fix(Set("requireTls", True)),
        invalid={"auths": [{**AUTH, "iamAuth": "REQUIRED"}]},
        valid={"auths": [{**AUTH, "iamAuth": "REQUIRED"}], "requireTls": True},
    ),
    Constraint(
        demand=argument("auths").is_present(),
        when=any_condition((~argument("defaultAuthScheme").is_given(), argument("defaultAuthScheme").equals("NONE"))),
        error="If you don't specify DefaultAuthScheme or specify this parameter as NONE, you must specify the Auth"
        " option.",
        source=API,
        fix=fix(Set("auths", [{**AUTH, "secretArn": Blank("the ARN of the secret of a user of the database")}])),
        invalid={"auths": None},
        valid={"auths": None, "defaultAuthScheme": "IAM_AUTH"},
    ),
)
POOL_ROWS = (
    within(f"{CONFIG}.maxConnectionsPercent", 1, 100, error="Constraints: Must be between 1 and 100.", source=POOL),
    within(f"{CONFIG}.connectionBorrowTimeout", 0, 300, error="Constraints: Must be between 0 and 300.", source=POOL),
    ordered(
        f"{CONFIG}.maxIdleConnectionsPercent",
        f"{CONFIG}.maxConnectionsPercent",
        low=10,
        high=50,
        error="MaxIdleConnectionsPercent: Constraints: Must be between 0 and the value of MaxConnectionsPercent.",
        source=POOL,
    ),
)

RULE = constraints_rule(
    id="rds-proxy-valid",
    service="RDS",
    summary="RDS proxies must have valid authentication, timeouts and pools",
    rationale="""
        A proxy logs in with secrets or by IAM, and IAM for its clients needs TLS. Timeouts and the sizes of connection
        pools have ranges.
    """,
    since="0.2.0",
    references=(API,),
    constraints={rds.PROXY: PROXY_ROWS, rds.PROXY_TARGET_GROUP: POOL_ROWS},
    base={
        rds.PROXY[0]: {
            "engineFamily": "POSTGRESQL",
            "roleArn": "arn:aws:iam::123456789012:role/orders-proxy",
            "vpcSubnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"],
            "auths": [AUTH],
        },
        rds.PROXY_TARGET_GROUP[0]: {"dbProxyName": "orders"},
    },
)
