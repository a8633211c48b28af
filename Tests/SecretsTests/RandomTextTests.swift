import Secrets
import Testing

@Suite struct RandomTextTests {
    @Test(
        "names of models are no secrets",
        arguments: [
            "llama-v3p1-405b-instruct", "accounts/fireworks/models/llama-v3p1-405b-instruct",
            "accounts/fireworks/models/qwen3-coder-480b-a35b-instruct", "claude-opus-4-6-20260205",
            "anthropic/claude-3-7-sonnet-20250219", "us.anthropic.claude-opus-4-1-20250805-v1:0",
            "claude-sonnet-4-5@20250929", "Qwen3-235B-A22B-Instruct-2507", "Qwen/Qwen3-Next-80B-A3B-Thinking-FP8",
            "mlx-community/Qwen3-Coder-30B-A3B-Instruct-4bit-dwq-v2",
            "unsloth/DeepSeek-R1-0528-Qwen3-8B-GGUF:UD-Q4_K_XL",
            "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "nvidia/Llama-3_1-Nemotron-Ultra-253B-v1",
            "NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", "mistralai/Mixtral-8x22B-Instruct-v0.1",
            "mistralai/Mistral-Small-3.2-24B-Instruct-2506", "openai/gpt-oss-120b-MXFP4-Q8",
            "gpt-4o-mini-realtime-preview-2024-12-17", "chatgpt-4o-latest-20250326",
            "models/gemini-2.5-flash-lite-preview-06-17", "@cf/meta/llama-4-scout-17b-16e-instruct",
            "amazon.titan-embed-text-v2:0", "TheBloke/Mistral-7B-Instruct-v0.2-GPTQ",
            "cognitivecomputations/dolphin-mistral-24b-venice-edition:free", "xai-grok-4-1-fast-non-reasoning",
            "zai-org/GLM-4.5-Air-FP8", "moonshotai/Kimi-K2-Instruct-0905", "microsoft/phi-3.5-moe-instruct-128k",
            "google/gemma-3-27b-it-qat-q4_0-gguf", "gemma3n-e4b-it-qat-q4_0", "baidu/ERNIE-4.5-VL-424B-A47B-Base-PT",
            "XiaomiMiMo/MiMo-V2-Flash-309B-A15B", "stepfun-ai/step3-321b-a38b", "ai21.jamba-1-5-large-v1:0",
            "hf_transfer_enabled_here", "fw_update_channel_name", "requireMentionInGroupChats",
            "1.7976931348623157e+308",
            "/var/lib/docker/overlay2/openclaw/agents/main",
        ]
    )
    func namesStay(text: String) {
        #expect(Redaction.redact(text) == text)
        #expect(!Redaction.looksSecret(text))
    }

    private static let small = "abcdefghijklmnopqrstuvwxyz"
    private static let capital = small.uppercased()
    private static let digits = "0123456789"

    /// What chance is drawn from, and from which length on it is always known for what it is.
    struct Shape: CustomTestStringConvertible {
        let name: String
        let alphabet: String
        let shortest: Int
        var testDescription: String { name }
    }

    static let shapes = [
        Shape(name: "hex", alphabet: digits + "abcdef", shortest: 20),
        Shape(name: "capital hex", alphabet: digits + "ABCDEF", shortest: 20),
        Shape(name: "letters and digits", alphabet: small + capital + digits, shortest: 20),
        Shape(name: "small letters and digits", alphabet: small + digits, shortest: 20),
        Shape(name: "capital letters and digits", alphabet: capital + "234567", shortest: 20),
        Shape(name: "letters of both cases", alphabet: small + capital, shortest: 20),
        Shape(name: "Base64 for addresses", alphabet: small + capital + digits + "-_", shortest: 20),
        Shape(name: "Base64", alphabet: small + capital + digits + "+/", shortest: 20),
    ]

    /// A word can come about by chance, a long one hardly ever: at most five of a hundred at 20 characters, one from
    /// 24 on, none at 64.
    @Test(arguments: shapes)
    func chanceIsASecret(shape: Shape) {
        var random = SplitMix(seed: 20)
        let alphabet = Array(shape.alphabet)
        for length in [20, 24, 32, 64] {
            let missed = (0..<2_000).count { _ in
                let secret = String(
                    (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
                )
                return Redaction.redact("key " + secret + ".").contains(secret)
            }
            #expect(missed <= ([20: 100, 64: 0][length] ?? 20), "\(length): \(missed)")
        }
    }

    @Test(
        "what a key is made of goes as a whole",
        arguments: [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzXAMPLEKEY", "9f86d081884c7d659a2f", "Zm9vYmFyMTIz+QmF6cXV4/OTg3NjU0MzIx==",
            "0c5a7f3e-9b1d-4e2f-8a6b-7c9d0e1f2a3b", "xoxb-2048-4096-aBcDeFgHiJkL9mNo", "hf_AbCdEfGhIjKlMnOpQrSt",
            "glpat-xY9zAbC3dEfGhIjKlMnO", "AKIAIOSFODNN7EXAMPLE", "AIzaSyD4x8Qw3nRt7Lk2Vb9Mz6Hj1",
        ]
    )
    func aKeyGoes(secret: String) {
        #expect(!Redaction.redact(secret).contains(secret.prefix(6)), "\(Redaction.redact(secret))")
        #expect(!Redaction.redact(secret).contains(secret.suffix(6)), "\(Redaction.redact(secret))")
    }

    @Test func whatIsAnnouncedAsASecretGoesToItsEnd() {
        #expect(Redaction.redact("token=ab/cd+ef, then") == "token=‹redacted›, then")
    }
}
