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
        return GatewayService.find(for: .jo, profile: profile, disk)
    }

    private func values(_ service: GatewayService?) -> [String: String] { service?.environment ?? [:] }

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
        #expect(found?.gaps == ServiceGaps())
        let variable = found?.variables.first { $0.name == "KEY" }
        #expect(variable?.file == "/etc/oc.env" && variable?.line == 2)
    }

    @Test func aMissingEnvironmentFileIsNamed() {
        let found = service([Self.unit: "[Service]\nEnvironmentFile=/etc/none.env\n"])
        #expect(found?.gaps.missing == ["/etc/none.env"])
    }

    @Test func aSystemServiceIsFoundWhereThePersonHasNone() {
        let found = service(["/etc/systemd/system/openclaw-gateway.service": "[Service]\nEnvironment=A=1\n"])
        #expect(found?.kind == .systemdSystem)
        #expect(found?.workingFolder == "/")
        #expect(found?.home == "/root")
    }

    @Test func aSystemServiceRunsForItsUser() {
        let unit = "/etc/systemd/system/openclaw-gateway.service"
        let text = "[Service]\nUser=gw\nWorkingDirectory=~\nEnvironment=A=%h\n"
        let passwd = "root:x:0:0::/root:/bin/sh\ngw:x:990:990::/var/lib/gw:/bin/false\n"
        let found = service([unit: text, "/etc/passwd": passwd])
        #expect(found?.home == "/var/lib/gw" && found?.workingFolder == "/var/lib/gw")
        // The specifier expands to the manager's home.
        #expect(values(found) == ["HOME": "/var/lib/gw", "A": "/root"])
        #expect(service([unit: text])?.home == "/")
        #expect(service([unit: text.replacing("gw", with: "jo")])?.home == "/home/jo")
    }

    @Test func aMaskedUnitIsNoService() {
        let weaker = ["/etc/systemd/user/openclaw-gateway.service": "[Service]\n"]
        #expect(service(weaker) != nil)
        #expect(service(weaker.merging([Self.unit: ""]) { $1 }) == nil)
    }

    @Test func whatThisAccountMayNotReadIsNamedAndNotTakenForAbsent() throws {
        let disk = InMemoryFileSystem()
        disk.addFolder("/home/jo")
        disk.addFolder("/etc/systemd/system", mode: 0o755)
        let unit = "/etc/systemd/system/openclaw-gateway.service"
        disk.addFile(unit, "[Service]\nEnvironmentFile=/etc/oc.env\n", mode: 0o644, owner: 0)
        disk.addFile("/etc/oc.env", "A=1\n", mode: 0o600, owner: 0)
        disk.become(userID: 1000)
        let found = try #require(GatewayService.find(for: .jo, profile: nil, disk))
        #expect(found.gaps.unreadable == ["/etc/oc.env"] && found.gaps.missing.isEmpty)
        #expect(found.gaps.mayHideVariables)
    }

    @Test func aPersonsManagerPassesOnItsOwnVariables() {
        let found = service([
            Self.unit: "[Service]\nEnvironment=OWN=unit\nUnsetEnvironment=GONE KEPT=other\n",
            "/etc/systemd/user.conf": "[Manager]\nDefaultEnvironment=BASE=%u OWN=default GONE=1\n",
            "/etc/systemd/user.conf.d/1.conf": "[Manager]\nDefaultEnvironment=MORE=1 TWICE=manager\n",
            "/home/jo/.config/environment.d/10-key.conf":
                "KEY=\"from ${HOME}\"\nKEPT=1\nTWICE=mine\nEMPTY=\nOWN=mine\nlower-dash=1\n",
            "/home/jo/.config/environment.d/20-use.conf": "PATHS=$KEY:${NONE:-x}:${KEY:+set}:$$KEY\n",
            "/etc/environment.d/10-key.conf": "KEY=hidden\n",
            "/usr/lib/environment.d/99-environment.conf": "LAST='a b'\n",
        ])
        #expect(
            values(found) == [
                "HOME": "/home/jo", "BASE": "jo", "MORE": "1", "TWICE": "mine", "KEY": "from /home/jo", "KEPT": "1",
                "OWN": "unit", "PATHS": "from /home/jo:x:set:$KEY", "LAST": "a b",
            ]
        )
        #expect(found?.variables.first { $0.name == "KEY" }?.file == "/home/jo/.config/environment.d/10-key.conf")
    }

    @Test func theSystemsManagerHasNoEnvironmentFolder() {
        let found = service([
            "/etc/systemd/system/openclaw-gateway.service": "[Service]\n",
            "/etc/environment.d/10.conf": "A=1\n", "/etc/systemd/system.conf": "[Manager]\nDefaultEnvironment=B=2\n",
        ])
        #expect(values(found) == ["HOME": "/root", "B": "2"])
    }

    @Test func dropInsOfPrefixesAndOfAllServicesCount() {
        let found = service([
            Self.unit: "[Service]\n",
            "/etc/systemd/user/openclaw-.service.d/1.conf": "[Service]\nEnvironment=A=prefix B=prefix\n",
            "/etc/systemd/user/service.d/2.conf": "[Service]\nEnvironment=B=all\n",
        ])
        #expect(values(found) == ["HOME": "/home/jo", "A": "prefix", "B": "all"])
    }

    @Test func aPatternNamesSeveralFilesOfVariables() {
        let files = [
            Self.unit: "[Service]\nEnvironmentFile=%h/env.d/*.env\nEnvironmentFile=-/none/*.env\n",
            "/home/jo/env.d/2.env": "A=2\n", "/home/jo/env.d/1.env": "A=1\nB=1\n", "/home/jo/env.d/.0.env": "C=0\n",
        ]
        let found = service(files)
        #expect(values(found) == ["HOME": "/home/jo", "A": "2", "B": "1"])
        #expect(found?.gaps == ServiceGaps())
        #expect(service([Self.unit: "[Service]\nEnvironmentFile=/none/*.env\n"])?.gaps.missing == ["/none/*.env"])
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
        for damaged in ["bplist00...", "", "plist"] {
            #expect(service([path: damaged])?.gaps.hidesAll == true)
        }
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

extension ServiceAccount {
    static let jo = ServiceAccount(home: "/home/jo", name: "jo", id: 1000, hostName: "gw-01")
}
