internal import GatewayConfig
package import Secrets

/// A reference to a secret, and what a look into the environments says about it: this program resolves none.
package struct ReferenceFinding: Sendable, Equatable {
    /// Where the variable of a reference is set.
    package enum Found: Sendable, Equatable {
        /// It refers to no variable.
        case notLookedAt
        /// In an environment that the gateway reads; `place` is a text.
        case here(place: String)
        /// Only in the environment of the gateway's service; its file for display.
        case inService(unit: String)
        /// Nowhere; whether the service was looked at, and whether it may have variables that could not be read.
        case nowhere(unit: String?, isCertain: Bool)
    }

    package let reference: SecretReference
    package let found: Found

    init(_ reference: SecretReference, _ view: StatusView, _ service: ServiceSnapshot?) {
        let snapshot = view.snapshot
        self.reference = reference
        guard let name = reference.variable else {
            found = .notLookedAt
            return
        }
        let unit = service.map { snapshot.display($0.service.path) }
        if let unit, Self.isSet(name, in: service?.environment) {
            found = .inService(unit: unit)
        } else if Self.isSet(name, in: snapshot.config.environment),
            let source = snapshot.config.environment.source(of: name)
        {
            found = .here(place: snapshot.describe(source, view.explain))
        } else {
            found = .nowhere(unit: unit, isCertain: service?.service.gaps.mayHideVariables != true)
        }
    }

    private static func isSet(_ name: String, in environment: EnvironmentLayers?) -> Bool {
        environment?[name]?.contains { !$0.isWhitespace } ?? false
    }

    /// The suffix of its text key.
    var word: String {
        switch found {
        case .notLookedAt: "notLookedAt"
        case .here: "here"
        case .inService: "inService"
        case .nowhere(nil, _): "nowhere"
        case .nowhere(_, isCertain: true): "notInService"
        case .nowhere(_, isCertain: false): "perhapsInService"
        }
    }

    /// The placeholder values of its text.
    var values: [String: String] {
        switch found {
        case .notLookedAt: reference.values
        case .here(let place): reference.values.merging(["place": place]) { $1 }
        case .inService(let unit): reference.values.merging(["unit": unit]) { $1 }
        case .nowhere(let unit, _): reference.values.merging(["unit": unit ?? ""]) { $1 }
        }
    }
}
