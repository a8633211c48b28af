import FileTransactions
import GatewayConfig
import Secrets
import TestSupport
import Testing

/// The environment of the gateway's service, read as the service managers read it.
@Suite struct GatewayServiceTests {
    private func service(_ files: [String: String], profile: String? = nil) -> GatewayService? {
        let disk = InMemoryFileSystem()
        disk.addFolder("/home/jo")
        for (path, text) in files { disk.addFile(path, text) }
        let before = disk.tree()
        defer { #expect(disk.tree() == before) }
        return GatewayService.find(home: "/home/jo", profile: profile, disk)
    }

    private func values(_ service: GatewayService?) -> [String: String] {
        service?.environment(home: "/home/jo") ?? [:]
    }

    private static let unit = "/home/jo/.config/systemd/user/openclaw-gateway.service"

    @Test func withoutAServiceThereIsNone() {
        #expect(service([:]) == nil)
        #expect(service(["/home/jo/.config/systemd/user/other.service": "[Service]\nEnvironment=A=1"]) == nil)
    }

    @Test func quotesContinuationsResetsAndSpecifiersAreUnderstood() {
        let found = service([
            Self.unit: """
            [Unit]
            Environment=NOT=this
            [Service]
            # Environment=NOT=this
            Environment=GONE=1
            Environment=
            Environment="A=one two" B=%h/x 'C=100%%' \\
              D=4
            Environment=B=last
            WorkingDirectory=%h
            """
        ])
        #expect(found?.kind == .systemdUser)
        #expect(found?.workingFolder == "/home/jo")
        #expect(
            values(found) == ["HOME": "/home/jo", "A": "one two", "B": "last", "C": "100%", "D": "4"]
        )
    }

    @Test func environmentFilesWinAndDropInsAreReadInTheOrderOfTheirNames() {
        let found = service([
            Self.unit:
                "[Service]\nEnvironment=KEY=unit OTHER=unit\nEnvironmentFile=-/none\nEnvironmentFile=/etc/oc.env\n",
            "/etc/oc.env": "; note\nKEY=\"from file\"\n",
            Self.unit + ".d/20-last.conf": "[Service]\nEnvironment=OTHER=last\n",
            Self.unit + ".d/10-first.conf": "[Service]\nEnvironment=OTHER=first FIRST=1\nUnsetEnvironment=FIRST\n",
            "/etc/systemd/user/openclaw-gateway.service.d/20-last.conf": "[Service]\nEnvironment=OTHER=weaker\n",
        ])
        #expect(values(found) == ["HOME": "/home/jo", "KEY": "from file", "OTHER": "last"])
        #expect(found?.unreadable == [])
        let variable = found?.variables.first { $0.name == "KEY" }
        #expect(variable?.file == "/etc/oc.env" && variable?.line == 2)
    }

    @Test func aMissingEnvironmentFileIsNamed() {
        let found = service([Self.unit: "[Service]\nEnvironmentFile=/etc/none.env\n"])
        #expect(found?.unreadable == ["/etc/none.env"])
    }

    @Test func aSystemServiceIsFoundWhereThePersonHasNone() {
        let found = service(["/etc/systemd/system/openclaw-gateway.service": "[Service]\nEnvironment=A=1\n"])
        #expect(found?.kind == .systemdSystem)
        #expect(found?.workingFolder == "/")
    }

    @Test func aProfileHasAServiceOfItsOwn() {
        let files = ["/home/jo/.config/systemd/user/openclaw-gateway-dev.service": "[Service]\nEnvironment=A=1\n"]
        #expect(service(files) == nil)
        #expect(values(service(files, profile: "dev"))["A"] == "1")
    }

    @Test func aPropertyListIsRead() {
        let path = "/home/jo/Library/LaunchAgents/ai.openclaw.gateway.plist"
        let found = service([
            path: """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0"><dict>
              <key>Label</key><string>ai.openclaw.gateway</string>
              <!-- <key>EnvironmentVariables</key><dict><key>NOT</key><string>this</string></dict> -->
              <key>EnvironmentVariables</key>
              <dict><key>A</key><string>x &amp; y &#65;</string><key>B</key><string></string></dict>
              <key>WorkingDirectory</key><string>/srv</string>
              <key>StandardErrorPath</key><string>/tmp/log</string>
            </dict></plist>
            """
        ])
        #expect(found?.kind == .launchd)
        #expect(values(found) == ["HOME": "/home/jo", "A": "x & y A", "B": ""])
        #expect(found?.workingFolder == "/srv")
        #expect(service([path: "bplist00..."])?.isOpaque == true)
    }

    @Test func noTextHarmsTheReaders() {
        let texts = [
            "<", "<key", "<key>EnvironmentVariables</key><dict>", "&", "<key>&#xFFFFFFFF;",
            "[Service]\n=\n=x\nEnvironment=\\",
        ]
        for text in texts {
            for path in [Self.unit, "/Library/LaunchAgents/ai.openclaw.gateway.plist"] {
                #expect(service([path: text]) != nil)
            }
        }
    }
}
