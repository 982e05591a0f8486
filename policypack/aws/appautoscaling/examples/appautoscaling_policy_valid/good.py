import pulumi
import pulumi_aws as aws

cluster = aws.ecs.Cluster("main")
target = aws.appautoscaling.Target(
    "web",
    min_capacity=1,
    max_capacity=4,
    resource_id=pulumi.Output.concat("service/", cluster.name, "/web"),
    scalable_dimension="ecs:service:DesiredCount",
    service_namespace="ecs",
)

for name, metric in {"cpu": "CPU", "memory": "Memory"}.items():
    aws.appautoscaling.Policy(
        name,
        policy_type="TargetTrackingScaling",
        resource_id=target.resource_id,
        scalable_dimension=target.scalable_dimension,
        service_namespace=target.service_namespace,
        target_tracking_scaling_policy_configuration={
            "target_value": 60,
            "predefined_metric_specification": {"predefined_metric_type": f"ECSServiceAverage{metric}Utilization"},
        },
    )
