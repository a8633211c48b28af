enum GatewayHostStub {}
