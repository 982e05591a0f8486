import json

import pulumi
from pulumi_aws import cloudwatch, ec2, ecr, eks, iam, kms

from cluster_config import ClusterConfig
from roles import role_for
from vpc import create_network

config = ClusterConfig.load()
network, private_subnets = create_network(config)
subnet_ids = [subnet.id for subnet in private_subnets]

secrets_key = kms.Key("secrets", description="Kubernetes secrets", enable_key_rotation=True, tags=config.tags())
kms.Alias("secrets", name=f"alias/eks/{config.name}", target_key_id=secrets_key.id)

audit_log = cloudwatch.LogGroup(
    "audit", name=f"/aws/eks/{config.name}/cluster", retention_in_days=365, tags=config.tags()
)

cluster_role, cluster_policies = role_for(config, "control-plane", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"])
node_role, node_policies = role_for(
    config,
    "node",
    "ec2.amazonaws.com",
    ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"],
)

cluster = eks.Cluster(
    "cluster",
    name=config.name,
    version=config.version,
    role_arn=cluster_role.arn,
    enabled_cluster_log_types=["api", "audit", "authenticator"],
    access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": False},
    encryption_config={"provider": {"key_arn": secrets_key.arn}, "resources": ["secrets"]},
    vpc_config={"subnet_ids": subnet_ids, "endpoint_private_access": True, "endpoint_public_access": False},
    tags=config.tags(),
    opts=pulumi.ResourceOptions(depends_on=[*cluster_policies, audit_log], protect=True),
)

oidc = iam.OpenIdConnectProvider(
    "oidc",
    url=cluster.identities[0].oidcs[0].issuer,
    client_id_lists=["sts.amazonaws.com"],
    tags=config.tags(),
)

for arn in config.admins:
    who = arn.rsplit("/", 1)[-1]
    eks.AccessEntry(who, cluster_name=cluster.name, principal_arn=arn, tags=config.tags())
    eks.AccessPolicyAssociation(
        who,
        cluster_name=cluster.name,
        principal_arn=arn,
        policy_arn="arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        access_scope={"type": "cluster"},
    )

groups = []
for name, nodes in config.nodes.items():
    template = ec2.LaunchTemplate(
        name,
        name=f"{config.name}-{name}",
        block_device_mappings=[
            {
                "device_name": "/dev/xvda",
                "ebs": {"volume_size": nodes.disk, "volume_type": "gp3", "encrypted": "true", "iops": 3000},
            }
        ],
        metadata_options={"http_tokens": "required", "http_put_response_hop_limit": 1},
        tag_specifications=[{"resource_type": "instance", "tags": config.tags(Name=f"{config.name}-{name}")}],
        tags=config.tags(),
    )
    groups.append(
        eks.NodeGroup(
            name,
            cluster_name=cluster.name,
            node_group_name=name,
            node_role_arn=node_role.arn,
            subnet_ids=subnet_ids,
            ami_type="AL2023_ARM_64_STANDARD",
            instance_types=[nodes.instance],
            capacity_type="SPOT" if nodes.min == 0 else "ON_DEMAND",
            scaling_config={"min_size": nodes.min, "max_size": nodes.max, "desired_size": nodes.min},
            launch_template={"id": template.id, "version": template.latest_version.apply(str)},
            labels={"pool": name},
            tags=config.tags(),
            opts=pulumi.ResourceOptions(depends_on=node_policies, ignore_changes=["scalingConfig.desiredSize"]),
        )
    )

for addon in ("vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent"):
    eks.Addon(
        addon,
        cluster_name=cluster.name,
        addon_name=addon,
        resolve_conflicts_on_update="OVERWRITE",
        tags=config.tags(),
        opts=pulumi.ResourceOptions(depends_on=groups),
    )

images = ecr.Repository(
    "images",
    name=f"{config.name}/app",
    image_scanning_configuration={"scan_on_push": True},
    image_tag_mutability="IMMUTABLE",
    tags=config.tags(),
)
ecr.LifecyclePolicy(
    "images",
    repository=images.name,
    policy=json.dumps(
        {
            "rules": [
                {
                    "rulePriority": 1,
                    "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 10},
                    "action": {"type": "expire"},
                }
            ]
        }
    ),
)

pulumi.export("region", pulumi.Config("aws").require("region"))
pulumi.export("vpc_id", network.id)
pulumi.export("vpc_arn", network.arn)
pulumi.export("subnet_ids", subnet_ids)
pulumi.export("cluster_name", cluster.name)
pulumi.export("cluster_arn", cluster.arn)
pulumi.export("cluster_endpoint", cluster.endpoint)
pulumi.export("certificate_authority", cluster.certificate_authority.data)
pulumi.export("oidc_provider_arn", oidc.arn)
pulumi.export("node_role_arn", node_role.arn)
pulumi.export("repository_url", images.repository_url)
pulumi.export("repository_arn", images.arn)
pulumi.export("secrets_key_arn", secrets_key.arn)
