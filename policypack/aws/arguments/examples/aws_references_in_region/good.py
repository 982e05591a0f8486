# config: aws:region=us-east-1

import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
aws.secretsmanager.Secret(
    "near-key",
    name="orders",
    kms_key_id="arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.cognito.UserPoolDomain(
    "near-edge",
    domain="login.example.com",
    user_pool_id="us-east-1_a1b2c3d4e",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.wafv2.WebAclAssociation(
    "near-acl",
    resource_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders/0a1b2c3d4e5f6071",
    web_acl_arn="arn:aws:wafv2:us-east-1:123456789012:regional/webacl/orders/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
)
aws.apigatewayv2.DomainName(
    "near-certificate",
    domain_name="orders.example.com",
    domain_name_configuration={
        "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "endpoint_type": "REGIONAL",
        "security_policy": "TLS_1_2",
    },
)
aws.batch.JobQueue(
    "near-environment",
    name="orders",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[
        {"order": 1, "compute_environment": "arn:aws:batch:us-east-1:123456789012:compute-environment/orders"}
    ],
)
aws.bedrock.InferenceProfile(
    "near-model",
    name="orders",
    model_source={"copy_from": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"},
)
aws.pipes.Pipe(
    "near-source",
    name="orders",
    role_arn=role,
    source="arn:aws:sqs:us-east-1:123456789012:orders",
    target="arn:aws:lambda:us-east-1:123456789012:function:orders",
)
aws.kinesis.StreamConsumer(
    "near-stream",
    name="orders",
    stream_arn="arn:aws:kinesis:us-east-1:123456789012:stream/orders",
)
aws.lambda_.FunctionEventInvokeConfig(
    "near-target",
    function_name="orders",
    destination_config={"on_failure": {"destination": "arn:aws:sqs:us-east-1:123456789012:failed"}},
)

key = aws.kms.Key("orders", enable_key_rotation=True)
aws.kinesis.Stream("orders", name="orders", shard_count=1, encryption_type="KMS", kms_key_id=key.arn)
aws.secretsmanager.Secret("alias", name="alias", kms_key_id="alias/orders")
