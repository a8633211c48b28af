extension [PlanEffect] {
    /// The effects in their order; hidden profiles of one agent that share a fate stand together where the first one is.
    package var folded: [[PlanEffect]] {
        var groups: [[PlanEffect]] = []
        for effect in self {
            if let place = groups.firstIndex(where: { $0[0].folds(with: effect) }) {
                groups[place].append(effect)
            } else {
                groups.append([effect])
            }
        }
        return groups
    }
}

extension PlanEffect {
    fileprivate func folds(with other: PlanEffect) -> Bool {
        guard case .hidesProfile(_, let agent, let isKept) = self,
            case .hidesProfile(_, let otherAgent, let otherIsKept) = other
        else { return false }
        return agent == otherAgent && isKept == otherIsKept
    }
}
