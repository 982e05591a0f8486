import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


aws.apprunner.Service(
    "build-apprunner-trusted",
    service_name="orders",
    source_configuration={
        "authentication_configuration": {"access_role_arn": role("build.apprunner.amazonaws.com").arn},
        "image_repository": {
            "image_identifier": "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
            "image_repository_type": "ECR",
        },
    },
)
aws.kinesisanalyticsv2.Application(
    "kinesisanalytics-trusted",
    runtime_environment="FLINK-1_20",
    service_execution_role=role("kinesisanalytics.amazonaws.com").arn,
)
aws.iot.TopicRule(
    "iot-trusted",
    name="orders",
    enabled=True,
    sql="SELECT * FROM 'orders/#'",
    sql_version="2016-03-23",
    sqs=[
        {
            "queue_url": "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
            "role_arn": role("iot.amazonaws.com").arn,
            "use_base64": False,
        }
    ],
)
