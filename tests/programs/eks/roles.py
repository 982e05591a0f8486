import json

from pulumi_aws import iam

from cluster_config import ClusterConfig

AWS = "arn:aws:iam::aws:policy/"


def role_for(config: ClusterConfig, name: str, service: str, policies: list[str]):
    role = iam.Role(
        name,
        name=f"{config.name}-{name}",
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": service},
                        "Action": ["sts:AssumeRole", "sts:TagSession"] if service.startswith("eks") else "sts:AssumeRole",
                    }
                ],
            }
        ),
        tags=config.tags(),
    )
    attachments = [
        iam.RolePolicyAttachment(f"{name}-{policy.rsplit('/', 1)[-1]}", role=role.name, policy_arn=AWS + policy)
        for policy in policies
    ]
    return role, attachments
