internal import FileTransactions
internal import GatewayConfig
internal import JSON5

extension KeptRelease {
    /// What a change of this host writes besides, so that the flag is needed once; nil if it is so already.
    func change() throws(FileError) -> (file: PlannedFile, effect: PlanEffect)? {
        if let obstacle { throw obstacle }
        guard let file else { return nil }
        switch named {
        case .release(let name) where kept != name || flaw != nil:
            let text = Value.object(["release": .string(name)]).json() + "\n"
            return (PlannedFile(setting: file, contents: Array(text.utf8)), .keepsRelease(name, path: path))
        case .evidence where file.contents != nil:
            return (PlannedFile(setting: file, contents: nil), .forgetsRelease(path: path))
        default: return nil
        }
    }
}

extension HostSnapshot {
    /// A plan that also keeps the release named by `--gateway-release`, or takes a kept one back.
    func keepingRelease(_ plan: ChangePlan, _ explain: Explanation) throws(Problem) -> ChangePlan {
        do throws(FileError) {
            guard let change = try gateway.chosen.change() else { return plan }
            var kept = plan
            kept.files.append(change.file)
            kept.effects.append(change.effect)
            kept.basis = plan.basis ?? configBasis
            return kept
        } catch {
            throw explain.problem(error)
        }
    }
}
