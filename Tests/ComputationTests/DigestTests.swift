import Computation
import Testing

@Suite struct DigestTests {
    /// The examples of FIPS 180-4 and the lengths around a block's edge.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func digestsOfTheStandard(_ message: String, _ digest: String) {
        #expect(Digest(of: Array(message.utf8)).description == digest)
    }
}

@Suite struct RandomStreamTests {
    @Test func sameSeedSameNumbers() {
        var (a, b, c) = (RandomStream(seed: 7), RandomStream(seed: 7), RandomStream(seed: 8))
        let first = (0..<100).map { _ in a.uniform() }
        #expect(first == (0..<100).map { _ in b.uniform() })
        #expect(first != (0..<100).map { _ in c.uniform() })
        #expect(first.allSatisfy { $0 >= 0 && $0 < 1 })
    }

    /// SplitMix64 from seed 0: the published first outputs of the reference implementation.
    @Test func numbersOfTheReferenceImplementation() {
        var stream = RandomStream(seed: 0)
        #expect(stream.next() == 0xE220_A839_7B1D_CDAF)
        #expect(stream.next() == 0x6E78_9E6A_A1B9_65F4)
    }
}
