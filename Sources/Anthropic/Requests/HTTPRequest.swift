package import Secrets

/// One request, complete: what a `Transport` sends.
package struct HTTPRequest: Sendable, Equatable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// One header; its value is a secret, because a key or a person's own header may stand in it.
    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: Secret

        package init(_ name: String, _ value: Secret) {
            self.name = name
            self.value = value
        }

        package init(_ name: String, _ value: String) {
            self.init(name, Secret(value))
        }
    }

    package var method: Method
    package var url: String
    package var headers: [Header]
    /// Empty for none; never holds a credential.
    package var body: [UInt8]

    package init(_ method: Method, _ url: String, headers: [Header] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The value of a header, by its name in any case.
    package subscript(header name: String) -> Secret? {
        headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// What came back, whatever its status.
package struct HTTPResponse: Sendable, Equatable {
    package let status: Int
    /// By name in lower case; empty where `curl` is too old to tell them.
    package let headers: [String: String]
    package let body: [UInt8]
    /// From the start of the program that asked to its end.
    package let milliseconds: Int64

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = [], milliseconds: Int64 = 0) {
        self.status = status
        self.headers = headers
        self.body = body
        self.milliseconds = milliseconds
    }

    /// `retry-after` in seconds; nil when it is not said, or said as a date.
    package var retryAfterSeconds: Int? {
        headers["retry-after"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
