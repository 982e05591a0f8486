import json

import pulumi_aws as aws

trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
role = aws.iam.Role("web", assume_role_policy=json.dumps(trust))
group = aws.ec2.SecurityGroup("web", name="web", vpc_id="vpc-0a1b2c3d4e5f60718")
orders = aws.s3.Bucket("orders")
queue = aws.sqs.Queue("orders")
topic = aws.sns.Topic("orders")
aws.ec2.Instance("id", ami="ami-0a1b2c3d4e5f60718", instance_type="t3.micro", vpc_security_group_ids=[group.id])
aws.sns.TopicSubscription("arn", topic=topic.arn, protocol="email", endpoint="web@example.com")
aws.iam.InstanceProfile("name", role=role.name)
aws.s3.BucketVersioning("bucket", bucket=orders.id, versioning_configuration={"status": "Enabled"})
aws.sqs.RedriveAllowPolicy(
    "url", queue_url=queue.url, redrive_allow_policy=json.dumps({"redrivePermission": "denyAll"})
)
aws.kms.Alias("key", name="alias/web", target_key_id="0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
