import CNcurses
import CSystem
import Glibc

/// Starts ncurses on a terminal or throws; ncurses must never end the process itself.
@MainActor
struct ScreenOpening {
    let screen: OpaquePointer
    let window: UnsafeMutablePointer<WINDOW>
    let streams: [UnsafeMutablePointer<FILE>]
    /// Readable after a signal or a wake-up.
    let signals: Int32
    /// 0, 8 or 256.
    let colors: Int
    /// Whether it understands the usual control sequences; modes that terminfo does not describe are used only then.
    let usesControlSequences: Bool

    init(device: TerminalDevice, environment: [String: String]) throws(TerminalError) {
        let name = environment["TERM"] ?? ""
        usesControlSequences = try Self.examine(name, on: device)
        // Our handlers come first: ncurses installs its own only where there are none.
        signals = csystem_signals_open()
        guard signals >= 0 else { throw .system(operation: "pipe", errno: -signals) }
        do throws(TerminalError) {
            (screen, window, streams) = try Self.start(name, on: device)
        } catch {
            csystem_signals_close()
            throw error
        }
        colors = Self.configure(window, environment)
    }

    private static func start(
        _ name: String,
        on device: TerminalDevice
    ) throws(TerminalError) -> (OpaquePointer, UnsafeMutablePointer<WINDOW>, [UnsafeMutablePointer<FILE>]) {
        let output = try device.stream("w")
        do throws(TerminalError) {
            let input = try device.stream("r")
            guard let screen = newterm(name, output, input), let window = nc_stdscr() else {
                fclose(input)
                throw .cannotDraw(name)
            }
            return (screen, window, [output, input])
        } catch {
            fclose(output)
            throw error
        }
    }

    /// Looks up the type without newterm, which would print and exit; returns whether it supports control sequences.
    private static func examine(_ name: String, on device: TerminalDevice) throws(TerminalError) -> Bool {
        var problem: Int32 = 0
        let isKnown = !name.isEmpty && setupterm(name, device.descriptor, &problem) == OK
        defer { nc_drop_terminal() }
        guard isKnown else { throw problem == 1 ? .cannotDraw(name) : .unknownType(name) }
        // `dumb` can be opened too, but garbles the output.
        guard let move = capability("cup"), (capability("clear") ?? capability("ed")) != nil else {
            throw .cannotDraw(name)
        }
        return move.hasPrefix("\u{1B}[")
    }

    private static func capability(_ name: String) -> String? {
        // tigetstr returns NULL for an absent string and -1 for a capability that is not a string.
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return nil }
        return String(cString: text)
    }

    /// Sets modes, keys and colours; returns the number of colours.
    private static func configure(_ window: UnsafeMutablePointer<WINDOW>, _ environment: [String: String]) -> Int {
        raw()
        noecho()
        nonl()
        keypad(window, true)
        nodelay(window, true)
        // Frames are drawn only when no input is left, so ncurses must not abort one because of new input.
        typeahead(-1)
        set_escdelay(escapeDelay(environment))
        KeyCodes.define()
        guard has_colors(), environment["NO_COLOR"] ?? "" == "", start_color() == OK, use_default_colors() == OK else {
            return 0
        }
        let colors = nc_colors() >= 256 ? 256 : nc_colors() >= 8 ? 8 : 0
        for (index, color) in Theme(colors: colors).palette.enumerated() where color >= 0 {
            init_pair(Int16(index + 1), color, -1)
        }
        return colors
    }

    /// How long to wait for the rest of a key after Escape, in milliseconds: it can lag on a network connection.
    private static func escapeDelay(_ environment: [String: String]) -> Int32 {
        if let own = environment["ESCDELAY"].flatMap({ Int32($0) }), own > 0 { return min(own, 2000) }
        return environment["SSH_CONNECTION"] == nil ? 25 : 100
    }
}
