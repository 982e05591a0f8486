"""Devices, streams and services whose roles only EC2 can assume"""

import json

import pulumi_aws as aws

statement = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
instances = aws.iam.Role(
    "instances", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
)
aws.apprunner.Service(
    "build-apprunner-untrusted",
    service_name="orders",
    source_configuration={
        "authentication_configuration": {"access_role_arn": instances.arn},
        "image_repository": {
            "image_identifier": "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
            "image_repository_type": "ECR",
        },
    },
)
aws.kinesisanalyticsv2.Application(
    "kinesisanalytics-untrusted", runtime_environment="FLINK-1_20", service_execution_role=instances.arn
)
aws.iot.TopicRule(
    "iot-untrusted",
    name="orders",
    enabled=True,
    sql="SELECT * FROM 'orders/#'",
    sql_version="2016-03-23",
    sqs=[
        {
            "queue_url": "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
            "role_arn": instances.arn,
            "use_base64": False,
        }
    ],
)

# finds build-apprunner-untrusted: sourceConfiguration.authenticationConfiguration.accessRoleArn
# finds kinesisanalytics-untrusted: serviceExecutionRole
# finds iot-untrusted: sqs
