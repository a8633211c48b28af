import Testing

@Test func stubGatewayConfig() {
    #expect(Bool(true))
}
