import Testing

@Test func stubGatewayHost() {
    #expect(Bool(true))
}
