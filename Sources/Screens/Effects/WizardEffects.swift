package import Anthropic
package import GatewayHost

/// What the wizard knows of a host: facts to show, and the planner that goes with them.
package struct WizardHost: Sendable {
    package var facts: SetupFacts
    /// Turns answers into a plan; pure, so that Review can plan as often as it is drawn.
    package var planner: @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>

    /// A path as it is shown, `~` for the home folder.
    package var display: @Sendable (String) -> String
    /// Nil where nothing is ever checked.
    package var checks: CheckAbility?

    package init(
        facts: SetupFacts,
        planner: @escaping @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>,
        display: @escaping @Sendable (String) -> String,
        checks: CheckAbility? = nil
    ) {
        self.facts = facts
        self.planner = planner
        self.display = display
        self.checks = checks
    }
}

/// The acts of the wizard that touch the host: real files, or a stub that counts.
///
/// Implementers guarantee: nothing of the gateway is written outside `apply` and `undo`; both are all or nothing and return within about
/// a second. A lock that somebody else holds is not waited for: `apply` returns `.locked` at once, the screen keeps
/// answering keys ("Waiting for pid 812, 3 s. Esc stops.") and asks again four times a second until it gets the lock or
/// the person stops.
@MainActor
package protocol WizardEffects: AnyObject {
    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure>
    /// Reads the host again.
    func reread() -> Result<WizardHost, Problem>
    /// Takes back what `apply` did last; the lines name what was put back.
    func undo() -> Result<[String], Problem>
    /// Keeps answers for the next start: the connection is lost. The one thing that is written without an apply.
    func keep(_ draft: SetupDraft)

    /// Asks the provider without blocking; `report` is called once, from any thread, unless the check was stopped before.
    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void)
    /// Asks which models the provider offers; once that is reported as verified, the wizard's `models` are those.
    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void)
    /// Keeps the models that were offered last. The problem says why it could not.
    func keepModels() -> Problem?
    /// Stops a check; its report may still come.
    func stopCheck(id: Int)
    /// Keeps what a check came to: what was asked with is known by the check's id. The problem says why it could not.
    func record(checkID: Int, profileID: String) -> Problem?
    /// Stops whatever still runs; nothing of it is left when the program ends.
    func stopChecks()
}
