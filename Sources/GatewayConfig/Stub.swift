enum GatewayConfigStub {}
