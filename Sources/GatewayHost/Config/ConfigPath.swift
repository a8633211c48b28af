internal import GatewayConfig
package import JSON5
internal import Secrets

/// Config paths as typed: `gateway.port`, `agents.list[0].id`,
/// `agents.defaults.models["anthropic/claude-opus-4-6"].alias`.
extension HostSnapshot {
    /// Parses a typed path. Bare digits are an index if the value there is a list, else a member name.
    package func configPointer(_ text: String, _ explain: Explanation) throws(Problem) -> Pointer {
        let trimmed = text.trimmedAsJavaScript
        guard let typed = Pointer(trimmed), !typed.components.isEmpty else {
            throw Problem(
                code: "bad-path",
                message: explain.texts("config.badPath", ["key": text]),
                next: explain.texts("config.badPath.next")
            )
        }
        var pointer = Pointer.root
        for component in typed.components {
            pointer = pointer.appending(fitting(component, in: pointer))
        }
        return pointer
    }

    private func fitting(_ component: Pointer.Component, in parent: Pointer) -> Pointer.Component {
        let value = config.value(at: parent)
        let isList = value.map { $0.arrayValue != nil } ?? config.schema.isList(parent)
        switch component {
        case .key(let key) where isList && key.utf8.allSatisfy { (0x30...0x39).contains($0) }:
            return Int(key).map { .index($0) } ?? component
        case .index(let index) where !isList && value != nil: return .key(String(index))
        default: return component
        }
    }

    /// Why a path has no value: the config is unusable, or nothing is set there.
    func problem(of pointer: Pointer, _ explain: Explanation) -> Problem {
        config.problem.map { explain.problem($0, in: config) } ?? notFound(pointer, explain)
    }

    /// Nothing is set at this path; suggests the nearest one that exists.
    func notFound(_ pointer: Pointer, _ explain: Explanation) -> Problem {
        let texts = explain.texts
        let near = nearestPointer(to: pointer).map { texts("config.nearest", ["key": shown($0)]) }
        let help = config.schema.help(for: pointer) ?? texts("config.noHelp")
        let isKnown = near == nil && config.schema.coverage(of: pointer) == .checked
        return Problem(
            code: "not-found",
            message: texts("config.notFound", ["key": shown(pointer)]),
            details: isKnown ? [texts("config.notFound.unset", ["help": help])] : [],
            next: near
        )
    }

    /// The path with its first unknown key replaced by a similar known or existing one.
    private func nearestPointer(to pointer: Pointer) -> Pointer? {
        var place = Pointer.root
        for (index, component) in pointer.components.enumerated() {
            let next = place.appending(component)
            let known = config.schema.keys(in: place)
            let present = config.value(at: place)?.objectValue?.keys ?? []
            if case .key(let key) = component, config.value(at: next) == nil, !known.contains(key) {
                guard let near = nearest(to: key, in: present + known) else { return nil }
                return Pointer(place.components + [.key(near)] + pointer.components[(index + 1)...])
            }
            place = next
        }
        return nil
    }

    /// A path for display; redacted if it looks like a secret.
    package func shown(_ pointer: Pointer) -> String { Redaction.redact(pointer.description) }
}
