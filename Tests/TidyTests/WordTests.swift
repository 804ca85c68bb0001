import Foundation
import Testing

/// Words that stand in no file. They are put together here, so that this file does not have them.
@Suite struct WordTests {
    @Test func `nothing is left open, and nothing is forced`() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "fatal" + "Error", "tr" + "y!"]
        let found = try Repository.swiftFiles.flatMap { try places(of: marks, in: $0) }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
        let pages = try Repository.pages.flatMap { try places(of: Array(marks.prefix(3)), in: $0) }
        #expect(pages.isEmpty, "\(pages.joined(separator: "\n"))")
    }

    @Test func `no file names a path of one machine`() throws {
        let folders = ["work", "tmp", "root", "home"].map { "/\($0)/" }
        let found = try Repository.files.flatMap { try places(of: folders, in: $0) }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func `no file speaks of how it was written`() throws {
        let stems = ["ses" + "sion", "hel" + "per", "assis" + "tant"]
        var words = ["A" + "I", "LL" + "M", "LL" + "Ms"]
        for stem in stems {
            for form in [stem, stem.capitalized] { words += [form, form + "s"] }
        }
        let found = try Repository.files.flatMap { try places(of: words, in: $0) }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func `words are found whole, and paths anywhere`() {
        let text = Data("the word, words and /path/x".utf8)
        #expect(places(of: "word", in: text) == [4])
        #expect(places(of: "words", in: text) == [10])
        #expect(places(of: "/path/", in: text) == [20])
        #expect(places(of: "wor", in: text).isEmpty)
    }

    private func places(of words: [String], in path: String) throws -> [String] {
        let data = try Repository.data(path)
        // A zero byte means that it is no text.
        guard !data.contains(0) else { return [] }
        return words.flatMap { word in
            places(of: word, in: data).filter { !isTerm(at: $0, in: data) }.map { place in
                "\(path):\(data[..<place].count { $0 == .newline } + 1): \(word)"
            }
        }
    }

    /// Whether a word is the second of a term of the field: a meeting with several participants.
    private func isTerm(at place: Int, in data: Data) -> Bool {
        data[..<place].suffix("group ".utf8.count).elementsEqual("group ".utf8)
    }

    /// Where a word stands with no letter or digit at a side where it has one itself.
    private func places(of word: String, in data: Data) -> [Int] {
        let needle = Data(word.utf8)
        var found: [Int] = []
        var start = data.startIndex
        while let range = data.range(of: needle, in: start..<data.endIndex) {
            let before = range.lowerBound > data.startIndex && data[range.lowerBound - 1].isName
            let after = range.upperBound < data.endIndex && data[range.upperBound].isName
            let isWhole =
                !(before && (needle.first?.isName ?? false))
                && !(after && (needle.last?.isName ?? false))
            if isWhole { found.append(range.lowerBound) }
            start = range.upperBound
        }
        return found
    }
}
