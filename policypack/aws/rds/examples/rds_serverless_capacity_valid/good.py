import pulumi_aws as aws


def cluster(name, scaling):
    return aws.rds.Cluster(
        name,
        engine="aurora-postgresql",
        master_username="orders",
        manage_master_user_password=True,
        serverlessv2_scaling_configuration=scaling,
    )


equal = cluster("equal", {"min_capacity": 2.5, "max_capacity": 2.5})
plain = cluster("plain", None)
aws.rds.ClusterInstance(
    "serverless-too", cluster_identifier=equal.id, engine="aurora-postgresql", instance_class="db.serverless"
)
aws.rds.ClusterInstance(
    "provisioned", cluster_identifier=plain.id, engine="aurora-postgresql", instance_class="db.r7g.large"
)
