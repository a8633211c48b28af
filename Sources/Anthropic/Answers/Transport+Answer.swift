internal import ChildProgram

extension Transport {
    /// Sends a request. Returns a response of any status; throws only if there was no response.
    func answer(
        to request: HTTPRequest,
        of shape: RequestShape,
        model: String,
        limits: TransportLimits,
        cancellation: Cancellation
    ) throws(Verification) -> HTTPResponse {
        let host = shape.endpoint.shown
        guard shape.endpoint.keepsKeysPrivate else { throw Verification(.insecureAddress, model: model, host: host) }
        do throws(TransportError) {
            return try send(request, limits: limits, cancellation: cancellation)
        } catch {
            throw Verification(.unanswered(error), model: model, host: host)
        }
    }
}
