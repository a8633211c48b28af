import Testing

@Test func stubEndToEnd() {
    #expect(Bool(true))
}
