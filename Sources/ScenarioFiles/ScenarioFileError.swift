/// What is wrong with a scenario file, and where.
public struct ScenarioFileError: Error, Sendable, Equatable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    public let message: String
    /// Index of the change that is meant, if one is.
    public let change: Int?

    public init(file: String, line: Int? = nil, change: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
        self.change = change
    }

    func at(change index: Int) -> ScenarioFileError {
        ScenarioFileError(file: file, line: line, change: change ?? index, message)
    }

    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }
}
