import HTTPTypes
import Hummingbird

/// Answers the page that this server gave, programs, and whoever types its address; pages of others get nothing, under
/// whatever name they reach this machine (DNS rebinding).
struct OnlyThisHost<Context: RequestContext>: RouterMiddleware {
    let onlyLoopback: Bool
    /// Addresses of documents, to which a link on another's page may lead.
    let documents: Set<String>

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws
        -> Response
    {
        let authority = request.head.authority ?? ""
        if onlyLoopback, !Authority(authority).isLoopback {
            throw Refusal(
                .misdirectedRequest, "this server answers as localhost only: start it with --host to serve others",
                "此服务器只以 localhost 应答：如需对外服务，请以 --host 启动")
        }
        if isForeign(request, authority) {
            throw Refusal(
                .forbidden, "this server answers its own page: open its address, or ask from a program",
                "此服务器只应答自己的页面：请直接打开其地址，或由程序访问")
        }
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] =
            """
            default-src 'self'; script-src 'self'; worker-src blob:; img-src 'self' data: blob:; style-src \
            'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action \
            'none'
            """
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        return response
    }

    /// Whether a page of somebody else asks, by what browsers say of themselves; programs say nothing.
    private func isForeign(_ request: Request, _ authority: String) -> Bool {
        if let origin = request.headers[.origin] {
            let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
            // Behind a proxy the scheme may be another, the name is not.
            return !(parts.count == 3 && parts[1].isEmpty && parts[2].lowercased() == authority.lowercased())
        }
        guard let site = request.headers[.fetchSite], site != "same-origin", site != "none" else { return false }
        let follows = request.headers[.fetchMode] == "navigate" && request.method == .get
        return !(follows && documents.contains(request.uri.path))
    }
}

extension HTTPField.Name {
    fileprivate static let fetchSite = Self("Sec-Fetch-Site")!
    fileprivate static let fetchMode = Self("Sec-Fetch-Mode")!
    fileprivate static let crossOriginResourcePolicy = Self("Cross-Origin-Resource-Policy")!
}

/// The host of an address with its port: `localhost:8420`, `127.0.0.1`, `[::1]:8420`.
struct Authority {
    let host: String

    /// An authority that is none has an empty host.
    init(_ text: String) {
        var (name, rest) = (text[...], text[text.endIndex...])
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            (name, rest) = (text[text.index(after: text.startIndex)..<end], text[text.index(after: end)...])
        } else if let colon = text.firstIndex(of: ":") {
            (name, rest) = (text[..<colon], text[colon...])
        }
        let isPort = rest.isEmpty || rest.hasPrefix(":") && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        host = isPort ? String(name) : ""
    }

    /// Whether only this machine can have been meant: as an address, not by how a name begins.
    var isLoopback: Bool { HinterlandServer.isLoopback(host) }
}

/// Whether a host is this machine by name or by its own address.
func isLoopback(_ host: String) -> Bool {
    if host.lowercased() == "localhost" || host == "::1" || host == "0:0:0:0:0:0:0:1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
        && parts.allSatisfy { part in (1...3).contains(part.count) && UInt8(part) != nil && !part.hasPrefix("+") }
}
