/// Bytes that are never shown.
package struct Secret: Sendable, Equatable {
}
