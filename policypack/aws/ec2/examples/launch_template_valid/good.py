import base64

import pulumi_aws as aws

group = aws.ec2.SecurityGroup("web")
aws.ec2.LaunchTemplate(
    "encoded", user_data=base64.b64encode(b"#!/bin/sh\necho hello").decode(), vpc_security_group_ids=[group.id]
)
aws.ec2.LaunchTemplate("longest", user_data=base64.b64encode(b"a" * 16384).decode())
aws.ec2.LaunchTemplate("signs", name="web-(1)./_", iam_instance_profile={"name": "web"})
aws.ec2.LaunchTemplate("groups-of-interface", network_interfaces=[{"security_groups": [group.id]}])
