import Foundation
import Hummingbird
import Synchronization

/// What bodies that are still arriving hold together: a thousand of them, each half sent, must not fill the memory.
private let arriving = Mutex(0)
/// 1 MB a body.
private let mostOfOne = 1 << 20
private let mostOfAll = 64 << 20
/// However slowly it comes.
private let mostTime = Duration.seconds(60)

extension RequestBody {
    /// The whole body, at most 1 MB, within a minute.
    func content() async throws -> Data {
        let (clock, begun) = (ContinuousClock(), ContinuousClock.now)
        var (content, held) = (Data(), 0)
        defer { arriving.withLock { [held] in $0 -= held } }
        do {
            for try await part in self {
                let sum = arriving.withLock { sum -> Int in
                    sum += part.readableBytes
                    return sum
                }
                held += part.readableBytes
                if sum > mostOfAll { throw Refusal.busy }
                if held > mostOfOne { throw Refusal.tooLarge }
                if clock.now - begun > mostTime { throw Refusal.tooSlow }
                content.append(contentsOf: part.readableBytesView)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as CancellationError {
            throw error
        } catch {
            // Of the framework's parser: a chunk of no length, a body that ends before it said.
            throw Refusal.broken
        }
        return content
    }
}

extension Refusal {
    static let tooLarge = Refusal(
        .contentTooLarge, "the question is larger than 1 MB: send a smaller one, or ask from the command line",
        "问题超过 1 MB：请发送较小的内容，或使用命令行")
    fileprivate static let tooSlow = Refusal(
        .requestTimeout, "the body took longer than a minute: send it at once", "请求正文传送超过一分钟：请一次发送")
    fileprivate static let broken = Refusal(
        .badRequest, "the body cannot be read to its end: its chunks or its length are not as said",
        "无法读完请求正文：分块或长度与声明不符")
}
