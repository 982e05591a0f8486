"""mq-broker-valid: Brokers must have what their engine and their deployment take."""

from policypack.aws.mq import BROKER
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, form, needs, note
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html"
PROVIDER = "https://www.pulumi.com/registry/packages/aws/api-docs/mq/broker/"
CREATING = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/getting-started-rabbitmq.html"
SUBNET, OTHER_SUBNET, THIRD_SUBNET = "subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718", "subnet-2a1b2c3d4e5f60718"
USER = {"username": "orders", "password": "a-password-of-16"}
OTHER_USER = {"username": "stock", "password": "a-password-of-16"}
RABBIT: Inputs = {"engineType": "RabbitMQ", "engineVersion": "3.13", "hostInstanceType": "mq.m5.large"}
CLUSTER: Inputs = {**RABBIT, "deploymentMode": "CLUSTER_MULTI_AZ"}
PAIR: Inputs = {"deploymentMode": "ACTIVE_STANDBY_MULTI_AZ"}

engine, version, mode = argument("engineType"), argument("engineVersion"), argument("deploymentMode")
users, subnets, upgrades = argument("users"), argument("subnetIds"), argument("autoMinorVersionUpgrade")
# The provider takes its enumerations in any case.
is_rabbit = engine.matches("(?i)rabbitmq", "RabbitMQ")
is_active = engine.matches("(?i)activemq", "ActiveMQ")
is_cluster = mode.matches("(?i)cluster_multi_az", "CLUSTER_MULTI_AZ")
is_pair = mode.matches("(?i)active_standby_multi_az", "ACTIVE_STANDBY_MULTI_AZ")
is_single = mode.is_empty().unsaid() | mode.matches("(?i)single_instance", "SINGLE_INSTANCE")

RULE = constraints_rule(
    id="mq-broker-valid",
    service="Amazon MQ",
    summary="Brokers must have what their engine and their deployment take",
    rationale="""
        RabbitMQ starts with one user and makes the others itself, has no audit log and no file system of EFS, and is
        alone or a cluster; ActiveMQ is alone or a pair. A broker alone is in one subnet, a pair in two. Of newer
        versions AWS chooses the patch, so upgrades of it are on.
    """,
    since="0.2.0",
    constraints={
        BROKER: (
            Constraint(
                demand=users.has_at_most(1),
                when=is_rabbit,
                error="BadRequestException: Specify exactly one user for engine type [RABBITMQ].",
                source="https://github.com/cloudposse/terraform-aws-mq-broker/issues/21",
                fix=note("one user; RabbitMQ's own console makes the others"),
                invalid={**RABBIT, "users": [USER, OTHER_USER]},
                valid=(RABBIT, {"users": [USER, OTHER_USER]}),
            ),
            Constraint(
                demand=~argument("logs.audit").is_true(),
                when=is_rabbit,
                error="logs.audit: Can not be configured when engine is RabbitMQ",
                source="https://github.com/ansible-collections/community.aws/issues/2130",
                fix=fix(Remove("logs.audit")),
                invalid={**RABBIT, "logs": {"audit": "true", "general": True}},
                valid=({**RABBIT, "logs": {"general": True}}, {"logs": {"audit": "true", "general": True}}),
            ),
            Constraint(
                demand=upgrades.is_true(),
                when=is_rabbit & version.matches(r"(3\.1[3-9]|[4-9])(\..*)?", "3.13 or newer"),
                error="BadRequestException: Brokers on [RabbitMQ] version [3.13] must have [autoMinorVersionUpgrade]"
                " set to [true].",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/42516",
                fix=fix(Set(upgrades.path, True)),
                invalid=(
                    {**RABBIT, upgrades.path: None},
                    {**RABBIT, "engineVersion": "4.2", upgrades.path: False},
                ),
                valid=RABBIT,
            ),
            Constraint(
                demand=upgrades.is_true(),
                when=is_active & version.matches(r"(5\.(1[89]|[2-9]\d)|[6-9])(\..*)?", "5.18 or newer"),
                error="BadRequestException: Brokers on [ActiveMQ] version [5.18] must have [autoMinorVersionUpgrade]"
                " set to [true].",
                source="https://github.com/aws-controllers-k8s/community/issues/2427",
                fix=fix(Set(upgrades.path, True)),
                invalid={upgrades.path: None},
                valid={},
            ),
            Constraint(
                demand=subnets.has_at_most(1),
                when=is_single,
                error="A SINGLE_INSTANCE deployment requires one subnet (for example, the default subnet).",
                source="https://github.com/awsdocs/aws-cloudformation-user-guide/issues/347",
                fix=fix(Set(subnets.path, [Blank("the ID of one subnet")]), note="or another deploymentMode"),
                invalid=(
                    {"subnetIds": [SUBNET, OTHER_SUBNET]},
                    {**RABBIT, "deploymentMode": "single_instance", "subnetIds": [SUBNET, OTHER_SUBNET]},
                ),
                valid=({"subnetIds": [SUBNET]}, {**PAIR, "subnetIds": [SUBNET, OTHER_SUBNET]}),
            ),
            Constraint(
                demand=subnets.has_exactly(2),
                when=is_pair & subnets.is_given().unsaid() & ~is_rabbit.unsaid(),
                error="An ACTIVE_STANDBY_MULTI_AZ Amazon MQ for ActiveMQ deployment requires two subnets.",
                source=CREATE,
                fix=note("two subnets, in two availability zones"),
                invalid=(
                    {**PAIR, "subnetIds": [SUBNET]},
                    {**PAIR, "subnetIds": [SUBNET, OTHER_SUBNET, THIRD_SUBNET]},
                ),
                valid=({**PAIR, "subnetIds": [SUBNET, OTHER_SUBNET]}, PAIR),
            ),
            Constraint(
                demand=~is_pair,
                when=is_rabbit,
                at=mode.path,
                error="deploymentMode: ACTIVE_STANDBY_MULTI_AZ is of ActiveMQ, CLUSTER_MULTI_AZ of RabbitMQ.",
                source=CREATE,
                fix=fix(Set(mode.path, "CLUSTER_MULTI_AZ")),
                invalid={**RABBIT, **PAIR},
                valid=(CLUSTER, PAIR),
            ),
            Constraint(
                demand=~is_cluster,
                when=is_active,
                at=mode.path,
                error="deploymentMode: ACTIVE_STANDBY_MULTI_AZ is of ActiveMQ, CLUSTER_MULTI_AZ of RabbitMQ.",
                source=CREATE,
                fix=fix(Set(mode.path, "ACTIVE_STANDBY_MULTI_AZ")),
                invalid={"deploymentMode": "CLUSTER_MULTI_AZ"},
                valid=(PAIR, CLUSTER),
            ),
            Constraint(
                demand=~argument("hostInstanceType").equals("mq.t3.micro"),
                when=is_cluster,
                error="The mq.t3.micro instance type does not support cluster deployments.",
                source=CREATING,
                fix=fix(Set("hostInstanceType", Blank("mq.m5.large or a larger type"))),
                invalid={**CLUSTER, "hostInstanceType": "mq.t3.micro"},
                valid=(CLUSTER, {**RABBIT, "hostInstanceType": "mq.t3.micro"}),
            ),
            Constraint(
                demand=~argument("storageType").matches("(?i)efs", "efs"),
                when=is_rabbit,
                at="storageType",
                error="For engine_type RabbitMQ, only ebs is supported.",
                source=PROVIDER,
                fix=fix(Set("storageType", "ebs")),
                invalid={**RABBIT, "storageType": "efs"},
                valid=({**RABBIT, "storageType": "ebs"}, {"storageType": "efs"}),
            ),
            needs(
                {"dataReplicationMode": "CRDR"},
                "dataReplicationPrimaryBrokerArn",
                "arn:aws:mq:us-east-1:123456789012:broker:orders:b-1234a5b6-78cd-901e-2fgh-3i45j6k17819",
                blank="the ARN of the primary broker",
                error="dataReplicationPrimaryBrokerArn: Must be set when dataReplicationMode is set to CRDR.",
                source=CREATE,
            ),
            form(
                "maintenanceWindowStartTime.timeOfDay",
                r"([01]?\d|2[0-4]):[0-5]\d",
                "a time of 24 hours, such as 02:00",
                invalid=("25:00", "02:00 AM"),
                valid=("02:00", "23:59"),
                error="TimeOfDay: The time, in 24-hour format.",
                source=CREATE,
            ).beside({"maintenanceWindowStartTime": {"dayOfWeek": "MONDAY", "timeZone": "UTC"}}),
            Constraint(
                demand=~argument("username").equals("guest"),
                error="Amazon MQ prohibits using guest as a valid username.",
                source=CREATING,
                fix=fix(Set("username", Blank("another name"))),
                invalid={"username": "guest", "password": "a-password-of-16"},
                valid=USER,
                condition="a user of RabbitMQ is named guest",
            )
            .inside("users[]", given=is_rabbit)
            .beside(RABBIT),
        )
    },
    base={
        BROKER[0]: {
            "brokerName": "orders",
            "engineType": "ActiveMQ",
            "engineVersion": "5.18",
            "autoMinorVersionUpgrade": True,
            "hostInstanceType": "mq.m5.large",
            "users": [USER],
        }
    },
    references=(CREATE,),
)
