"""The least that the provider and AWS take of a type of networks, load balancers, CloudFront and API Gateway."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.constraint import Inputs

_SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
_LOAD_BALANCER: Inputs = {"subnets": _SUBNETS}
_LISTENER: Inputs = {
    "loadBalancerArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders/0123456789abcdef",
    "defaultActions": [{"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "200"}}],
}
_TARGETS: Inputs = {"port": 80, "vpcId": "vpc-0123456789abcdef0"}
NETWORK_BASES: Mapping[str, Inputs] = {
    "aws:acm/certificate:Certificate": {"domainName": "orders.example.com", "validationMethod": "DNS"},
    "aws:alb/listener:Listener": _LISTENER,
    "aws:alb/loadBalancer:LoadBalancer": _LOAD_BALANCER,
    "aws:apigateway/domainName:DomainName": {
        "domainName": "api.example.com",
        "regionalCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/orders",
        "endpointConfiguration": {"types": "REGIONAL"},
    },
    "aws:apigateway/methodSettings:MethodSettings": {"restApi": "a1b2c3d4e5", "stageName": "live", "methodPath": "*/*"},
    "aws:apigateway/stage:Stage": {"restApi": "a1b2c3d4e5", "stageName": "live", "deployment": "abc123"},
    "aws:apigatewayv2/route:Route": {"apiId": "a1b2c3d4e5", "routeKey": "GET /orders"},
    "aws:autoscaling/group:Group": {
        "minSize": 1,
        "maxSize": 3,
        "vpcZoneIdentifiers": _SUBNETS,
    },
    "aws:cloudfront/distribution:Distribution": {
        "enabled": True,
        "origins": [{"originId": "files", "domainName": "files.s3.us-east-1.amazonaws.com"}],
        "defaultCacheBehavior": {
            "targetOriginId": "files",
            "viewerProtocolPolicy": "redirect-to-https",
            "allowedMethods": ["GET", "HEAD"],
            "cachedMethods": ["GET", "HEAD"],
            "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        "restrictions": {"geoRestriction": {"restrictionType": "none"}},
        "viewerCertificate": {"cloudfrontDefaultCertificate": True},
    },
    "aws:ec2/instance:Instance": {"instanceType": "t4g.micro", "ami": "ami-0123456789abcdef0"},
    "aws:ec2/launchConfiguration:LaunchConfiguration": {
        "imageId": "ami-0123456789abcdef0",
        "instanceType": "t3.micro",
    },
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": {"ami": "ami-0123456789abcdef0", "instanceType": "t3.micro"},
    "aws:ec2/networkInterface:NetworkInterface": {"subnetId": _SUBNETS[0]},
    "aws:ec2/vpnConnection:VpnConnection": {
        "customerGatewayId": "cgw-0123456789abcdef0",
        "transitGatewayId": "tgw-0123456789abcdef0",
        "type": "ipsec.1",
    },
    "aws:efs/accessPoint:AccessPoint": {"fileSystemId": "fs-0123456789abcdef0"},
    "aws:elb/loadBalancer:LoadBalancer": {
        "subnets": _SUBNETS,
        "listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 80, "lbProtocol": "http"}],
        "healthCheck": {
            "target": "HTTP:80/health",
            "interval": 30,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 2,
        },
    },
    "aws:elb/loadBalancerPolicy:LoadBalancerPolicy": {
        "loadBalancerName": "orders",
        "policyName": "tls",
        "policyTypeName": "SSLNegotiationPolicyType",
    },
    "aws:ec2/subnet:Subnet": {"vpcId": "vpc-0123456789abcdef0", "cidrBlock": "10.0.0.0/24"},
    "aws:ec2clientvpn/endpoint:Endpoint": {
        "serverCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/vpn",
        "clientCidrBlock": "10.64.0.0/16",
        "authenticationOptions": [
            {
                "type": "certificate-authentication",
                "rootCertificateChainArn": "arn:aws:acm:us-east-1:123456789012:certificate/clients",
            }
        ],
        "connectionLogOptions": {"enabled": False},
    },
    "aws:apigatewayv2/domainName:DomainName": {
        "domainName": "api.example.com",
        "domainNameConfiguration": {
            "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/orders",
            "endpointType": "REGIONAL",
        },
    },
    "aws:apigatewayv2/stage:Stage": {"apiId": "a1b2c3d4e5", "name": "live"},
    "aws:apigatewayv2/integration:Integration": {
        "apiId": "a1b2c3d4e5",
        "integrationType": "HTTP_PROXY",
        "integrationUri": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/orders/0a1b2c3d/4e5f6071",
    },
    "aws:lb/targetGroup:TargetGroup": _TARGETS,
    "aws:alb/targetGroup:TargetGroup": _TARGETS,
    "aws:lb/listener:Listener": _LISTENER,
    "aws:lb/loadBalancer:LoadBalancer": _LOAD_BALANCER,
    "aws:wafv2/ruleGroup:RuleGroup": {
        "scope": "REGIONAL",
        "capacity": 10,
        "visibilityConfig": {"metricName": "orders", "sampledRequestsEnabled": True},
    },
    "aws:wafv2/webAcl:WebAcl": {
        "scope": "REGIONAL",
        "defaultAction": {"allow": {}},
        "visibilityConfig": {"metricName": "orders", "sampledRequestsEnabled": True},
    },
}
