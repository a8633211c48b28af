import GatewayConfig
import GatewayHost
import JSON5
import TestSupport

/// A release made of test data: as the newest one, but its agents are `agents.entries`, its order is `auth.sequence`,
/// its port is 18700, and the first failure stops a profile for two minutes.
enum OldRelease {
    static func make() throws -> GatewayRelease {
        let schema = try ResourceFile.text("gateways/config-schema.json")
            .replacingOccurrences(#""list": {"#, #""entries": {"#)
            .replacingOccurrences(#""order": {"#, #""sequence": {"#)
        let data = try ResourceFile.text("gateways/2026.2.9.json")
            .replacingOccurrences("2026.2.9", "1999.1.0")
            .replacingOccurrences("agents.list", "agents.entries")
            .replacingOccurrences("auth.order", "auth.sequence")
            .replacingOccurrences("18789", "18700")
            .replacingOccurrences(#""stepsMinutes": [1, "#, #""stepsMinutes": [2, "#)
        let release = BuiltInJSON(Array(data.utf8)).members
        return GatewayRelease(ConfigFormat(release, schema: { ConfigSchema(BuiltInJSON(Array(schema.utf8))) }), release)
    }
}
