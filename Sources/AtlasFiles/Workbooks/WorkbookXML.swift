import CExpat

/// What a part of a workbook says, in order.
enum XMLEvent {
    /// Names without what stands before their colon.
    case begin(String, [String: String])
    case text(String)
    case end(String)
}

/// Reads XML event by event; what could grow without bounds (document types, entities) is refused.
///
/// - Throws: `AtlasProblem` for anything but well-formed XML, or whatever the body throws.
func readXML(_ bytes: [UInt8], file: String, _ body: (XMLEvent) throws(AtlasProblem) -> Void) throws(AtlasProblem) {
    guard let parser = XML_ParserCreate("UTF-8") else { throw AtlasProblem.noWorkbook(file) }
    defer { XML_ParserFree(parser) }
    let events = XMLEvents()
    XML_SetUserData(parser, Unmanaged.passUnretained(events).toOpaque())
    XML_SetElementHandler(
        parser,
        { context, name, attributes in XMLEvents.of(context)?.begin(name, attributes) },
        { context, name in XMLEvents.of(context)?.end(name) })
    XML_SetCharacterDataHandler(parser) { context, text, count in XMLEvents.of(context)?.text(text, count) }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLEvents.of(context)?.isForbidden = true }
    // Piece by piece, so that events never outgrow a piece.
    let size = 1 << 16
    for start in stride(from: 0, to: max(1, bytes.count), by: size) {
        let piece = bytes[start..<min(bytes.count, start + size)]
        let isLast = start + size >= bytes.count
        let status = piece.withUnsafeBytes { raw in
            XML_Parse(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), isLast ? 1 : 0)
        }
        if status != XML_STATUS_OK || events.isForbidden { throw AtlasProblem.noWorkbook(file) }
        let found = events.found
        events.found = []
        for event in found { try body(event) }
    }
}

private final class XMLEvents {
    var found: [XMLEvent] = []
    var isForbidden = false

    static func of(_ context: UnsafeMutableRawPointer?) -> XMLEvents? {
        context.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    func begin(_ name: UnsafePointer<CChar>?, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        var attributes: [String: String] = [:]
        if let pairs {
            var index = 0
            while let key = pairs[index], let value = pairs[index + 1] {
                attributes[Self.local(key)] = String(cString: value)
                index += 2
            }
        }
        found.append(.begin(name.map(Self.local) ?? "", attributes))
    }

    func end(_ name: UnsafePointer<CChar>?) { found.append(.end(name.map(Self.local) ?? "")) }

    func text(_ text: UnsafePointer<CChar>?, _ count: Int32) {
        guard let text else { return }
        let bytes = UnsafeBufferPointer(start: text, count: Int(count)).map(UInt8.init(bitPattern:))
        found.append(.text(String(decoding: bytes, as: UTF8.self)))
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
        let whole = String(cString: name)
        return whole.lastIndex(of: ":").map { String(whole[whole.index(after: $0)...]) } ?? whole
    }
}
