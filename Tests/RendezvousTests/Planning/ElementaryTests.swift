import Testing

@testable import Rendezvous

/// Functions of our own beside the printed tables.
struct ElementaryTests {
    @Test(arguments: [
        (1, 0), (2, 0.693_147_180_559_945_3), (3, 1.098_612_288_668_109_7),
        (10, 2.302_585_092_994_045_7), (0.5, -0.693_147_180_559_945_3),
        (0.1, -2.302_585_092_994_045_7), (1.414_213_562_373_095, 0.346_573_590_279_972_6),
        (1e-9, -20.723_265_836_946_41),
    ])
    func `logarithms are those of the tables`(number: Double, logarithm: Double) {
        #expect(abs(Elementary.logarithm(number) - logarithm) <= 1e-15 * max(1, abs(logarithm)))
    }
}
