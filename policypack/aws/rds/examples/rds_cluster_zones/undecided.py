import pulumi_aws as aws

zones = aws.cloudformation.Stack("zones", template_url="https://example.com/zones.yaml")
orders = aws.rds.Cluster("orders", engine="aurora-mysql", skip_final_snapshot=True)  # undetermined: availabilityZone
for number in range(2):
    aws.rds.ClusterInstance(
        f"orders-{number}",
        cluster_identifier=orders.id,
        engine="aurora-mysql",
        instance_class="db.r6g.large",
        availability_zone=zones.outputs["First"],
    )
