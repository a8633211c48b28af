package import GatewayConfig
package import JSON5
package import Secrets

/// One value that onboarding takes, as a row of a table: where it is given, how it is checked, where it ends.
///
/// The flags of `onboard`, the answers file, the draft of a lost connection, the command that the wizard shows, Review
/// and `--json` read these rows, so each value is spelled once. The rows stand in `SetupField+Rows.swift`; a row that is
/// added there works in all of these places. The text of its flag is `help.onboard.NAME`.
package struct SetupField: Sendable {
    /// The type of the value.
    package enum Kind: Sendable, Equatable {
        case text, number, flag, list
        /// Given on standard input, by a file or by a variable; of this kind, nil for a secret of the gateway itself.
        case secret(SecretKind?)
    }

    /// The file and the place in it that the value is for.
    package enum Place: Sendable {
        /// The credential stores of the chosen agents.
        case store
        case config(ConfigPlace)
        /// The config's `gateway` section, which is planned as a whole.
        case gateway(ConfigPlace)
        /// A parameter of the model in use.
        case modelParameter(String)
    }

    /// Picks the place from those of the host's release, as `{ $0.workspace }`.
    package typealias ConfigPlace = @Sendable (ConfigPlaces) -> Pointer

    /// What a value belongs to: the credential with its model, or the gateway, whose flags need `--non-interactive`.
    package enum Group: Sendable, Equatable {
        case credential, gateway
    }

    /// The key of the value in the document of `onboard --json`.
    package enum JSONKey: Sendable, Equatable {
        case none
        /// The plan says it with more than the value: what it was, or whom it is for.
        case told(Pointer)
        /// The value after the apply, or null.
        case value(Pointer)
        /// The value after the apply; the key is left out if there is none.
        case valueIfSet(Pointer)
    }

    /// Validates a given value and converts it to the one that is planned. Without a host there are no paths.
    package typealias Check = @Sendable (SetupValue, StatePaths?, Texts) throws(Problem) -> SetupValue

    /// Unique; the end of the flag's text key `help.onboard.`.
    package let name: String
    package let kind: Kind
    /// With its dashes. A secret also has a flag that ends in `-file`.
    package let flag: String
    /// The path in the answers file and in a draft.
    package let word: Pointer
    package let place: Place
    package let group: Group
    /// The text key of the line on Review that shows the value, below `wizard.`. Fields with the same one share a line.
    package let label: String
    package let json: JSONKey
    private let check: Check

    package init(
        _ name: String,
        _ kind: Kind = .text,
        flag: String,
        word: Pointer,
        place: Place,
        group: Group = .credential,
        label: String,
        json: JSONKey = .none,
        check: @escaping Check = { value, _, _ in value }
    ) {
        self.name = name
        self.kind = kind
        self.flag = flag
        self.word = word
        self.place = place
        self.group = group
        self.label = label
        self.json = json
        self.check = check
    }

    /// The value for the plan; throws with the row's own message.
    func checked(_ value: SetupValue, _ paths: StatePaths?, _ texts: Texts) throws(Problem) -> SetupValue {
        try check(value, paths, texts)
    }

    package var isSecret: Bool {
        if case .secret = kind { true } else { false }
    }

    /// Whether a draft keeps the value.
    package var isDrafted: Bool { !isSecret }

    /// Whether the value ends in credential stores.
    package var isStored: Bool {
        if case .store = place { true } else { false }
    }

    /// Whether the value is one of the config's `gateway` section.
    var isOfGatewaySection: Bool {
        if case .gateway = place { true } else { false }
    }

    /// The path in the config of a release; nil if the value goes elsewhere.
    func pointer(in places: ConfigPlaces) -> Pointer? {
        switch place {
        case .config(let place), .gateway(let place): place(places)
        case .store, .modelParameter: nil
        }
    }

    /// A value of a file as a value of this field; nil for another type, and always for a secret.
    func value(_ value: Value?) -> SetupValue? {
        switch kind {
        case .text: value?.stringValue.map { .text($0) }
        case .number: (value?.intValue).map { .number(Int($0)) }
        case .flag: value?.boolValue.map { .flag($0) }
        case .list: value?.arrayValue.map { .list($0.compactMap(\.stringValue)) }
        case .secret: nil
        }
    }

    /// The words of a command line that give the value, unquoted; none for a secret and for a flag that is not raised.
    package func words(_ value: SetupValue?) -> [[String]] {
        switch value {
        case .text(let text): [[flag, text]]
        case .number(let number): [[flag, String(number)]]
        case .flag(let isRaised): isRaised ? [[flag]] : []
        case .list(let list): list.map { [flag, $0] }
        case .secret, nil: []
        }
    }
}
