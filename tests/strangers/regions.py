"""The same topic and alarm in several regions, with names that say which."""

import pulumi
import pulumi_aws as aws

account = aws.get_caller_identity().account_id
partition = aws.get_partition().partition
topics = {}
for region in ("eu-west-1", "eu-central-1", "us-east-1"):
    there = aws.Provider(region, region=region, default_tags={"tags": {"Owner": "operations"}})
    opts = pulumi.ResourceOptions(provider=there)
    zones = aws.get_availability_zones(state="available", opts=pulumi.InvokeOptions(provider=there))
    network = aws.ec2.Vpc(f"network-{region}", cidr_block="10.0.0.0/16", opts=opts)
    for number, zone in enumerate(zones.names[:3]):
        aws.ec2.Subnet(
            f"{region}-{number}",
            vpc_id=network.id,
            availability_zone=zone,
            cidr_block=f"10.0.{number}.0/24",
            opts=opts,
        )
    topics[region] = aws.sns.Topic(f"alarms-{region}", name=f"alarms-{account}", opts=opts)
    aws.cloudwatch.MetricAlarm(
        f"cost-{region}",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        metric_name="CPUUtilization",
        namespace="AWS/EC2",
        period=300,
        statistic="Average",
        threshold=80,
        alarm_actions=[topics[region].arn],
        opts=opts,
    )
home = aws.get_region()
aws.iam.Policy(
    "publish",
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sns:Publish", "Resource": [topic.arn for topic in topics.values()]},
                {
                    "Effect": "Allow",
                    "Action": "logs:PutLogEvents",
                    "Resource": f"arn:{partition}:logs:{home.region}:{account}:*",
                },
            ],
        }
    ),
)
