package import GatewayConfig

extension LiveHost {
    /// Reads the host. Never throws: whatever could not be read is listed in `problems`. Writes nothing.
    ///
    /// - Parameters:
    ///   - purpose: what it is read for.
    ///   - environment: the environment if it was just read; nil reads it.
    ///   - progress: called now and then with the number of profiles found so far.
    package func read(
        for purpose: ReadingPurpose = .change,
        environment: HostEnvironment? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> HostSnapshot {
        HostSnapshot.read(host, texts: texts, for: purpose, environment: environment, progress: progress)
    }

    /// The sentences about this host, as it was read.
    package func explanation(of snapshot: HostSnapshot) -> Explanation {
        Explanation(texts: texts, paths: snapshot.paths, host: host)
    }

    /// The id of the process that listens on the gateway's port now.
    package func gatewayProcess(of snapshot: HostSnapshot) -> Int32? {
        host.processListening(snapshot.gatewayPort)
    }
}
