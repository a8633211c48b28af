extension Navigator: SpokenStack {
    var spokenGreeting: String {
        let place = "\(host.user)@\(host.hostName)"
        return Words(texts: host.texts, isNarrow: false)("line.greeting.browse", ["place": place])
    }

    var spokenFarewell: [String] { farewell }
    var endOfInputCode: Int32 { 130 }
}
