import pulumi_aws as aws


def cluster(name, scaling):
    return aws.rds.Cluster(
        name,
        engine="aurora-postgresql",
        master_username="orders",
        manage_master_user_password=True,
        serverlessv2_scaling_configuration=scaling,
    )


cluster("backwards", {"min_capacity": 8, "max_capacity": 4})
plain = cluster("plain", None)
aws.rds.ClusterInstance(
    "serverless", cluster_identifier=plain.id, engine="aurora-postgresql", instance_class="db.serverless"
)  # finds: instanceClass

# finds backwards: serverlessv2ScalingConfiguration.minCapacity
