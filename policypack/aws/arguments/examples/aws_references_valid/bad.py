import json

import pulumi_aws as aws

publish = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage"}],
}
aws.ec2.Instance(  # finds: vpcSecurityGroupIds[0]
    "name-for-id",
    ami="ami-0a1b2c3d4e5f60718",
    instance_type="t3.micro",
    vpc_security_group_ids=["web"],
)
aws.sns.TopicSubscription(  # finds: topic
    "name-for-arn",
    topic="orders",
    protocol="email",
    endpoint="web@example.com",
)
aws.iam.InstanceProfile("arn-for-name", role="arn:aws:iam::123456789012:role/web")  # finds: role
aws.s3.BucketVersioning(  # finds: bucket
    "arn-for-bucket",
    bucket="arn:aws:s3:::orders",
    versioning_configuration={"status": "Enabled"},
)
aws.sqs.QueuePolicy(
    "arn-for-url", queue_url="arn:aws:sqs:us-east-1:123456789012:orders", policy=json.dumps(publish)
)  # finds: queueUrl
aws.kms.Alias("alias-for-key", name="alias/web", target_key_id="alias/orders")  # finds: targetKeyId
