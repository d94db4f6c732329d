import Asking
import Documents
import Formats
import Hummingbird
import ScenarioFiles
import Wording
import Workbenches

/// An error as JSON: what is wrong, and the cure in the same line; the change that is meant, if one is.
struct Refusal: Error, HTTPResponseError {
    let status: HTTPResponse.Status
    let message: String
    /// The same in Chinese.
    let chinese: String
    var change: Int?
    var headers = HTTPFields()

    init(
        _ status: HTTPResponse.Status, _ message: String, _ chinese: String, change: Int? = nil,
        headers: HTTPFields = HTTPFields()
    ) {
        self.status = status
        self.message = message
        self.chinese = chinese
        self.change = change
        self.headers = headers
    }

    /// A problem with settings as they stand in an address; where nothing else is said the question was understood, but
    /// the atlas holds no such thing.
    init(_ problem: Problem, _ status: HTTPResponse.Status = .unprocessableContent) {
        let remark = problem.remark { $0 }
        self.init(status, remark.english, remark.chinese, change: problem.change)
    }

    static let busy = Refusal(
        .serviceUnavailable, "too much is being computed at the moment: try again in a few seconds",
        "目前计算任务过多：请过几秒再试",
        headers: [.retryAfter: "2"])

    var json: String {
        let position = change.map { ",\"change\":\($0)" } ?? ""
        return "{\"error\":{\"message\":\(quotedText(message)),\"messageChinese\":\(quotedText(chinese))\(position)}}"
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var fields = headers
        fields[.contentType] = "application/json"
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: json)))
    }
}

/// Turns every error into JSON: of ours, of the framework, and what nobody foresaw.
struct JSONErrors<Context: RequestContext>: RouterMiddleware {
    /// The methods of each path of the interface.
    let methods: [String: String]

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws
        -> Response
    {
        do {
            return try await next(request, context)
        } catch {
            let refusal = refusal(error, request)
            return try refusal.response(from: request, context: context)
        }
    }

    private func refusal(_ error: any Error, _ request: Request) -> Refusal {
        if let refusal = error as? Refusal { return refusal }
        let path = request.uri.path
        if let error = error as? any HTTPResponseError {
            switch error.status {
            case .notFound:
                if let allowed = methods[path] {
                    return Refusal(
                        .methodNotAllowed, "\(path) takes \(allowed)", "\(path) 只接受 \(allowed)",
                        headers: [.allow: allowed])
                }
                return Refusal(
                    .notFound, "there is nothing at this address: /openapi.json lists what there is",
                    "此地址没有内容：/openapi.json 列出全部地址")
            case .contentTooLarge:
                return .tooLarge
            default:
                return Refusal(
                    error.status, "the request is not understood: /openapi.json describes what is",
                    "无法理解此请求：/openapi.json 说明了可用的请求")
            }
        }
        return Refusal(
            .internalServerError, "the server failed at this request; its state is unharmed, try another",
            "服务器处理此请求时出错，状态未受影响，请换一个请求")
    }
}
