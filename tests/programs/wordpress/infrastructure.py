import random
import string

import pulumi
import pulumi_aws as aws
from pulumi_aws import ec2, rds

config = pulumi.Config()

# Network: adopt what is there
network = ec2.DefaultVpc("default", tags={"Name": "default"})
subnet_a = ec2.DefaultSubnet("a", availability_zone="us-east-1a", tags={"Name": "default a"})
subnet_b = ec2.DefaultSubnet("b", availability_zone="us-east-1b", tags={"Name": "default b"})
subnet_edge = ec2.Subnet(
    "miami",
    vpc_id=network.id,
    cidr_block="172.31.200.0/24",
    availability_zone="us-east-1-mia-1a",
    tags={"Name": "miami"},
)

web = ec2.SecurityGroup(
    "web",
    name="wordpress-web",
    vpc_id=network,
    ingress=[
        {"protocol": "tcp", "from_port": p, "to_port": p, "cidr_blocks": ["0.0.0.0/0"]} for p in (22, 80, 443)
    ],
    egress=[{"protocol": -1, "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
    tags={"Name": "web"},
)
mysql = ec2.SecurityGroup("mysql", name="wordpress-mysql", vpc_id=network.id, tags={"Name": "mysql"})
ec2.SecurityGroupRule(
    "mysql-in",
    type="ingress",
    security_group_id=mysql.id,
    source_security_group_id=web.id,
    protocol="tcp",
    from_port=3306,
    to_port=3306,
)

# Database
password = "".join(random.choice(string.ascii_letters) for _ in range(16))
subnets = rds.SubnetGroup("wordpress", name="wordpress", subnet_ids=[subnet_a.id, subnet_b.id], tags={"Name": "wordpress"})
database = rds.Instance(
    "wordpress",
    identifier="wordpress-db",
    engine="mariadb",
    engine_version="10.11",
    instance_class="db.t4g.small",
    allocated_storage="20",
    storage_type="gp2",
    db_name="wordpress",
    username="wordpress",
    password=password,
    db_subnet_group_name=subnets.name,
    vpc_security_group_ids=[mysql.id],
    parameter_group_name="default.mariadb10.11",
    enabled_cloudwatch_logs_exports=["error", "slowquery", "general"],
    backup_retention_period=1,
    backup_window="07:00-07:30",
    maintenance_window="tue:09:00-tue:09:30",
    skip_final_snapshot=True,
    tags={"Name": "wordpress"},
)
replica = rds.Instance(
    "replica",
    identifier="wordpress-replica",
    replicate_source_db=database.identifier,
    instance_class="db.t4g.small",
    skip_final_snapshot=True,
    enabled_cloudwatch_logs_exports=["error", "slowquery"],
    maintenance_window="sun:06:00-sun:06:30",
    parameter_group_name="default.mariadb10.11",
    tags={"Name": "wordpress replica"},
)

# Server
ami = ec2.get_ami(owners=["099720109477"], most_recent=True, filters=[ec2.GetAmiFilterArgs(name="name", values=["ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*"])])
user_data = pulumi.Output.format("#!/bin/bash\nexport DB={0}\n/opt/setup.sh wordpress\n", database.endpoint)
server = ec2.Instance(
    "server",
    ami=ami.id,
    instance_type="t3.small",
    key_name=config.require("keyName"),
    subnet_id=subnet_a.id,
    vpc_security_group_ids=[web.id],
    user_data=user_data,
    root_block_device=ec2.InstanceRootBlockDeviceArgs(volume_size=20, volume_type="gp3"),
    ebs_block_devices=[ec2.InstanceEbsBlockDeviceArgs(device_name="/dev/sdf", volume_size=50)],
    tags={"Name": "wordpress"},
)
uploads = aws.ebs.Volume("uploads", availability_zone=server.availability_zone, size=200, type="st1", tags={"Name": "uploads"})
cache = aws.ebs.Volume("cache", availability_zone="us-east-1a", size=10, tags={"Name": "cache"})
for device, volume in (("/dev/sdh", uploads), ("/dev/sdi", cache)):
    ec2.VolumeAttachment(device[5:], device_name=device, volume_id=volume.id, instance_id=server.id)

address = ec2.Eip("server", instance=server.id, domain="vpc", tags={"Name": "wordpress"})

pulumi.export("ip", address.public_ip)
pulumi.export("dns", server.public_dns)
pulumi.export("db", database.address)
