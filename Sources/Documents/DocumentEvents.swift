internal import CYaml

/// What no document may hold, found on the events of the parser itself: a text has many ways to hide an anchor from
/// whoever reads it line by line, and nodes made of aliases double at every level.
enum DocumentEvents {
    /// What is nested deeper is nobody's document, and whoever follows it runs out of stack.
    static let mostDepth = 200

    enum Refused: Equatable {
        case anchor(line: Int)
        case depth(line: Int)
    }

    /// The first event that is refused; nil where there is none before the end or the first mistake in the grammar.
    static func refused(_ yaml: String) -> Refused? {
        var text = yaml
        return text.withUTF8 { bytes in
            var parser = yaml_parser_t()
            guard yaml_parser_initialize(&parser) == 1 else { return nil }
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            return firstRefused(&parser)
        }
    }

    private static func firstRefused(_ parser: inout yaml_parser_t) -> Refused? {
        var depth = 0
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
            defer { yaml_event_delete(&event) }
            let line = Int(event.start_mark.line) + 1
            let hasAnchor: Bool
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return nil
            case YAML_ALIAS_EVENT: hasAnchor = true
            case YAML_SCALAR_EVENT: hasAnchor = event.data.scalar.anchor != nil
            case YAML_SEQUENCE_START_EVENT:
                hasAnchor = event.data.sequence_start.anchor != nil
                depth += 1
            case YAML_MAPPING_START_EVENT:
                hasAnchor = event.data.mapping_start.anchor != nil
                depth += 1
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                hasAnchor = false
                depth -= 1
            default: hasAnchor = false
            }
            if hasAnchor { return .anchor(line: line) }
            if depth > mostDepth { return .depth(line: line) }
        }
    }
}
