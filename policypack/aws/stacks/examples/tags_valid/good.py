import json

import pulumi_aws as aws

trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
aws.s3.Bucket("slash", tags={"team": "Data/EU"})
aws.iam.Role("plain", assume_role_policy=json.dumps(trust), tags={"cost-center": "Größe 4711 @ team+web=1"})
aws.ecs.Cluster("orders", tags={"team": "data:eu", "note": ""})
aws.ec2.Vpc("any", cidr_block="10.0.0.0/16", tags={"team": "Data (EU)"})
