import Testing

@Test func stubCredentials() {
    #expect(Bool(true))
}
