"""The kinds of resources in races: the types that a word means, in both majors of pulumi-aws."""

from __future__ import annotations

from policypack.aws import ec2, s3
from policypack.aws.vpc import security_groups
from policypack.model.records import record


@record(frozen=True, slots=True)
class Kind:
    """Resource types that are the same thing for a race; ``names`` are the own arguments by which others name them."""

    types: tuple[str, ...]
    names: tuple[str, ...] = ()


def _kind(*types: str, names: tuple[str, ...] = ()) -> Kind:
    return Kind(tuple(f"aws:{one}" for one in types), names)


_LOAD_BALANCERS = ("lb/loadBalancer:LoadBalancer", "alb/loadBalancer:LoadBalancer")
_LISTENERS = ("lb/listener:Listener", "alb/listener:Listener")
_FUNCTION = _kind("lambda/function:Function", names=("name",))
_KEY_SIGNING_KEY = _kind("route53/keySigningKey:KeySigningKey")

LATER: dict[str, Kind] = {
    "ActivityStream": _kind("rds/clusterActivityStream:ClusterActivityStream"),
    "Activation": _kind("ssm/activation:Activation"),
    "ApiDeployment": _kind("apigateway/deployment:Deployment"),
    "ApiDomainName": _kind("apigateway/domainName:DomainName"),
    "ApiStage": _kind("apigateway/stage:Stage"),
    "BatchComputeEnvironment": _kind("batch/computeEnvironment:ComputeEnvironment"),
    "BucketAcl": _kind("s3/bucketAcl:BucketAcl", "s3/bucketAclV2:BucketAclV2"),
    "BucketLifecycle": _kind(
        "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
    ),
    "BucketNotification": _kind("s3/bucketNotification:BucketNotification"),
    "BucketPolicy": _kind("s3/bucketPolicy:BucketPolicy"),
    "BucketReplication": _kind("s3/bucketReplicationConfig:BucketReplicationConfig"),
    "ClassicLoadBalancer": _kind("elb/loadBalancer:LoadBalancer"),
    "CloudFrontDistribution": _kind("cloudfront/distribution:Distribution"),
    "CodeBuildProject": _kind("codebuild/project:Project"),
    "CognitoDomain": _kind("cognito/userPoolDomain:UserPoolDomain"),
    "ConfigDeliveryChannel": _kind("cfg/deliveryChannel:DeliveryChannel"),
    "ConfigRecorderStatus": _kind("cfg/recorderStatus:RecorderStatus"),
    "ConfigRule": _kind("cfg/rule:Rule", "cfg/conformancePack:ConformancePack"),
    "ConfigLambdaRule": _kind("cfg/rule:Rule"),
    "DatabaseInstance": Kind(("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance")),
    "DatabaseCluster": _kind("rds/cluster:Cluster"),
    "DefaultRouteTable": Kind(ec2.DEFAULT_ROUTE_TABLE),
    "DmsReplication": _kind(
        "dms/replicationSubnetGroup:ReplicationSubnetGroup", "dms/replicationInstance:ReplicationInstance"
    ),
    "DmsS3Endpoint": _kind("dms/s3Endpoint:S3Endpoint"),
    "EcsService": _kind("ecs/service:Service"),
    "Eip": _kind("ec2/eip:Eip"),
    "EipAssociation": _kind("ec2/eipAssociation:EipAssociation"),
    "EksCluster": _kind("eks/cluster:Cluster"),
    "EksNodeGroup": _kind("eks/nodeGroup:NodeGroup"),
    "EventSourceMapping": _kind("lambda/eventSourceMapping:EventSourceMapping"),
    "Firehose": _kind("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"),
    "Function": _FUNCTION,
    "GuardDutyPublishingDestination": _kind("guardduty/publishingDestination:PublishingDestination"),
    "HostedZoneDnsSec": _kind("route53/hostedZoneDnsSec:HostedZoneDnsSec"),
    "HttpApiDeployment": _kind("apigatewayv2/deployment:Deployment"),
    "HttpApiDomainName": _kind("apigatewayv2/domainName:DomainName"),
    "IntegrationResponse": _kind("apigateway/integrationResponse:IntegrationResponse"),
    "IpamAllocation": _kind("ec2/vpcIpamPoolCidrAllocation:VpcIpamPoolCidrAllocation"),
    "IpamSpace": Kind((ec2.VPC[0], *ec2.SUBNET)),
    "TlsListener": _kind(
        *_LISTENERS,
        "lb/listenerCertificate:ListenerCertificate",
        "alb/listenerCertificate:ListenerCertificate",
    ),
    "LoadBalancer": _kind(*_LOAD_BALANCERS),
    "LogSubscriptionFilter": _kind("cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"),
    "MacieUser": _kind(
        "macie/customDataIdentifier:CustomDataIdentifier",
        "macie/findingsFilter:FindingsFilter",
        "macie2/classificationJob:ClassificationJob",
        "macie2/member:Member",
    ),
    "NatGateway": Kind(ec2.NAT_GATEWAY),
    "OamLink": _kind("oam/link:Link"),
    "Pipe": _kind("pipes/pipe:Pipe"),
    "Pipeline": _kind("codepipeline/pipeline:Pipeline"),
    "QueryLog": _kind("route53/queryLog:QueryLog"),
    "RealtimeLogConfig": _kind("cloudfront/realtimeLogConfig:RealtimeLogConfig"),
    "Route": Kind(ec2.ROUTE),
    "RouteTable": Kind(ec2.ROUTE_TABLE),
    "ScramSecretAssociation": _kind("msk/scramSecretAssociation:ScramSecretAssociation"),
    "SearchDomain": _kind("opensearch/domain:Domain", "elasticsearch/domain:Domain"),
    "SearchServerlessCollection": _kind("opensearch/serverlessCollection:ServerlessCollection"),
    "SecretRotation": _kind("secretsmanager/secretRotation:SecretRotation"),
    "SecurityHubUser": _kind(
        "securityhub/actionTarget:ActionTarget",
        "securityhub/findingAggregator:FindingAggregator",
        "securityhub/insight:Insight",
        "securityhub/member:Member",
        "securityhub/productSubscription:ProductSubscription",
        "securityhub/standardsSubscription:StandardsSubscription",
    ),
    "SecurityLakeUser": _kind(
        "securitylake/awsLogSource:AwsLogSource",
        "securitylake/customLogSource:CustomLogSource",
        "securitylake/subscriber:Subscriber",
    ),
    "StateMachine": _kind("sfn/stateMachine:StateMachine"),
    "TargetGroupAttachment": _kind(
        "lb/targetGroupAttachment:TargetGroupAttachment", "alb/targetGroupAttachment:TargetGroupAttachment"
    ),
    "Trail": _kind("cloudtrail/trail:Trail"),
    "WorkspacesDirectory": _kind("workspaces/directory:Directory"),
}
"""What may come too early."""

EARLIER: dict[str, Kind] = {
    "AccessPoint": _kind("efs/accessPoint:AccessPoint"),
    "ApiGatewayAccount": _kind("apigateway/account:Account"),
    "ApiGatewayResource": _kind("apigateway/resource:Resource"),
    "Bucket": Kind(s3.BUCKET, s3.NAMES),
    "BucketOwnershipControls": _kind("s3/bucketOwnershipControls:BucketOwnershipControls"),
    "BucketPolicy": _kind("s3/bucketPolicy:BucketPolicy"),
    "BucketPublicAccessBlock": Kind(s3.PUBLIC_ACCESS_BLOCK),
    "BucketVersioning": Kind(s3.BUCKET_VERSIONING),
    "Certificate": _kind("acm/certificate:Certificate"),
    "CertificateValidation": _kind("acm/certificateValidation:CertificateValidation"),
    "ClusterCapacityProviders": _kind("ecs/clusterCapacityProviders:ClusterCapacityProviders"),
    "ClusterInstance": _kind("rds/clusterInstance:ClusterInstance"),
    "ConfigDeliveryChannel": _kind("cfg/deliveryChannel:DeliveryChannel"),
    "ConfigRecorder": _kind("cfg/recorder:Recorder"),
    "DataLake": _kind("securitylake/dataLake:DataLake"),
    "DatabaseCluster": _kind("rds/cluster:Cluster", names=("clusterIdentifier",)),
    "DatabaseSubnetGroup": _kind("rds/subnetGroup:SubnetGroup", names=("name",)),
    "EcsCluster": _kind("ecs/cluster:Cluster", names=("name",)),
    "FileSystem": _kind("efs/fileSystem:FileSystem"),
    "Function": _FUNCTION,
    "HostedZone": _kind("route53/zone:Zone"),
    "HttpApi": _kind("apigatewayv2/api:Api"),
    "HttpApiRoute": _kind("apigatewayv2/route:Route"),
    "Instance": _kind("ec2/instance:Instance"),
    "Integration": _kind("apigateway/integration:Integration"),
    "InternetGateway": Kind(ec2.INTERNET_GATEWAY),
    "InternetGatewayAttachment": Kind(ec2.INTERNET_GATEWAY_ATTACHMENT),
    "IpamPool": _kind("ec2/vpcIpamPool:VpcIpamPool"),
    "IpamPoolCidr": _kind("ec2/vpcIpamPoolCidr:VpcIpamPoolCidr"),
    "KeySigningKey": _KEY_SIGNING_KEY,
    "LambdaPermission": _kind("lambda/permission:Permission"),
    "Listener": _kind(*_LISTENERS),
    "ListenerRule": _kind("lb/listenerRule:ListenerRule", "alb/listenerRule:ListenerRule"),
    "LogGroup": _kind("cloudwatch/logGroup:LogGroup"),
    "LogResourcePolicy": _kind("cloudwatch/logResourcePolicy:LogResourcePolicy"),
    "MacieAccount": _kind("macie2/account:Account"),
    "MountTarget": _kind("efs/mountTarget:MountTarget"),
    "NetworkInterface": _kind("ec2/networkInterface:NetworkInterface"),
    "PolicyAttachment": _kind("iam/policyAttachment:PolicyAttachment"),
    "Queue": _kind("sqs/queue:Queue"),
    "QueuePolicy": _kind("sqs/queuePolicy:QueuePolicy"),
    "RestApi": _kind("apigateway/restApi:RestApi"),
    "Role": _kind("iam/role:Role", names=("name",)),
    "RolePolicy": _kind("iam/rolePolicy:RolePolicy"),
    "RolePolicyAttachment": _kind("iam/rolePolicyAttachment:RolePolicyAttachment"),
    "RouteTable": Kind(ec2.ROUTE_TABLE),
    "SearchServerlessSecurityPolicy": _kind("opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"),
    "Secret": _kind("secretsmanager/secret:Secret"),
    "SecretVersion": _kind("secretsmanager/secretVersion:SecretVersion"),
    "SecurityHubAccount": _kind("securityhub/account:Account"),
    "ServiceLinkedRole": _kind("iam/serviceLinkedRole:ServiceLinkedRole"),
    "Sink": _kind("oam/sink:Sink"),
    "SinkPolicy": _kind("oam/sinkPolicy:SinkPolicy"),
    "SecurityGroup": Kind(security_groups.GROUP),
    "Subnet": Kind(ec2.SUBNET),
    "TargetGroup": _kind("lb/targetGroup:TargetGroup", "alb/targetGroup:TargetGroup"),
    "Topic": _kind("sns/topic:Topic"),
    "TopicPolicy": _kind("sns/topicPolicy:TopicPolicy"),
    "TransitGateway": _kind("ec2transitgateway/transitGateway:TransitGateway"),
    "TransitGatewayVpcAttachment": _kind("ec2transitgateway/vpcAttachment:VpcAttachment"),
    "Vpc": Kind(ec2.VPC),
}
"""What must come first, and what joins the two."""
