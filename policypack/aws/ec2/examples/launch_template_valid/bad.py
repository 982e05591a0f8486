import base64

import pulumi_aws as aws

group = aws.ec2.SecurityGroup("web")
aws.ec2.LaunchTemplate("script", user_data="#!/bin/sh\necho hello")  # finds: userData
aws.ec2.LaunchTemplate("long", user_data=base64.b64encode(b"a" * 16385).decode())  # finds: userData
aws.ec2.LaunchTemplate("named", name="web servers")  # finds: name
aws.ec2.LaunchTemplate(
    "groups", vpc_security_group_ids=[group.id], network_interfaces=[{"associate_public_ip_address": "true"}]
)  # finds: vpcSecurityGroupIds
aws.ec2.LaunchTemplate(
    "profile", iam_instance_profile={"name": "web", "arn": "arn:aws:iam::123456789012:instance-profile/web"}
)  # finds: iamInstanceProfile
