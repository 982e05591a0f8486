# config: aws:region=us-east-1

import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
aws.secretsmanager.Secret(  # finds: kmsKeyId
    "far-key",
    name="orders",
    kms_key_id="arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.cognito.UserPoolDomain(  # finds: certificateArn
    "far-edge",
    domain="login.example.com",
    user_pool_id="us-east-1_a1b2c3d4e",
    certificate_arn="arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.wafv2.WebAclAssociation(  # finds: webAclArn
    "far-acl",
    resource_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders/0a1b2c3d4e5f6071",
    web_acl_arn="arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/orders/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.apigatewayv2.DomainName(  # finds: domainNameConfiguration.certificateArn
    "far-certificate",
    domain_name="orders.example.com",
    domain_name_configuration={
        "certificate_arn": "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "endpoint_type": "REGIONAL",
        "security_policy": "TLS_1_2",
    },
)
aws.batch.JobQueue(  # finds: computeEnvironmentOrders[0].computeEnvironment
    "far-environment",
    name="orders",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[
        {"order": 1, "compute_environment": "arn:aws:batch:eu-west-1:123456789012:compute-environment/orders"}
    ],
)
aws.bedrock.InferenceProfile(  # finds: modelSource.copyFrom
    "far-model",
    name="orders",
    model_source={"copy_from": "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"},
)
aws.pipes.Pipe(  # finds: target
    "far-source",
    name="orders",
    role_arn=role,
    source="arn:aws:sqs:us-east-1:123456789012:orders",
    target="arn:aws:lambda:eu-west-1:123456789012:function:orders",
)
aws.kinesis.StreamConsumer(  # finds: streamArn
    "far-stream",
    name="orders",
    stream_arn="arn:aws:kinesis:eu-west-1:123456789012:stream/orders",
)
aws.lambda_.FunctionEventInvokeConfig(  # finds: destinationConfig.onFailure.destination
    "far-target",
    function_name="orders",
    destination_config={"on_failure": {"destination": "arn:aws:sqs:eu-west-1:123456789012:failed"}},
)

there = aws.Provider("there", region="eu-west-1")
replica = aws.kms.ReplicaKey(
    "replica",
    primary_key_arn="arn:aws:kms:us-east-1:123456789012:key/mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    opts=pulumi.ResourceOptions(provider=there),
)
aws.kinesis.Stream(  # finds: kmsKeyId
    "orders", name="orders", shard_count=1, encryption_type="KMS", kms_key_id=replica.arn
)
