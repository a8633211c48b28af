internal import FileTransactions
package import GatewayConfig
internal import JSON5
internal import Secrets

/// A `${VAR}` of the config that has no value here, and whether the gateway's service has one.
package struct UnsetVariable: Sendable, Equatable {
    /// Whether the environment of the gateway's service sets it.
    package enum Service: Sendable, Equatable {
        /// The file that sets it, shortened for display.
        case sets(file: String)
        case lacks
        /// No service is installed here, or a part of its environment cannot be read.
        case unknown
    }

    package let name: String
    /// The path of the string that mentions it, as the gateway writes paths.
    package let path: String
    /// Where the string is.
    package let place: Origin.SourcePosition?
    /// The file and line of it, for display.
    let shownPlace: String
    package let service: Service

    /// Whether the service sets it.
    package var isInService: Bool {
        if case .sets = service { true } else { false }
    }
}

extension [UnsetVariable] {
    /// The names, each once.
    var names: [String] {
        reduce(into: []) { names, variable in
            if !names.contains(variable.name) { names.append(variable.name) }
        }
    }
}

extension HostSnapshot {
    /// The variables that the config needs and that have no value here, in the gateway's order.
    ///
    /// - Parameter service: the gateway's service, if it was read.
    package func unsetVariables(_ service: ServiceSnapshot?) -> [UnsetVariable] {
        let unset = config.unset
        guard !unset.isEmpty else { return [] }
        return zip(unset, config.places(of: unset.map(\.pointer))).map { variable, place in
            UnsetVariable(
                name: variable.name,
                path: Redaction.redact(variable.pointer.issuePath),
                place: place,
                shownPlace: place.map { "\(display($0.path)):\($0.position.line)" } ?? "",
                service: service.map { $0.sets(variable.name, display) } ?? .unknown
            )
        }
    }

    /// Throws if a request to the provider needs a variable without a value: in its URL or in a header.
    package func requireRequestValues(_ explain: Explanation) throws(Problem) {
        guard !config.unset.isEmpty else { return }
        let provider = release.provider.id
        let places = [release.places.baseURL(of: provider), release.places.headers(of: provider)]
        let unset = config.unset.filter { variable in
            places.contains { variable.pointer.components.starts(with: $0.components) }
        }
        if !unset.isEmpty { throw explain.unset(unset, in: config, nextKey: "config.unset.next") }
    }
}

extension ServiceSnapshot {
    /// Whether the service's process gets a variable that is not empty.
    fileprivate func sets(_ name: String, _ display: (String) -> String) -> UnsetVariable.Service {
        guard let value = environment[name], !value.isEmpty, let source = environment.source(of: name) else {
            return service.gaps.mayHideVariables ? .unknown : .lacks
        }
        let own = service.variables.last { $0.name == name }?.file
        return .sets(file: display(source.layer == .process ? own ?? service.path : source.file ?? service.path))
    }
}
