import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// One state of the wizard in each size and language, compared with its goldens.
enum WizardGoldens {
    static let sizes = [
        Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 15),
    ]

    /// Draws one state at each size.
    static func check(
        _ name: String,
        _ fixture: HostFixture = HostFixture(),
        entry: WizardSetup.Entry = .beginning,
        refusal: Problem? = nil,
        draft: SetupDraft? = nil,
        dropsDraft: Bool = false,
        isRemote: Bool = false,
        models: [ModelOption]? = nil,
        sizes: [Size] = WizardGoldens.sizes,
        unicode: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ walk: (inout Wizard) -> Void = { _ in }
    ) {
        for (language, size) in Language.allCases.flatMap({ language in sizes.map { (language, $0) } }) {
            // Without UTF-8 only English is available (rule 37).
            guard unicode || language == .english else { continue }
            var wizard = Wizard.on(
                fixture,
                size: size,
                entry: entry,
                refusal: refusal,
                unicode: unicode,
                texts: .of(language),
                draft: draft,
                dropsDraft: dropsDraft,
                isRemote: isRemote,
                models: models
            )
            walk(&wizard)
            let picture = wizard.picture
            assertScreen(
                picture.canvas,
                named: "\(language.folder)/\(name)-\(size.columns)x\(size.rows)",
                cursor: picture.cursor,
                styles: true,
                sourceLocation: sourceLocation
            )
        }
    }
}

extension Language {
    /// The folder of its goldens.
    fileprivate var folder: String { self == .english ? "wizard" : "wizard-\(rawValue)" }
}
