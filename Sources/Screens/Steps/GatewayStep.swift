internal import GatewayHost
internal import TerminalUI

extension StepID { static let gateway = StepID("gateway") }

/// The gateway's port and bind address. Review shows safe defaults; this optional page is opened from there.
struct GatewayStep: Step {
    let id = StepID.gateway
    let fields = [SetupField.gatewayPort, .gatewayBind]
    private var list = PickList([])
    /// The field for another port; nil while the list is shown.
    private var field: TextField?
    /// The values that the plan would write now; nil before the page is entered.
    private var now: (port: Int, bind: String)?

    enum Row {
        static let loopback = "loopback"
        static let lan = "lan"
        static let port = "port"
    }

    var keys: KeyContext { field == nil ? .choices : .textField }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let standard = (port: context.facts.gatewayPort, bind: Row.loopback)
        var now = self.now ?? standard
        if case .success(let plan) = context.planner(answers) {
            now = (plan.summary.gatewayPort ?? standard.port, plan.summary.gatewayBind ?? standard.bind)
        }
        self.now = now
        field = nil
        let words = context.words
        let binds = [Row.loopback, Row.lan].map { bind in
            PickRow(
                id: bind,
                label: words("gateway.\(bind)"),
                explanation: [words("gateway.\(bind).explanation")]
            )
        }
        list = PickList(binds + [PickRow(id: Row.port, label: words("gateway.port"), notes: [String(now.port)])])
        list.isExplainedElsewhere = true
        list.mark(id: now.bind)
    }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        let (field, marked) = (field, list.markedRow?.id)
        enter(context, &answers)
        self.field = field
        if let marked { list.mark(id: marked) }
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if field != nil { return handleField(key, context, &answers) }
        switch list.handle(key) {
        case .ignored, .pasted: return .ignored
        case .handled, .accepted: return .handled
        case .refused(let refusal): return .say(.error(refusal.text(context.words)))
        case .chosen(let index):
            let id = list.rows[index].id
            guard id != Row.port else {
                field = TextField(now.map { String($0.port) } ?? "")
                return .handled
            }
            if id != now?.bind { answers.gateway?.bind = id }
            return .next
        }
    }

    private mutating func handleField(
        _ key: Key,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome {
        guard var field else { return .ignored }
        let action = field.handle(key)
        let isBack = key == .escape || key == .backTab
        self.field = isBack ? nil : field
        switch action {
        case .accepted: return accept(field.text, context, &answers)
        case .refused(let refusal): return .say(.error(refusal.text(context.words)))
        case .ignored: return isBack ? .handled : .ignored
        case .handled, .chosen, .pasted: return .handled
        }
    }

    private func accept(_ text: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        guard let port = PortText.number(in: text) else {
            return .say(.error(context.words("gateway.port.bad", ["text": text])))
        }
        if port != now?.port { answers.gateway?.port = port }
        return .next
    }

    // MARK: - Drawing

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        guard field == nil else {
            return [
                .title(words("gateway.port.title")), .gap, .widget, .gap, .text(words("gateway.port.note"), .muted),
            ]
        }
        return [.title(words("gateway.title")), .text(words("gateway.intro"), .muted).optional, .gap, .widget]
            + list.explanation(words)
    }

    func asking(_ context: StepContext) -> Asking {
        field.map { .text($0.text) } ?? list.asking(context.words)
    }

    func widgetRows(columns: Int, _ context: StepContext) -> Int { field == nil ? list.height(columns: columns) : 1 }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        guard let field else {
            list.draw(on: &canvas, in: area, marks: context.marks)
            return list.cursor(in: area)
        }
        let box = area.inset(left: FrameLayout.textEdge).splitLeft(8).left
        field.draw(on: &canvas, in: box)
        return field.cursor(in: box)
    }
}
