"""Which service acts through a role, and as which principal it assumes it: a row for each thing that AWS refuses to
make with a role that does not trust the service.

Read in November 2026. Only services that check the trust policy themselves, or that fail with the first thing they do,
are here; each row has the error and where it is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from policypack.aws.iam.documents import Document, Statement
from policypack.model.facts import Fact, all_of, any_of, known
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.values import Value

_PROVIDER = "https://github.com/hashicorp/terraform-provider-aws"
_IOT_ACTIONS = (
    *("cloudwatchAlarms", "cloudwatchLogs", "cloudwatchMetrics", "dynamodbs", "dynamodbv2s", "elasticsearch"),
    *("firehoses", "iotAnalytics", "iotEvents", "kineses", "republishes", "s3", "sns", "sqs", "stepFunctions"),
    "timestreams",
)
_ROLE = "arn:aws:iam::123456789012:role/orders"


@record(frozen=True, kw_only=True, eq=False)
class ServiceRole:
    """A service and the roles that it assumes.

    ``arguments`` are, by type, the arguments that name such a role. ``principal`` is the service principal without its
    domain: ``codebuild``, ``monitoring.rds``.
    """

    service: str
    principal: str
    arguments: Mapping[str, tuple[str, ...]]
    error: str
    source: str

    @property
    def name(self) -> str:
        """The service principal of most partitions and regions."""
        return f"{self.principal}.amazonaws.com"

    @cached_property
    def rejection(self) -> Rejection:
        """What AWS rejects; the examples are named by the principal."""
        example = self.principal.replace(".", "-")
        return Rejection(
            service=self.service,
            condition=f"The role of {self.service} does not trust {self.name}",
            error=self.error,
            source=self.source,
            invalid=f"{example}-untrusted",
            valid=f"{example}-trusted",
        )

    def is_trusted(self, trust: Document) -> Fact:
        """A statement of the trust policy allows the service, or everybody, to assume the role."""
        return trust.any(self._allows)

    def _allows(self, statement: Statement) -> Fact:
        principal = statement.value["Principal"]
        return all_of(
            statement.is_allow,
            statement.covers("sts:AssumeRole"),
            any_of(
                principal.equals("*"),
                principal["AWS"].any(lambda one: one.equals("*")),
                principal["Service"].any(self._is),
                statement.value["NotPrincipal"].is_set(),
            ),
        )

    def _is(self, principal: Value) -> Fact:
        """The service, by its global or its regional name, in any partition."""
        form = rf"{re.escape(self.principal)}(\.[a-z0-9-]+)?\.(amazonaws\.com(\.cn)?|aws)"
        return principal.as_text().then(
            lambda text: known(text == "*" or re.fullmatch(form, text.strip().lower()) is not None)
        )


SERVICE_ROLES = (
    ServiceRole(
        service="CodePipeline",
        principal="codepipeline",
        arguments={"aws:codepipeline/pipeline:Pipeline": ("roleArn",)},
        error=f"InvalidStructureException: CodePipeline is not authorized to perform AssumeRole on role {_ROLE}",
        source=f"{_PROVIDER}/issues/13103",
    ),
    ServiceRole(
        service="CodeBuild",
        principal="codebuild",
        arguments={"aws:codebuild/project:Project": ("serviceRole",)},
        error=f"InvalidInputException: CodeBuild is not authorized to perform: sts:AssumeRole on {_ROLE}",
        source="https://docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html",
    ),
    ServiceRole(
        service="CodeDeploy",
        principal="codedeploy",
        arguments={"aws:codedeploy/deploymentGroup:DeploymentGroup": ("serviceRoleArn",)},
        error="InvalidRoleException: Cannot assume role provided.",
        source="https://github.com/aws/aws-sdk-ruby/issues/772",
    ),
    ServiceRole(
        service="CloudFormation",
        principal="cloudformation",
        arguments={"aws:cloudformation/stack:Stack": ("iamRoleArn",)},
        error=f"ValidationError: Role {_ROLE} is invalid or cannot be assumed",
        source="https://github.com/awslabs/aws-sam-codepipeline-cd/issues/22",
    ),
    ServiceRole(
        service="Lambda",
        principal="lambda",
        arguments={"aws:lambda/function:Function": ("role",), "aws:synthetics/canary:Canary": ("executionRoleArn",)},
        error="InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
        source="https://github.com/pdomala/LambdaCDDemo/issues/1",
    ),
    ServiceRole(
        service="Step Functions",
        principal="states",
        arguments={"aws:sfn/stateMachine:StateMachine": ("roleArn",)},
        error="AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one"
        " is authorized to assume the provided role.",
        source="https://github.com/lumigo-io/lumigo-CLI/issues/83",
    ),
    ServiceRole(
        service="EventBridge",
        principal="events",
        arguments={
            "aws:cloudwatch/eventTarget:EventTarget": ("roleArn",),
            "aws:cloudwatch/eventRule:EventRule": ("roleArn",),
        },
        error=f"ValidationException: Provided role '{_ROLE}' cannot be assumed by principal 'events.amazonaws.com'.",
        source="https://github.com/Miserlou/Zappa/issues/381",
    ),
    ServiceRole(
        service="EventBridge Scheduler",
        principal="scheduler",
        arguments={"aws:scheduler/schedule:Schedule": ("target.roleArn",)},
        error="ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the"
        " role.",
        source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
    ),
    ServiceRole(
        service="ECS",
        principal="ecs-tasks",
        arguments={"aws:ecs/taskDefinition:TaskDefinition": ("executionRoleArn", "taskRoleArn")},
        error=f"service orders failed to launch a task with (error ECS was unable to assume the role '{_ROLE}' that was"
        " provided for this task. Please verify that the role being passed has the proper trust relationship and"
        " permissions and that your IAM user has permissions to pass this role.).",
        source="https://github.com/aws-samples/aws-modern-application-workshop/issues/149",
    ),
    ServiceRole(
        service="ECS",
        principal="ecs",
        arguments={"aws:ecs/service:Service": ("volumeConfiguration.managedEbsVolume.roleArn",)},
        error=f"InvalidParameterException: ECS was unable to assume the configured ECS Infrastructure Role '{_ROLE}'."
        " Please verify that the role being passed has the proper trust relationship with Amazon ECS.",
        source=f"{_PROVIDER}/issues/38538",
    ),
    ServiceRole(
        service="EKS",
        principal="eks",
        arguments={"aws:eks/cluster:Cluster": ("roleArn",)},
        error="InvalidParameterException: Following required service principals [eks.amazonaws.com] were not found in"
        f" the trust relationships of clusterRole {_ROLE}",
        source="https://github.com/aws/amazon-cloudwatch-agent-test/issues/220",
    ),
    ServiceRole(
        service="EKS",
        principal="ec2",
        arguments={"aws:eks/nodeGroup:NodeGroup": ("nodeRoleArn",)},
        error="InvalidParameterException: Following required service principals [ec2.amazonaws.com] were not found in"
        f" the trust relationships of nodeRole {_ROLE}",
        source="https://github.com/eksctl-io/eksctl/issues/3290",
    ),
    ServiceRole(
        service="EKS",
        principal="eks-fargate-pods",
        arguments={"aws:eks/fargateProfile:FargateProfile": ("podExecutionRoleArn",)},
        error="InvalidParameterException: Misconfigured PodExecutionRole Trust Policy; Please add the"
        " eks-fargate-pods.amazonaws.com Service Principal",
        source="https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html",
    ),
    ServiceRole(
        service="RDS",
        principal="monitoring.rds",
        arguments={
            "aws:rds/instance:Instance": ("monitoringRoleArn",),
            "aws:rds/cluster:Cluster": ("monitoringRoleArn",),
            "aws:rds/clusterInstance:ClusterInstance": ("monitoringRoleArn",),
        },
        error="InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions for:"
        " ENHANCED_MONITORING",
        source="https://github.com/hashicorp/terraform/issues/5455",
    ),
    ServiceRole(
        service="Firehose",
        principal="firehose",
        arguments={
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
                "extendedS3Configuration.roleArn",
                "kinesisSourceConfiguration.roleArn",
            )
        },
        error=f"InvalidArgumentException: Firehose is unable to assume role {_ROLE}. Please check the role provided.",
        source="https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html",
    ),
    ServiceRole(
        service="Glue",
        principal="glue",
        arguments={"aws:glue/crawler:Crawler": ("role",)},
        error="InvalidInputException: Service is unable to assume provided role. Please verify role's TrustPolicy",
        source=f"{_PROVIDER}/issues/30371",
    ),
    ServiceRole(
        service="API Gateway",
        principal="apigateway",
        arguments={"aws:apigateway/account:Account": ("cloudwatchRoleArn",)},
        error="BadRequestException: The role ARN does not have required permissions configured. Please grant trust"
        " permission for API Gateway and add the required role policy.",
        source="https://github.com/aws-cloudformation/rain/issues/163",
    ),
    ServiceRole(
        service="CloudTrail",
        principal="cloudtrail",
        arguments={"aws:cloudtrail/trail:Trail": ("cloudWatchLogsRoleArn",)},
        error="InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
        source="https://github.com/cloudposse/terraform-aws-cloudtrail-cloudwatch-alarms/issues/2",
    ),
    ServiceRole(
        service="CloudWatch Logs",
        principal="logs",
        arguments={"aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ("roleArn",)},
        error="InvalidParameterException: Could not deliver test message to specified Firehose stream. Check if the"
        " given Firehose stream is in ACTIVE state.",
        source="https://github.com/aws/aws-cli/issues/8823",
    ),
    ServiceRole(
        service="Cognito",
        principal="cognito-idp",
        arguments={"aws:cognito/userPool:UserPool": ("smsConfiguration.snsCallerArn",)},
        error="InvalidSmsRoleTrustRelationshipException: Role does not have a trust relationship allowing Cognito to"
        " assume the role",
        source="https://github.com/aws-amplify/amplify-flutter/issues/1328",
    ),
    ServiceRole(
        service="SageMaker",
        principal="sagemaker",
        arguments={
            "aws:sagemaker/model:Model": ("executionRoleArn",),
            "aws:sagemaker/notebookInstance:NotebookInstance": ("roleArn",),
        },
        error=f"ValidationException: Could not assume role {_ROLE}. Please ensure that the role exists and allows"
        " principal 'sagemaker.amazonaws.com' to assume the role.",
        source="https://github.com/awslabs/predictive-maintenance-using-machine-learning/issues/3",
    ),
    ServiceRole(
        service="AWS Backup",
        principal="backup",
        arguments={"aws:backup/selection:Selection": ("iamRoleArn",)},
        error=f"InvalidParameterValueException: IAM Role {_ROLE} cannot be assumed by AWS Backup",
        source=f"{_PROVIDER}/issues/9297",
    ),
    ServiceRole(
        service="VPC",
        principal="vpc-flow-logs",
        arguments={"aws:ec2/flowLog:FlowLog": ("iamRoleArn",)},
        error=f"InvalidParameter: Unable to assume given IAM role: '{_ROLE}'",
        source=f"{_PROVIDER}/issues/29323",
    ),
    ServiceRole(
        service="AWS Config",
        principal="config",
        arguments={"aws:cfg/recorder:Recorder": ("roleArn",)},
        error=f"InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: orders, unable to"
        f" assume role: {_ROLE}.",
        source="https://github.com/aws/aws-cli/issues/3516",
    ),
    ServiceRole(
        service="App Runner",
        principal="build.apprunner",
        arguments={"aws:apprunner/service:Service": ("sourceConfiguration.authenticationConfiguration.accessRoleArn",)},
        error=f"InvalidRequestException: Error in assuming access role {_ROLE}",
        source="https://github.com/pulumi/pulumi/issues/12417",
    ),
    ServiceRole(
        service="Managed Service for Apache Flink",
        principal="kinesisanalytics",
        arguments={"aws:kinesisanalyticsv2/application:Application": ("serviceExecutionRole",)},
        error="InvalidArgumentException: Kinesis Analytics service doesn't have sufficient privileges to assume the"
        " role",
        source=f"{_PROVIDER}/issues/7032",
    ),
    ServiceRole(
        service="IoT",
        principal="iot",
        arguments={"aws:iot/topicRule:TopicRule": tuple(f"{action}[].roleArn" for action in _IOT_ACTIONS)},
        error=f"InvalidRequestException: AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on"
        f" resource: {_ROLE}. If the role was just created or updated, please try again in a few seconds.",
        source="https://github.com/ministackorg/ministack/issues/1417",
    ),
)
