/// Generates a store as the gateway writes it: profiles of three kinds and five providers, each with usage marks.
enum GeneratedStore {
    static func text(profiles count: Int) -> String {
        let profiles = (0..<count).map { "    \"\(id($0))\": {\n\(fields($0))\n    }" }
        let marks = (0..<count).map { "    \"\(id($0))\": {\n\(stats($0))\n    }" }
        return """
            {
              "version": 1,
              "profiles": {
            \(profiles.joined(separator: ",\n"))
              },
              "lastGood": {
                "anthropic": "anthropic:user-0"
              },
              "usageStats": {
            \(marks.joined(separator: ",\n"))
              }
            }

            """
    }

    private static let providers = ["anthropic", "openai", "openrouter", "google", "groq"]
    private static let fake = String(repeating: "B", count: 95)

    private static func provider(_ number: Int) -> String { providers[number % providers.count] }
    private static func id(_ number: Int) -> String { "\(provider(number)):user-\(number)" }

    private static func fields(_ number: Int) -> String {
        let expires = 1_770_000_000_000 + number * 100_000
        let secret =
            switch number % 3 {
            case 0: ["\"type\": \"api_key\"", "\"key\": \"sk-ant-api03-\(fake)\""]
            case 1: ["\"type\": \"token\"", "\"token\": \"sk-ant-oat01-\(fake)\"", "\"expires\": \(expires)"]
            default:
                ["\"type\": \"oauth\"", "\"access\": \"\(fake)\"", "\"refresh\": \"B\"", "\"expires\": \(expires)"]
            }
        return lines(secret + ["\"provider\": \"\(provider(number))\"", "\"email\": \"user\(number)@example.com\""])
    }

    private static func stats(_ number: Int) -> String {
        lines([
            "\"lastUsed\": \(1_769_000_000_000 + number * 77 % 100_000)", "\"errorCount\": \(number % 4)",
            "\"cooldownUntil\": \(1_770_000_000_000 + number * 100)",
        ])
    }

    private static func lines(_ members: [String]) -> String {
        members.map { "      \($0)" }.joined(separator: ",\n")
    }
}
