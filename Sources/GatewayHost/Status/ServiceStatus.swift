internal import Credentials
internal import FileTransactions
package import GatewayConfig
internal import JSON5
internal import Secrets

/// The gateway's installed service and the environment its process would get, read once.
package struct ServiceSnapshot: Sendable {
    let service: GatewayService
    let paths: StatePaths
    let environment: EnvironmentLayers

    /// Finds the gateway's service on this host; nil if none is installed. Read-only.
    package static func read(_ snapshot: HostSnapshot, _ live: LiveHost) -> ServiceSnapshot? {
        let files = live.host.files
        guard let service = snapshot.installedService else { return nil }
        let context = PathContext(
            environment: service.environment,
            workingDirectory: service.workingFolder,
            accountHome: service.home
        )
        let found = HostEnvironment.read(context, files)
        let config = ConfigSnapshot.read(
            found.paths,
            found.layers,
            snapshot.release.format,
            files.configReader
        )
        return ServiceSnapshot(service: service, paths: found.paths, environment: config.environment)
    }
}

/// Differences between the gateway's service and this shell: a service does not see variables exported in a shell.
package struct ServiceStatus: Sendable, Equatable {
    /// A credential variable that differs; nil where it is not set.
    package struct Difference: Sendable, Equatable {
        package let variable: String
        /// The value's source, as text.
        package let shell: String?
        package let service: String?
    }

    package let kind: GatewayService.Kind
    package let unit: StatusReport.Place
    /// The credential that the judged agent uses under the service; nil also if that cannot be determined.
    package let winner: ProviderStatus.Candidate?
    /// Whether it is the same credential as in this shell; nil if that cannot be determined.
    package let isSame: Bool?
    /// Variables with another value, or set on only one side.
    package let differences: [Difference]
    /// Unknown parts of the service's environment.
    package let gaps: ServiceGaps
    /// The service's state folder, if it is another one.
    package let otherState: StatusReport.Place?

    init(_ found: ServiceSnapshot, _ view: StatusView, provider: String) {
        let service = found.service
        kind = service.kind
        unit = view.place(service.path)
        gaps = service.gaps
        otherState = found.paths.state == view.snapshot.paths.state ? nil : view.place(found.paths.state)
        let resolver = view.resolver(in: found, for: provider)
        let here = view.standing(with: provider).winner
        let there = CredentialStanding(resolver, own: view.judgedAgent.contents, provider: provider).winner
        // A variable may be set in a place this account cannot read; stored profiles are the same for the service.
        let isKnown = !gaps.mayHideVariables || there?.isProfile == true
        winner = isKnown ? there.map { ProviderStatus.Candidate($0) } : nil
        isSame = isKnown ? here?.secret == there?.secret : nil
        differences = resolver.environment.names(for: provider).compactMap { name in
            let shell = view.environment[name]
            let other = resolver.environment[name]
            guard shell?.value != other?.value, other != nil || !service.gaps.mayHideVariables else { return nil }
            let place = found.environment.source(of: name).map { source in
                Self.place(of: name, source, service, view)
            }
            return Difference(
                variable: name,
                shell: shell.flatMap { _ in view.snapshot.config.environment.source(of: name) }
                    .map { view.snapshot.describe($0, view.explain) },
                service: other == nil ? nil : place
            )
        }
    }

    /// The service file that sets a variable, or its layer.
    private static func place(
        of name: String,
        _ source: EnvironmentLayers.Source,
        _ service: GatewayService,
        _ view: StatusView
    ) -> String {
        guard source.layer == .process, let variable = service.variables.last(where: { $0.name == name }) else {
            return view.snapshot.describe(source, view.explain)
        }
        return view.snapshot.display(variable.file)
    }
}

extension CredentialStanding.Candidate {
    fileprivate var isProfile: Bool {
        if case .profile = source { true } else { false }
    }
}
