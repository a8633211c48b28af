import Testing

@Test func stubFileTransactions() {
    #expect(Bool(true))
}
