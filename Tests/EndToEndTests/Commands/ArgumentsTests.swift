import Testing

/// The words of the command line arrive whatever the host lacks.
@Suite("Arguments")
struct ArgumentsTests {
    /// Swift's standard library reads them from /proc: without it a command with `--check` printed the help, and ended well.
    @Test("without /proc a check fails with its own words, or says what is missing")
    func argumentsArriveWithoutProc() throws {
        let home = try TestHome.fresh()
        let run = try home.run(
            ["models", "status", "--check"],
            behind: Mounts.prefix("mount -t tmpfs none /proc")
        )
        #expect(run.status == 1)
        if Program.isRelease {
            #expect(run.outputText.isEmpty && run.errorText.contains("/proc is not mounted"))
        } else {
            #expect(run.outputText.contains("No Claude credential on this host yet."))
        }
    }
}
