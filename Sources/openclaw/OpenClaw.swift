import ArgumentParser

@main
struct OpenClaw: ParsableCommand {
}
