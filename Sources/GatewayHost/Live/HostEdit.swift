package import GatewayConfig
package import JSON5
package import Secrets

/// What is asked of a host, of any kind; it can be planned again on changed files.
package enum HostEdit: Sendable {
    /// Onboarding; `freshToken` becomes the gateway's if the answers set the gateway and it has none.
    case setup(SetupAnswers, freshToken: Secret?)
    case profile(ProfileChange)
    case parameters(ParameterEdits)
    /// Sets a config value at a dotted path.
    case setValue(Value, at: String)
    /// Removes a config value.
    case unsetValue(at: String)
    /// From `cacheControlTtl` to `cacheRetention`.
    case migrateCaching
    /// Puts a copy of one file back.
    case restore(RestoredFile)

    /// Plans it; the plan is empty if everything is already so. Pure, but for a value that includes another file. A
    /// release named by `--gateway-release` is kept with it.
    /// - Parameters:
    ///   - explain: makes the sentences of a refusal.
    ///   - reader: reads a file that the value includes; nil finds none.
    package func plan(
        on snapshot: HostSnapshot,
        _ explain: Explanation,
        reading reader: ConfigFileReader? = nil
    ) throws(Problem) -> ChangePlan {
        let plan = try edited(snapshot, explain, reader)
        // A copy that is put back is all that is asked; on a broken host nothing else is written with it.
        if case .restore = self { return plan }
        return try snapshot.keepingRelease(plan, explain)
    }

    private func edited(
        _ snapshot: HostSnapshot,
        _ explain: Explanation,
        _ reader: ConfigFileReader?
    ) throws(Problem) -> ChangePlan {
        switch self {
        case .setup(let answers, let token):
            return try SetupPlanner(snapshot: snapshot, explain: explain, freshToken: token).plan(answers)
        case .profile(let change): return try ProfilePlanner(snapshot: snapshot, explain: explain).plan(change)
        case .parameters(let edits):
            var plan = try ConfigPlanner(snapshot: snapshot, explain: explain).plan(edits)
            plan.command = "models params"
            return plan
        case .setValue(let value, let path):
            return try ConfigPlanner(snapshot: snapshot, explain: explain).plan(
                setting: value,
                at: path,
                reading: reader
            )
        case .unsetValue(let path): return try ConfigPlanner(snapshot: snapshot, explain: explain).plan(unsetting: path)
        case .restore(let file): return RestorePlanner(snapshot, explain).plan(file, reading: reader)
        case .migrateCaching: return try ConfigPlanner(snapshot: snapshot, explain: explain).cacheMigration()
        }
    }
}
