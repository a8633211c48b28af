package import Secrets

/// A complete request for a `Transport`.
package struct HTTPRequest: Sendable, Equatable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// One header. Its value is a secret, because it can contain a key or a user's own header.
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
    /// Empty for none; never contains a credential.
    package var body: [UInt8]

    package init(_ method: Method, _ url: String, headers: [Header] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The value of a header; the name is case-insensitive.
    package subscript(header name: String) -> Secret? {
        headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A response of any status.
package struct HTTPResponse: Sendable, Equatable {
    package let status: Int
    /// By lower-case name; empty if `curl` is too old to report them.
    package let headers: [String: String]
    package let body: [UInt8]
    /// From the start of the child process to its end.
    package let milliseconds: Int64

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = [], milliseconds: Int64 = 0) {
        self.status = status
        self.headers = headers
        self.body = body
        self.milliseconds = milliseconds
    }

    /// `retry-after` in seconds; nil if it is missing or a date.
    package var retryAfterSeconds: Int? {
        headers["retry-after"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
