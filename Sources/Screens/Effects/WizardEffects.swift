package import Anthropic
package import GatewayHost

/// What the wizard knows about a host: facts to show, and the planner.
package struct WizardHost: Sendable {
    package var facts: SetupFacts
    /// Plans the answers; pure, so that Review can call it for each draw.
    package var planner: @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>

    /// A path for display, with `~` for the home folder.
    package var display: @Sendable (String) -> String
    /// Nil if checks are not available at all.
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

/// The side effects of the wizard on the host: real files or a counting test double.
///
/// Implementers guarantee: only `apply` and `undo` write files of the gateway; both are all or nothing and return
/// within about a second. They do not wait for a lock that another process holds: `apply` returns `.locked` at once,
/// the screen stays responsive ("Waiting for pid 812, 3 s. Esc stops.") and retries four times a second until it gets
/// the lock or the person stops it.
@MainActor
package protocol WizardEffects: AnyObject {
    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure>
    /// Reads the host again.
    func reread() -> Result<WizardHost, Problem>
    /// Reverts the last `apply`; the lines say what was restored.
    func undo() -> Result<[String], Problem>
    /// Saves answers for the next start because the connection was lost. The only write outside an apply.
    func keep(_ draft: SetupDraft)

    /// Starts a check without blocking; `report` is called once, from any thread, unless the check was cancelled
    /// before.
    func check(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void)
    /// Fetches the provider's model list; once that is reported as verified, the wizard's `models` returns it.
    func askModels(_ request: CheckRequest, report: @escaping @Sendable (Verification) -> Void)
    /// Caches the last fetched model list. Returns a problem if that failed.
    func keepModels() -> Problem?
    /// Cancels a check; its report may still arrive.
    func stopCheck(id: Int)
    /// Stores the result of a check; the effects know by its id which secret it was about. Returns a problem if that
    /// failed.
    func record(checkID: Int, profileID: String) -> Problem?
    /// Cancels all checks; no child process is left when the program ends.
    func stopChecks()
}
