import LinearAlgebra
import Testing

@Suite struct MatrixTests {
    @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 13]) func productsAgreeWithTheirDefinition(_ n: Int) {
        let a = Matrix(rows: n, columns: n + 1) { Double($0 * 7 + $1 * 3 % 5) - 4.5 }
        let (x, y) = ((0...n).map { Double($0) - 1.5 }, (0..<n).map { 2 - Double($0) })
        for i in 0..<n { #expect(abs(a.times(x)[i] - (0...n).reduce(0) { $0 + a[i, $1] * x[$1] }) < 1e-10) }
        for j in 0...n { #expect(abs(a.transposedTimes(y)[j] - (0..<n).reduce(0) { $0 + a[$1, j] * y[$1] }) < 1e-10) }
    }

    @Test("a matrix times its inverse is the identity, and one of dependent rows has none")
    func inverse() throws {
        let a = Matrix(rows: 6, columns: 6) { $0 == $1 ? 3 : 1 / Double(2 + $0 + 2 * $1) }
        let product = a.multiplied(by: try #require(a.inverse()))
        for i in 0..<6 { for j in 0..<6 { #expect(abs(product[i, j] - (i == j ? 1 : 0)) < 1e-13) } }
        #expect(Matrix(rows: 3, columns: 3) { Double($0 + $1 * 0) }.inverse() == nil)
    }

    @Test("eigenpairs of a symmetric matrix put it together again")
    func eigenpairs() {
        let a = Matrix(rows: 5, columns: 5) { 1 / Double(1 + $0 + $1) }
        let (values, vectors) = positiveEigenpairs(a)
        for i in 0..<5 {
            for j in 0..<5 {
                let again = values.indices.reduce(0) { $0 + values[$1] * vectors[$1, i] * vectors[$1, j] }
                #expect(abs(again - a[i, j]) < 1e-9)
            }
        }
    }
}
