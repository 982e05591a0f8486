from pulumi import export, ResourceOptions
import pulumi_aws as aws
import json

# the default network is good enough for now
default_vpc = aws.ec2.get_vpc(default=True)
default_subnets = aws.ec2.get_subnets(filters=[{'name': 'vpc-id', 'values': [default_vpc.id]}])
region = aws.get_region()

cluster = aws.ecs.Cluster('cluster', settings=[{'name': 'containerInsights', 'value': 'enabled'}])

web_sg = aws.ec2.SecurityGroup('web-sg',
	vpc_id=default_vpc.id,
	description='HTTP from anywhere',
	ingress=[aws.ec2.SecurityGroupIngressArgs(
		protocol='tcp', from_port=80, to_port=80, cidr_blocks=['0.0.0.0/0'], ipv6_cidr_blocks=['::/0'],
	)],
	egress=[aws.ec2.SecurityGroupEgressArgs(
		protocol='-1', from_port=0, to_port=0, cidr_blocks=['0.0.0.0/0'],
	)],
)

task_sg = aws.ec2.SecurityGroup('task-sg', vpc_id=default_vpc.id)
aws.vpc.SecurityGroupIngressRule('task-from-web',
	security_group_id=task_sg.id,
	referenced_security_group_id=web_sg.id,
	ip_protocol='tcp', from_port=3000, to_port=3000,
)
aws.vpc.SecurityGroupEgressRule('task-out', security_group_id=task_sg.id, ip_protocol='-1', cidr_ipv4='0.0.0.0/0')

alb = aws.lb.LoadBalancer('app-lb',
	security_groups=[web_sg.id],
	subnets=default_subnets.ids,
)

atg = aws.lb.TargetGroup('app-tg',
	port=3000,
	protocol='HTTP',
	target_type='ip',
	vpc_id=default_vpc.id,
	deregistration_delay=30,
)

wl = aws.lb.Listener('web',
	load_balancer_arn=alb.arn,
	port=80,
	default_actions=[aws.lb.ListenerDefaultActionArgs(
		type='forward',
		target_group_arn=atg.arn,
	)],
)

admin_tg = aws.lb.TargetGroup('admin-tg', port=4000, protocol='HTTP', target_type='ip', vpc_id=default_vpc.id)
aws.lb.ListenerRule('admin',
	listener_arn=wl.arn,
	priority=10,
	actions=[{'type': 'forward', 'target_group_arn': admin_tg.arn}],
	conditions=[{'path_pattern': {'values': ['/admin', '/admin/*']}}],
)

role = aws.iam.Role('task-exec-role',
	assume_role_policy=json.dumps({
		'Version': '2008-10-17',
		'Statement': [{
			'Sid': '',
			'Effect': 'Allow',
			'Principal': {'Service': 'ecs-tasks.amazonaws.com'},
			'Action': 'sts:AssumeRole',
		}],
	}),
)
rpa = aws.iam.RolePolicyAttachment('task-exec-policy',
	role=role.name,
	policy_arn='arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
)

logs = aws.cloudwatch.LogGroup('logs', retention_in_days=14)


def task(name, port):
	return aws.ecs.TaskDefinition(f'{name}-task',
		family=f'fargate-{name}',
		cpu='256',
		memory='512',
		network_mode='awsvpc',
		requires_compatibilities=['FARGATE'],
		execution_role_arn=role.arn,
		container_definitions=logs.name.apply(lambda group: json.dumps([{
			'name': name,
			'image': 'public.ecr.aws/nginx/nginx:1.27',
			'essential': True,
			'portMappings': [{'containerPort': port, 'protocol': 'tcp'}],
			'logConfiguration': {
				'logDriver': 'awslogs',
				'options': {'awslogs-group': group, 'awslogs-region': region.region, 'awslogs-stream-prefix': name},
			},
		}])),
	)


def service(name, port, target_group, after):
	return aws.ecs.Service(f'{name}-svc',
		cluster=cluster.arn,
		desired_count=2,
		launch_type='FARGATE',
		task_definition=task(name, port).arn,
		network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(
			assign_public_ip=True,
			subnets=default_subnets.ids,
			security_groups=[task_sg.id],
		),
		load_balancers=[aws.ecs.ServiceLoadBalancerArgs(
			target_group_arn=target_group.arn,
			container_name=name,
			container_port=port,
		)],
		opts=ResourceOptions(depends_on=after),
	)


service('app', 3000, atg, [wl])
service('admin', 4000, admin_tg, [rpa])

export('url', alb.dns_name)
